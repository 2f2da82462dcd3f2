package org.herbtrust.credit.rules;

/** The class of an authority's fact (轻微, 一般, 严重) that decides how long it is displayed: 国办发〔2025〕22号. */
public enum DisplayClass {
    MINOR,
    ORDINARY,
    GRAVE;

    /**
     * The class of a fact whose document names none: what takes the merchant out of the market is grave (失信名单 is listed for
     * three years, 市场监管总局令第44号), all else ordinary.
     */
    static DisplayClass usual(FactType type) {
        return switch (type) {
            case OFFICIAL_LISTING, LICENCE_REVOKED, CRIME -> GRAVE;
            default -> ORDINARY;
        };
    }
}
