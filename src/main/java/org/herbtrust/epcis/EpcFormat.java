package org.herbtrust.epcis;

import java.util.Optional;
import org.herbtrust.kernel.Refused;

/** How identifiers are spelt in an answer ({@code GS1-EPC-Format}). */
enum EpcFormat {
    /** As the sender of the event spelt them. */
    NO_PREFERENCE("No_Preference"),
    DIGITAL_LINK("Always_GS1_Digital_Link"),
    /** A link whose company prefix has a length that nobody knows stays a link: guessing would name another company. */
    EPC_URN("Always_EPC_URN");

    private final String word;

    EpcFormat(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** @throws Refused (406) if the format is none of the standard's */
    static EpcFormat of(String header) {
        if (header == null || header.isBlank() || header.strip().equals("Never_Translates")) {
            return NO_PREFERENCE;
        }
        for (EpcFormat f : values()) {
            if (f.word.equalsIgnoreCase(header.strip())) {
                return f;
            }
        }
        throw new Refused(
                Refusal.UNSUPPORTED_VERSION,
                "GS1-EPC-Format: No_Preference, Always_GS1_Digital_Link, Always_EPC_URN; 收到 (got) " + header);
    }

    String spell(String identifier) {
        return switch (this) {
            case NO_PREFERENCE -> identifier;
            case DIGITAL_LINK -> EpcUri.canonical(identifier);
            case EPC_URN ->
                identifier.startsWith("urn:") ? identifier : urn(identifier).orElse(identifier);
        };
    }

    private static Optional<String> urn(String identifier) {
        return EpcUri.parse(identifier)
                .flatMap(epc -> CompanyPrefixes.BUNDLED.lengthFor(epc).flatMap(epc::urn));
    }
}
