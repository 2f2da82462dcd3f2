package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of the Core Business Vocabulary by the field they belong to, read from GS1's context. A word may arrive bare
 * ({@code shipping}), as a CURIE, as a web URI of this or an earlier release, or as a URN; it is kept bare.
 */
enum Vocabulary {
    BIZ_STEP("bizstep", "BizStep-", "/bizStep/@context"),
    DISPOSITION("disp", "Disp-", "/disposition/@context"),
    BIZ_TRANSACTION("btt", "BTT-", "/bizTransactionList/@context/type/@context"),
    SOURCE_DESTINATION("sdt", "SDT-", "/sourceList/@context/type/@context"),
    ERROR_REASON("er", "ER-", "/errorDeclaration/@context/reason/@context"),
    MEASUREMENT("", "", "/sensorElementList/@context/sensorReport/@context/type/@context"),
    EXCEPTION("", "", "/sensorElementList/@context/sensorReport/@context/exception/@context"),
    COMPONENT("comp", "Comp-", "/sensorElementList/@context/sensorReport/@context/component/@context");

    private static final String URN = "urn:epcglobal:cbv:";
    private static final List<String> CBV_BASES = List.of(
            "https://ref.gs1.org/cbv/",
            "http://ref.gs1.org/cbv/",
            "https://ns.gs1.org/cbv/",
            "https://ns.gs1.org/voc/");
    private static final List<String> GS1_BASES = List.of(
            "https://gs1.org/voc/", "http://gs1.org/voc/", "https://www.gs1.org/voc/", "https://ref.gs1.org/voc/");

    private final String urnPart;
    private final String stem;
    private final Map<String, String> uriOfWord = new HashMap<>();

    Vocabulary(String urnPart, String stem, String path) {
        this.urnPart = urnPart;
        this.stem = stem;
        JsonNode words = Namespaces.GS1_CONTEXT.at(path);
        if (!words.isObject()) {
            throw new IllegalStateException("the bundled context has no " + path);
        }
        words.properties()
                .forEach(w -> uriOfWord.put(
                        w.getKey(), Namespaces.GS1.expand(w.getValue().asText())));
    }

    /** The bare word where the value is one of this vocabulary in any spelling, else the value as it came. */
    String compact(String value, Namespaces namespaces) {
        String text = value.strip();
        if (uriOfWord.containsKey(text)) {
            return text;
        }
        if (!urnPart.isEmpty() && text.startsWith(URN + urnPart + ":")) {
            return known(text.substring(URN.length() + urnPart.length() + 1), text);
        }
        String uri = namespaces.expand(text);
        for (String base : urnPart.isEmpty() ? GS1_BASES : CBV_BASES) {
            if (uri.startsWith(base) && uri.regionMatches(true, base.length(), stem, 0, stem.length())) {
                return known(uri.substring(base.length() + stem.length()), text);
            }
        }
        return text;
    }

    /** The full URI of a bare word or a CURIE; any other value unchanged. */
    String uri(String value, Namespaces namespaces) {
        String uri = uriOfWord.get(value);
        return uri == null ? namespaces.expand(value) : uri;
    }

    /** The URN of a bare word of those vocabularies that have URNs, else as {@link #uri}. */
    String urn(String value, Namespaces namespaces) {
        return !urnPart.isEmpty() && uriOfWord.containsKey(value)
                ? URN + urnPart + ":" + value
                : uri(value, namespaces);
    }

    private String known(String word, String otherwise) {
        return uriOfWord.containsKey(word) ? word : otherwise;
    }
}
