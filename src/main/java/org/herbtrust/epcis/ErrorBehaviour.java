package org.herbtrust.epcis;

import java.util.Locale;

/** What becomes of the other events of a document when one is refused (header {@code GS1-Capture-Error-Behaviour}). */
public enum ErrorBehaviour {
    /** One bad event refuses the document; the default of the standard. */
    ROLLBACK,
    /** Every event for itself. */
    PROCEED;

    /** As the header and the capture job spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
