package org.herbtrust.epcis;

import org.herbtrust.kernel.Refused;

/** How words of the Core Business Vocabulary are spelt in XML ({@code GS1-CBV-XML-Format}); in JSON they are bare. */
enum CbvFormat {
    WEB_URI("Always_Web_URI"),
    URN("Always_URN");

    private final String word;

    CbvFormat(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** @throws Refused (406) if the format is none of the standard's */
    static CbvFormat of(String header) {
        if (header == null
                || header.isBlank()
                || header.strip().equals("No_Preference")
                || header.strip().equals("Never_Translates")) {
            return WEB_URI;
        }
        for (CbvFormat f : values()) {
            if (f.word.equalsIgnoreCase(header.strip())) {
                return f;
            }
        }
        throw new Refused(
                Refusal.UNSUPPORTED_VERSION,
                "GS1-CBV-XML-Format: No_Preference, Always_Web_URI, Always_URN; 收到 (got) " + header);
    }

    String spell(Vocabulary vocabulary, String value, Namespaces namespaces) {
        return this == URN ? vocabulary.urn(value, namespaces) : vocabulary.uri(value, namespaces);
    }
}
