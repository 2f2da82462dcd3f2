package org.herbtrust.publication.rules;

import org.herbtrust.kernel.Text;

/** What authorities exchange about a party: 双公示. */
public enum ExchangeKind {
    PENALTY(Text.of("行政处罚", "administrative penalties"), "CF_WSH", "CF"),
    LICENCE(Text.of("行政许可", "administrative licences"), "XK_WSH", "XK");

    private final Text title;
    private final String number;
    private final String prefix;

    ExchangeKind(Text title, String number, String prefix) {
        this.title = title;
        this.number = number;
        this.prefix = prefix;
    }

    public Text title() {
        return title;
    }

    /** As in addresses. */
    public String path() {
        return this == PENALTY ? "penalties" : "licences";
    }

    /** The code of the field that holds the document's number. */
    public String numberField() {
        return number;
    }

    /** The code of this kind's field with that ending, such as {@code _XDR_MC}. */
    public String field(String ending) {
        return prefix + ending;
    }
}
