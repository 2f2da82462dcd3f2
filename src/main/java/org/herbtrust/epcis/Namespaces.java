package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Refused.FieldError;

/**
 * What the prefixes and terms of a document mean. Contexts named by address come from copies in the application; nothing
 * is ever fetched.
 */
final class Namespaces {

    static final JsonNode GS1_CONTEXT = Json.profile("epcis-context.jsonld").get("@context");

    static final String TCM = "https://ns.herbtrust.org/tcm/";
    static final String GS1_CONTEXT_URL = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    static final String EPCIS = "https://ref.gs1.org/epcis/";

    /** In bytes. */
    private static final int LONGEST_NAMESPACE = 256;

    private static final Pattern GS1_URL = Pattern.compile(
            "https?://(ref\\.gs1\\.org/standards/epcis/|gs1\\.github\\.io/EPCIS/|id\\.gs1\\.org/).*epcis-context(\\.jsonld)?");
    private static final Pattern TCM_URL = Pattern.compile(Pattern.quote(TCM) + "(tcm-)?context(\\.jsonld)?");
    private static final Set<String> SCHEMES =
            Set.of("http", "https", "urn", "geo", "ni", "did", "tag", "mailto", "tel", "data", "ftp", "file", "ipfs");

    /** GS1's own prefixes and {@code tcm}. */
    static final Namespaces GS1 = gs1();

    /** The names that GS1's context defines; nobody may give them another meaning. */
    private static final Set<String> STANDARD_TERMS = standardTerms();

    /** A namespace and a name in it; the namespace is empty for a bare name. */
    record Name(String namespace, String local) {
        /** As the event hash writes it. */
        String inBraces() {
            return namespace.isEmpty() ? local : "{" + namespace + "}" + local;
        }
    }

    private final Map<String, String> byPrefix;
    private final Map<String, JsonNode> definitions;
    private final Optional<String> vocab;

    private Namespaces(Map<String, String> byPrefix, Map<String, JsonNode> definitions, Optional<String> vocab) {
        this.byPrefix = byPrefix;
        this.definitions = definitions;
        this.vocab = vocab;
    }

    /** These and what a further {@code @context} declares; what cannot be understood is added to {@code errors}. */
    Namespaces with(JsonNode context, String pointer, List<FieldError> errors) {
        if (context == null || context.isNull() || context.isMissingNode()) {
            return this;
        }
        Map<String, String> prefixes = new HashMap<>(byPrefix);
        Map<String, JsonNode> terms = new HashMap<>(definitions);
        String[] newVocab = {vocab.orElse(null)};
        if (context.isArray()) {
            for (int i = 0; i < context.size(); i++) {
                declare(context.get(i), pointer + "/" + i, prefixes, terms, newVocab, errors);
            }
        } else {
            declare(context, pointer, prefixes, terms, newVocab, errors);
        }
        return new Namespaces(prefixes, terms, Optional.ofNullable(newVocab[0]));
    }

    /** These and more prefixes, for parameters of a query. */
    Namespaces with(Map<String, String> more) {
        Map<String, String> prefixes = new HashMap<>(byPrefix);
        prefixes.putAll(more);
        return new Namespaces(prefixes, definitions, vocab);
    }

    private static void declare(
            JsonNode context,
            String pointer,
            Map<String, String> prefixes,
            Map<String, JsonNode> terms,
            String[] vocab,
            List<FieldError> errors) {
        if (context.isTextual()) {
            String url = context.asText();
            if (!GS1_URL.matcher(url).matches() && !TCM_URL.matcher(url).matches()) {
                errors.add(new FieldError(
                        pointer, "未收录此上下文，且不会联网获取 (this context is not bundled and none is ever fetched): " + url));
            }
        } else if (context.isObject()) {
            context.properties().forEach(e -> {
                String key = e.getKey();
                JsonNode value = e.getValue();
                String at = pointer + "/" + escape(key);
                if (key.equals("@vocab")) {
                    vocab[0] = value.isTextual() ? value.asText() : null;
                } else if (key.startsWith("@")) {
                    return;
                } else if (STANDARD_TERMS.contains(key)) {
                    errors.add(new FieldError(at, "标准术语不可重新定义 (a term of the standard cannot be redefined): " + key));
                } else if (key.contains(":")) {
                    terms.put(key, value);
                } else {
                    JsonNode iri = value.isObject() ? value.path("@id") : value;
                    if (!iri.isTextual() || iri.asText().isBlank()) {
                        errors.add(new FieldError(at, "前缀须对应一个URI (a prefix stands for a URI)"));
                    } else if (key.equals("tcm") && !iri.asText().equals(TCM)) {
                        errors.add(
                                new FieldError(at, "前缀tcm只能用于" + TCM + " (this prefix stands for one namespace only)"));
                    } else if (Json.isLongerThan(iri.asText(), LONGEST_NAMESPACE)) {
                        errors.add(new FieldError(
                                at,
                                "命名空间最多" + LONGEST_NAMESPACE + "字节 (a namespace has at most " + LONGEST_NAMESPACE
                                        + " bytes)"));
                    } else {
                        prefixes.put(key, iri.asText());
                        if (value.isObject()) {
                            terms.put(key, value);
                        }
                    }
                }
            });
        } else {
            errors.add(new FieldError(pointer, "@context须为URI、对象或数组 (a URI, an object or an array)"));
        }
    }

    Optional<String> namespaceOf(String prefix) {
        return Optional.ofNullable(byPrefix.get(prefix));
    }

    /** The full URI of a CURIE whose prefix is declared; any other text unchanged. */
    String expand(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || text.startsWith("//", colon + 1)) {
            return text;
        }
        String namespace = byPrefix.get(text.substring(0, colon));
        return namespace == null ? text : namespace + text.substring(colon + 1);
    }

    /** What a key means; empty if its prefix is not declared. */
    Optional<Name> name(String key) {
        int colon = key.indexOf(':');
        if (colon < 1) {
            return Optional.of(new Name("", key));
        }
        String prefix = key.substring(0, colon);
        String namespace = byPrefix.get(prefix);
        if (namespace != null && !key.startsWith("//", colon + 1)) {
            return Optional.of(new Name(withoutTrailingColonOfCbv(namespace), key.substring(colon + 1)));
        }
        if (!SCHEMES.contains(prefix)) {
            return Optional.empty();
        }
        int cut = Math.max(Math.max(key.lastIndexOf('#'), key.lastIndexOf('/')), key.lastIndexOf(':')) + 1;
        return Optional.of(new Name(withoutTrailingColonOfCbv(key.substring(0, cut)), key.substring(cut)));
    }

    /** Whether a key with a prefix is of the {@code tcm} extension, spelt with another prefix or in full. */
    boolean isOursUnderAnotherName(String key) {
        return !key.startsWith("tcm:")
                && key.indexOf(':') > 0
                && name(key).filter(n -> n.namespace().equals(TCM)).isPresent();
    }

    /** A bare key that a context defines, as the URI that it stands for. */
    Optional<String> bareTerm(String key) {
        String iri = byPrefix.get(key);
        return iri != null ? Optional.of(expand(iri)) : vocab.map(v -> v + key);
    }

    /** Declares, for the keys that are used in an event, all that GS1's context does not say. */
    ObjectNode contextFor(Set<String> usedPrefixes, Set<String> usedKeys) {
        ObjectNode context = Json.object();
        for (String prefix : usedPrefixes) {
            String namespace = byPrefix.get(prefix);
            if (namespace != null && !sameNamespace(namespace, GS1.byPrefix.get(prefix))) {
                context.put(prefix, namespace);
            }
        }
        if (usedPrefixes.contains("tcm") && TCM.equals(byPrefix.get("tcm"))) {
            context.put("tcm", TCM);
        }
        for (String key : usedKeys) {
            JsonNode definition = definitions.get(key);
            if (definition != null && definition.isObject() && key.contains(":")) {
                context.set(key, definition.deepCopy());
            }
        }
        return context;
    }

    private static boolean sameNamespace(String a, String b) {
        return b != null && withoutTrailingColonOfCbv(a).equals(withoutTrailingColonOfCbv(b));
    }

    // XML names this namespace without the colon that JSON-LD needs to concatenate; it is the same one.
    private static String withoutTrailingColonOfCbv(String namespace) {
        return namespace.equals("urn:epcglobal:cbv:mda:") ? "urn:epcglobal:cbv:mda" : namespace;
    }

    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static Namespaces gs1() {
        Map<String, String> prefixes = new HashMap<>();
        GS1_CONTEXT.properties().forEach(e -> {
            String value = e.getValue().asText();
            if (e.getValue().isTextual() && (value.endsWith("/") || value.endsWith("#") || value.endsWith(":"))) {
                prefixes.put(e.getKey(), value);
            }
        });
        prefixes.put("tcm", TCM);
        return new Namespaces(Map.copyOf(prefixes), Map.of(), Optional.empty());
    }

    private static Set<String> standardTerms() {
        Set<String> terms = new HashSet<>();
        GS1_CONTEXT.fieldNames().forEachRemaining(name -> {
            if (!name.startsWith("@") && !GS1.byPrefix.containsKey(name)) {
                terms.add(name);
            }
        });
        return Set.copyOf(terms);
    }
}
