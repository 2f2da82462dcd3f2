package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where GS1 company prefixes end, for those that are listed in {@code company-prefixes.json}: an EPC URN has a dot there,
 * a Digital Link doesn't, and only GS1's registers know.
 */
final class CompanyPrefixes {

    static final CompanyPrefixes BUNDLED = bundled();

    private static final int SHORTEST = 6;
    private static final int LONGEST = 12;

    private final Set<String> prefixes;

    CompanyPrefixes(Set<String> prefixes) {
        this.prefixes = Set.copyOf(prefixes);
    }

    /** The number of digits of the company prefix; empty if it is not listed. */
    Optional<Integer> lengthFor(EpcUri epc) {
        String digits = epc.fromCompanyPrefix();
        for (int length = SHORTEST; length <= Math.min(LONGEST, digits.length()); length++) {
            if (prefixes.contains(digits.substring(0, length))) {
                return Optional.of(length);
            }
        }
        return Optional.empty();
    }

    private static CompanyPrefixes bundled() {
        Set<String> prefixes = new TreeSet<>();
        for (JsonNode row : Json.profile("company-prefixes.json").path("prefixes")) {
            String prefix = row.path("prefix").asText();
            if (!prefix.matches("\\d{6,12}")) {
                throw new IllegalStateException("company-prefixes.json: 6 to 12 digits: " + prefix);
            }
            prefixes.add(prefix);
        }
        return new CompanyPrefixes(prefixes);
    }
}
