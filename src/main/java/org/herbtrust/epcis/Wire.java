package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.herbtrust.kernel.Role;

/** What all resources of the EPCIS interface have in common: the headers of the standard, paging and parameters. */
final class Wire {

    static final String JSON_LD = "application/ld+json";
    static final String EPC_FORMAT = "GS1-EPC-Format";
    static final String EPCIS_VERSION = "GS1-EPCIS-Version";
    static final String CBV_VERSION = "GS1-CBV-Version";
    static final String EXTENSIONS = "GS1-Extensions";
    static final String CBV_XML_FORMAT = "GS1-CBV-XML-Format";

    private static final Set<String> PAGING = Set.of("perPage", "nextPageToken");

    private Wire() {}

    static Response.ResponseBuilder headers(Response.ResponseBuilder response) {
        return response.header(EPCIS_VERSION, "2.0.0")
                .header(CBV_VERSION, "2.0.0")
                .header(EXTENSIONS, "tcm=" + Namespaces.TCM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static Response options(String allow) {
        return headers(Response.noContent())
                .header(HttpHeaders.ALLOW, allow)
                .header("GS1-EPCIS-Min", "2.0.0")
                .header("GS1-EPCIS-Max", "2.0.0")
                .header("GS1-CBV-Min", "2.0.0")
                .header("GS1-CBV-Max", "2.0.0")
                .header(EPC_FORMAT, "No_Preference, Always_GS1_Digital_Link, Always_EPC_URN")
                .header(CBV_XML_FORMAT, "No_Preference, Always_Web_URI, Always_URN")
                .build();
    }

    /** @throws Refused (406) if the sender insists on a version that this is not */
    static void checkVersions(HttpHeaders headers) {
        version(headers, EPCIS_VERSION, "(2\\.[01]|1\\.2)(\\..*)?");
        version(headers, CBV_VERSION, "(2\\.[01]|1\\.2)(\\..*)?");
    }

    private static void version(HttpHeaders headers, String name, String supported) {
        String wanted = headers.getHeaderString(name);
        if (wanted != null && !wanted.isBlank() && !wanted.strip().matches(supported)) {
            throw new Refused(Refusal.UNSUPPORTED_VERSION, name + ": " + wanted + " (2.0)");
        }
    }

    static EventQuery query(UriInfo uri, HttpHeaders headers, Map<String, List<String>> implied) {
        Map<String, List<String>> parameters = new HashMap<>(implied);
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        given.forEach((name, values) -> {
            if (PAGING.contains(name)) {
                return;
            }
            if (implied.containsKey(name)) {
                throw wrong(name, "已由路径给出 (given by the path already)");
            }
            parameters.put(
                    name,
                    values.stream()
                            .flatMap(v -> List.of(v.split("\\|", -1)).stream())
                            .toList());
        });
        return new EventQuery(parameters, prefixes(headers), perPage(uri), token(uri));
    }

    static int perPage(UriInfo uri) {
        String text = uri.getQueryParameters().getFirst("perPage");
        if (text == null) {
            return EventQuery.DEFAULT_PER_PAGE;
        }
        if (!text.matches("\\d{1,4}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > EventQuery.MOST_PER_PAGE) {
            throw wrong("perPage", "1–" + EventQuery.MOST_PER_PAGE);
        }
        return Integer.parseInt(text);
    }

    static Optional<String> token(UriInfo uri) {
        return Optional.ofNullable(uri.getQueryParameters().getFirst("nextPageToken"));
    }

    static Refused wrong(String parameter, String detail) {
        return new Refused(
                Refusal.QUERY_PARAMETER, parameter + ": " + detail, List.of(new FieldError(parameter, detail)));
    }

    /** {@code GS1-Extensions: ex=https://ns.example.com/, …} */
    static Map<String, String> prefixes(HttpHeaders headers) {
        Map<String, String> prefixes = new HashMap<>();
        String declared = headers.getHeaderString(EXTENSIONS);
        if (declared != null) {
            for (String pair : declared.split(",", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].matches("[A-Za-z][\\w-]*") && !parts[1].isBlank()) {
                    prefixes.put(parts[0], parts[1].strip());
                }
            }
        }
        return prefixes;
    }

    /** The answer in JSON-LD, or in EPCIS 2.0 XML where the client likes that better. */
    static Response events(EventPage page, String name, UriInfo uri, HttpHeaders headers, Instant now) {
        EpcFormat identifiers = EpcFormat.of(headers.getHeaderString(EPC_FORMAT));
        CbvFormat words = CbvFormat.of(headers.getHeaderString(CBV_XML_FORMAT));
        Response.ResponseBuilder response = wantsXml(headers)
                ? headers(Response.ok(
                                XmlQueryDocument.of(page.events(), name, now, identifiers, words),
                                MediaType.APPLICATION_XML_TYPE.withCharset("utf-8")))
                        .header(CBV_XML_FORMAT, words.word())
                : headers(Response.ok(
                        Json.write(QueryDocument.of(page.events(), name, now, identifiers)), type(headers)));
        response.header(EPC_FORMAT, identifiers.word()).header(HttpHeaders.VARY, "Accept, " + EPC_FORMAT);
        page.nextPageToken().ifPresent(token -> response.header(HttpHeaders.LINK, next(uri, token)));
        return response.build();
    }

    /** Whether XML comes before any JSON among what the client accepts, the best first. */
    static boolean wantsXml(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.getSubtype().equals("xml")) {
                return true;
            }
            if (accepted.isWildcardSubtype() || accepted.getSubtype().endsWith("json")) {
                return false;
            }
        }
        return false;
    }

    static String next(UriInfo uri, String token) {
        UriBuilder next = UriBuilder.fromPath(uri.getRequestUri().getRawPath());
        StringBuilder query = new StringBuilder();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals("nextPageToken")) {
                values.forEach(v ->
                        query.append(encode(name)).append('=').append(encode(v)).append('&'));
            }
        });
        query.append("nextPageToken=").append(encode(token));
        return "<" + next.build() + "?" + query + ">; rel=\"next\"";
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String type(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                        .anyMatch(m ->
                                m.getSubtype().equals("ld+json") && m.getType().equals("application"))
                ? JSON_LD
                : MediaType.APPLICATION_JSON;
    }

    /**
     * A document as it was sent, for those who look into disputes and for its sender.
     *
     * @throws Refused if there is none, or it is not for this reader
     */
    static Response original(Optional<Documents.Original> document, Actor reader) {
        Documents.Original original = document.filter(
                        d -> reader.is(Role.ADMIN, Role.OFFICE, Role.REGULATOR, Role.INSPECTOR)
                                || d.account().equals(reader.account()))
                .orElseThrow(() -> new Refused(Refusal.NO_SUCH_RESOURCE, "没有原始文档 (no original document)"));
        return headers(Response.ok(
                        original.bytes(),
                        original.kind() == MediaKind.XML
                                ? MediaType.APPLICATION_XML_TYPE
                                : MediaType.APPLICATION_JSON_TYPE))
                // RFC 9530: so that what was received can be compared with what was sent
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(original.sha256())) + ":")
                .header(HttpHeaders.ETAG, "\"" + original.sha256() + "\"")
                .header("HerbTrust-Received-At", EventHash.time(original.receivedAt()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .build();
    }

    /** What a document may be at most, as the standard tells it. */
    static Response.ResponseBuilder limits(Response.ResponseBuilder response) {
        return response.header("GS1-EPCIS-Capture-Limit", EpcisDocument.MOST_EVENTS)
                .header("GS1-EPCIS-Capture-File-Size-Limit", EpcisDocument.MOST_BYTES);
    }

    /** A list of names as the standard wants it. */
    static ObjectNode collection(List<String> members) {
        ObjectNode collection = Json.object();
        collection.put("@context", Namespaces.GS1_CONTEXT_URL).put("type", "Collection");
        ArrayNode list = collection.putArray("member");
        members.forEach(list::add);
        return collection;
    }

    static Response json(JsonNode body) {
        return headers(Response.ok(Json.write(body), MediaType.APPLICATION_JSON))
                .build();
    }
}
