package org.herbtrust.verify;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.Trace;
import org.herbtrust.verify.rules.Verdict;

/**
 * The GS1-conformant resolver: answers Digital Links of this market with a redirect to the page, with JSON, or with the
 * list of links (RFC 9264), as the reader prefers.
 */
@Path("/")
@PermitAll
@Tag(name = "GS1 Digital Link")
class DigitalLinkResource {

    private static final String LINKSET = "application/linkset+json";

    @Inject
    Verification verification;

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Database database;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @ConfigProperty(name = "herbtrust.public-url", defaultValue = "http://localhost:8080")
    String publicUrl;

    /** Where an identifier leads: a page for people, a resource for programs, and the seller. */
    private record Target(String name, String page, String data, Optional<MerchantId> seller, boolean goods) {}

    @GET
    @Path("01/{gtin: \\d+}")
    @Operation(summary = "A trade item of this market")
    public Response item(@PathParam("gtin") String gtin, @QueryParam("linkType") String linkType) {
        Gtin item = gtin(gtin);
        Target target = database.one("""
                        select merchant_id from trade_item where gtin = ?
                        union all select merchant_id from package_item where gtin = ?
                        """, row -> new MerchantId(row.getLong(1)), item.value(), item.value())
                .map(seller -> new Target(
                        "GTIN " + item,
                        "/merchants/" + seller,
                        "/api/v1/merchants/" + seller,
                        Optional.of(seller),
                        true))
                .orElseThrow(DigitalLinkResource::unknown);
        return resolve(target, linkType);
    }

    @GET
    @Path("01/{gtin: \\d+}/10/{lot: [^/]+}")
    @Operation(summary = "A lot")
    public Response lot(
            @PathParam("gtin") String gtin, @PathParam("lot") String lot, @QueryParam("linkType") String linkType) {
        return goods("/01/" + gtin(gtin) + "/10/" + encoded(lot), linkType);
    }

    @GET
    @Path("01/{gtin: \\d+}/10/{lot: [^/]+}/21/{serial: [^/]+}")
    @Operation(summary = "A package, with its lot")
    public Response packageOfLot(
            @PathParam("gtin") String gtin,
            @PathParam("lot") String lot,
            @PathParam("serial") String serial,
            @QueryParam("linkType") String linkType) {
        return goods("/01/" + gtin(gtin) + "/10/" + encoded(lot) + "/21/" + encoded(serial), linkType);
    }

    @GET
    @Path("01/{gtin: \\d+}/21/{serial: [^/]+}")
    @Operation(summary = "A package")
    public Response packageOfItem(
            @PathParam("gtin") String gtin,
            @PathParam("serial") String serial,
            @QueryParam("linkType") String linkType) {
        return goods("/01/" + gtin(gtin) + "/21/" + encoded(serial), linkType);
    }

    @GET
    @Path("00/{sscc: \\d+}")
    @Operation(summary = "A group of packages (SSCC)")
    public Response group(@PathParam("sscc") String sscc, @QueryParam("linkType") String linkType) {
        if (Scanned.recognise("(00)" + sscc) instanceof Scanned.Mistyped wrong) {
            throw malformed(wrong);
        }
        ShortCode lot = trace.lotOfContainer(sscc).orElseThrow(DigitalLinkResource::unknown);
        return resolve(target(verification.answer(lot.value()), lot.value()), linkType);
    }

    @GET
    @Path("414/{gln: \\d+}")
    @Operation(summary = "A place or stall of this market")
    public Response place(@PathParam("gln") String gln, @QueryParam("linkType") String linkType) {
        MerchantView merchant = merchants.byGln(new Gln(gln)).orElseThrow(DigitalLinkResource::unknown);
        return resolve(
                new Target(
                        "GLN " + gln,
                        "/merchants/" + merchant.id(),
                        "/api/v1/merchants/" + merchant.id(),
                        Optional.of(merchant.id()),
                        false),
                linkType);
    }

    @GET
    @Path(".well-known/gs1resolver")
    @Operation(summary = "What this resolver can do (GS1-Conformant Resolver)")
    public Response description() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", "药信 HerbTrust");
        about.put("resolverRoot", root());
        about.put("supportedPrimaryKeys", List.of("00", "01", "414"));
        about.put("supportedLinkType", List.of(Map.of("namespace", LinkType.VOCABULARY, "prefix", "gs1:")));
        about.put("linkTypeDefaultCanBeLinkset", true);
        return Response.ok(about, MediaType.APPLICATION_JSON_TYPE)
                .header("Access-Control-Allow-Origin", "*")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .build();
    }

    /** @param digitalLink percent-encoded again, for what was read once must not be read another way the second time */
    private Response goods(String digitalLink, String linkType) {
        String address = root() + digitalLink;
        if (Scanned.recognise(address) instanceof Scanned.Mistyped wrong) {
            throw malformed(wrong);
        }
        Answer answer = verification.answer(address);
        if (!answer.isKnown()) {
            String last = digitalLink.substring(digitalLink.lastIndexOf('/') + 1);
            if (prefersPage() && ShortCode.looksLike(last)) {
                // people get the page that warns them, not an error
                return redirect("/v/" + last, Response.Status.SEE_OTHER);
            }
            throw unknown();
        }
        // where the link contradicts what is on record, the code alone would say nothing of it
        String asked = answer.verdict() == Verdict.SUSPICIOUS ? encoded(address) : answer.code();
        return resolve(target(answer, asked), linkType);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param asked what the page and the data are to be asked for */
    private static Target target(Answer answer, String asked) {
        return new Target(
                answer.goods().name().zh(),
                "/v/" + asked,
                "/api/v1/verify/" + asked,
                Optional.ofNullable(answer.seller())
                        .map(s -> MerchantId.fromString(s.party().id())),
                true);
    }

    private Response resolve(Target target, String linkType) {
        boolean all = "all".equals(linkType) || "linkset".equals(linkType) || preferred() == Form.LINKSET;
        if (all) {
            return Response.ok(linkset(target), LINKSET)
                    .header("Access-Control-Allow-Origin", "*")
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .header(HttpHeaders.VARY, "Accept")
                    .build();
        }
        String where = prefersPage() ? target.page() : target.data();
        if (linkType != null && !linkType.isBlank()) {
            LinkType type = LinkType.of(linkType)
                    .filter(t -> links(target).containsKey(t))
                    .orElseThrow(() ->
                            new Refused(VerifyRefusal.NO_SUCH_LINK, "没有此类链接 (no link of that type): " + linkType));
            List<String> both = links(target).get(type);
            where = prefersPage() ? both.get(0) : both.get(1);
        }
        return redirect(where, Response.Status.TEMPORARY_REDIRECT);
    }

    private Response redirect(String where, Response.Status status) {
        return Response.status(status)
                .location(URI.create(root() + where))
                .header(
                        HttpHeaders.LINK,
                        "<" + root() + "/" + uri.getPath().replaceFirst("^/", "")
                                + "?linkType=all>; rel=\"linkset\"; type=\"" + LINKSET + "\"")
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", "Link, Location")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept")
                .build();
    }

    /** By link type: the page for people, then the resource for programs. */
    private static Map<LinkType, List<String>> links(Target target) {
        Map<LinkType, List<String>> links = new LinkedHashMap<>();
        if (target.goods()) {
            links.put(LinkType.PIP, List.of(target.page(), target.data()));
            links.put(LinkType.TRACEABILITY, List.of(target.page() + "#trace", target.data()));
            links.put(LinkType.CERTIFICATION_INFO, List.of(target.page() + "#tests", target.data()));
            links.put(LinkType.RECALL_STATUS, List.of("/lists/recalls", "/api/v1/lists/recalls"));
        } else {
            links.put(LinkType.LOCATION_INFO, List.of(target.page(), target.data()));
        }
        target.seller()
                .ifPresent(id ->
                        links.put(LinkType.HAS_RETAILERS, List.of("/merchants/" + id, "/api/v1/merchants/" + id)));
        return links;
    }

    private Map<String, Object> linkset(Target target) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("anchor", root() + "/" + uri.getPath().replaceFirst("^/", ""));
        context.put("itemDescription", target.name());
        context.put(
                LinkType.VOCABULARY + "defaultLink",
                List.of(Map.of("href", root() + target.page(), "title", target.name())));
        links(target).forEach((type, both) -> {
            List<Map<String, Object>> targets = new ArrayList<>();
            targets.add(link(both.get(0), type, MediaType.TEXT_HTML));
            targets.add(link(both.get(1), type, MediaType.APPLICATION_JSON));
            context.put(type.uri(), targets);
        });
        return Map.of("linkset", List.of(context));
    }

    private Map<String, Object> link(String where, LinkType type, String mediaType) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("href", root() + where);
        link.put("title", type.title().zh());
        link.put(
                "title*",
                List.of(
                        Map.of("value", type.title().zh(), "language", "zh"),
                        Map.of("value", type.title().en(), "language", "en")));
        link.put("type", mediaType);
        link.put("hreflang", List.of("zh", "en"));
        return link;
    }

    /** The forms in which an answer can be had. */
    private enum Form {
        PAGE,
        DATA,
        LINKSET
    }

    /** What the reader likes best of what there is; the page where nothing is said, as phones that scan do. */
    private Form preferred() {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isWildcardType()
                    || type.isCompatible(MediaType.TEXT_HTML_TYPE)
                    || type.isCompatible(MediaType.APPLICATION_XHTML_XML_TYPE)) {
                return Form.PAGE;
            }
            if (type.getType().equals("application") && type.getSubtype().equals("linkset+json")) {
                return Form.LINKSET;
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                    || type.getSubtype().endsWith("+json")) {
                return Form.DATA;
            }
        }
        return Form.PAGE;
    }

    private boolean prefersPage() {
        return preferred() == Form.PAGE;
    }

    private String root() {
        return publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    private static Gtin gtin(String text) {
        return new Gtin(text);
    }

    private static Refused unknown() {
        return new Refused(VerifyRefusal.NOT_RESOLVABLE, "本市场没有登记这个标识 (not on record on this market)");
    }

    private static Refused malformed(Scanned.Mistyped wrong) {
        return new Refused(
                VerifyRefusal.MALFORMED_LINK,
                wrong.why().zh() + " (" + wrong.why().en() + ")");
    }
}
