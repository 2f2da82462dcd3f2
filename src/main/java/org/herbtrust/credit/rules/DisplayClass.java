package org.herbtrust.credit.rules;

/** The class of an authority's fact (轻微, 一般, 严重) that decides how long it is displayed: 国办发〔2025〕22号. */
public enum DisplayClass {
    MINOR,
    ORDINARY,
    GRAVE
}
