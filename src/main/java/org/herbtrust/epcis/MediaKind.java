package org.herbtrust.epcis;

/** The two syntaxes of EPCIS documents. */
public enum MediaKind {
    JSON,
    XML
}
