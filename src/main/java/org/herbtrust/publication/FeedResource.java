package org.herbtrust.publication;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Evidence;

/** What is new, for feed readers (Atom, RFC 4287). An entry's id is for ever; what is withdrawn is gone from here too. */
@Path("/feeds")
@PermitAll
@Tag(name = "Public data")
class FeedResource {

    private static final int NEWEST = 50;
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @Inject
    Publication publication;

    @ConfigProperty(name = "herbtrust.public-url")
    String publicUrl;

    private record Entry(String id, String path, String title, String text, Instant updated) {}

    @GET
    @Path("{list: decisions|black|penalties|recalls}.atom")
    @Produces("application/atom+xml; charset=utf-8")
    @Operation(summary = "The newest of decisions, black, penalties or recalls as an Atom feed")
    public Response feed(@PathParam("list") String list, @Context Request request) {
        Text title =
                switch (list) {
                    case "decisions" -> Text.of("市场的决定", "Decisions of the market");
                    case "black" -> Text.of("黑榜", "Blacklist");
                    case "penalties" -> Text.of("行政处罚", "Penalties");
                    case "recalls" -> Text.of("召回", "Recalls");
                    default -> throw new Refused(PublicationRefusal.NOT_PUBLIC, "没有这个订阅 (no such feed)");
                };
        String feed = written(list, title, entries(list));
        EntityTag tag = new EntityTag(
                Evidence.sha256(feed.getBytes(StandardCharsets.UTF_8)).substring(0, 20));
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        return (answer == null ? Response.ok(feed) : answer)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private List<Entry> entries(String list) {
        if (list.equals("recalls")) {
            return publication.recalls(false).items().stream()
                    .limit(NEWEST)
                    .map(recall -> new Entry(
                            "recall:" + recall.id(),
                            "/lists/recalls",
                            recall.notice().zh(),
                            recall.cause(),
                            recall.closedAt() == null ? recall.startedAt() : recall.closedAt()))
                    .toList();
        }
        List<PublicRecord> records =
                switch (list) {
                    case "black" ->
                        publication.records(RecordKind.BLACK, null, NEWEST).items();
                    case "penalties" ->
                        publication.records(RecordKind.PENALTY, null, NEWEST).items();
                    default -> publication.newestDecisions(NEWEST);
                };
        return records.stream()
                .map(record -> new Entry(
                        "record:" + record.id(),
                        "/records/" + record.id(),
                        record.what().zh() + " · " + record.party().name(),
                        record.ground().zh(),
                        start(record.publishFrom())))
                .toList();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Market.ZONE).toInstant();
    }

    private String written(String list, Text title, List<Entry> entries) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", "zh-CN");
            element(xml, "id", publicUrl + "/feeds/" + list + ".atom");
            element(xml, "title", "药信 HerbTrust：" + title.zh() + " " + title.en());
            link(xml, "self", publicUrl + "/feeds/" + list + ".atom");
            element(
                    xml,
                    "updated",
                    entries.stream()
                            .map(Entry::updated)
                            .max(Comparator.naturalOrder())
                            .orElse(Instant.EPOCH)
                            .toString());
            xml.writeStartElement("author");
            element(xml, "name", "药信 HerbTrust");
            xml.writeEndElement();
            for (Entry entry : entries) {
                xml.writeStartElement("entry");
                element(xml, "id", "urn:herbtrust:" + entry.id());
                element(xml, "title", entry.title());
                link(xml, "alternate", publicUrl + entry.path());
                element(xml, "updated", entry.updated().toString());
                element(xml, "summary", entry.text() == null ? "" : entry.text());
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return out.toString();
        } catch (XMLStreamException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("href", href);
    }
}
