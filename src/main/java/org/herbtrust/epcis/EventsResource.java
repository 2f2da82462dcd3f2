package org.herbtrust.epcis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Single events: capture of one, and the query interface. */
@Path("/epcis/events")
@Tag(name = "EPCIS 2.0")
@Blocking
class EventsResource {

    static final int MOST_BYTES_OF_AN_EVENT = 1024 * 1024;

    private static final int MOST_LINKS = 20;

    /** From an event that is declared erroneous to those that correct it, and back. */
    private static final String CORRECTED_BY = "https://ref.gs1.org/epcis/correctiveEventIDs";

    private static final String CORRECTS = "https://ns.herbtrust.org/rel/corrects";

    @Inject
    Epcis epcis;

    @Inject
    Documents documents;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @POST
    @Consumes({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @RolesAllowed({Role.ADMIN_ROLE, Role.OFFICE_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(
            summary = "Capture one event; 201, or 200 if the same event was there already",
            description = "In XML a document with that one event.")
    public Response capture(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Wire.checkVersions(headers);
        if (body.length > MOST_BYTES_OF_AN_EVENT) {
            throw new Refused(
                    Refusal.TOO_LARGE,
                    "单个事件最大" + MOST_BYTES_OF_AN_EVENT + "字节 (an event has at most " + MOST_BYTES_OF_AN_EVENT
                            + " bytes)");
        }
        CapturedEvent captured = MediaKind.of(type) == MediaKind.XML
                ? epcis.captureXml(body, actor.get())
                : epcis.capture(event(body), body, actor.get());
        String location = "/epcis/events/" + Wire.encode(captured.event().eventId());
        Response answer = Wire.wantsXml(headers)
                ? Wire.events(
                        new EventPage(List.of(captured), Optional.empty()),
                        "SimpleEventQuery",
                        uri,
                        headers,
                        clock.instant())
                : Wire.headers(Response.ok(Json.write(QueryDocument.single(captured)), Wire.type(headers)))
                        .build();
        return Response.fromResponse(answer)
                .status(captured.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create(location))
                .build();
    }

    private static ObjectNode event(byte[] body) {
        JsonNode node;
        try {
            node = Json.read(body);
        } catch (JsonProcessingException e) {
            String message = e.getOriginalMessage();
            throw new Refused(
                    Refusal.UNREADABLE,
                    "JSON有误 (malformed JSON): " + (message.length() > 200 ? message.substring(0, 200) : message));
        } catch (IOException e) {
            throw new Refused(Refusal.UNREADABLE, "JSON无法读取 (unreadable JSON)");
        }
        if (!(node instanceof ObjectNode event)) {
            throw new Refused(Refusal.UNREADABLE, "事件须为JSON对象 (an event is a JSON object)");
        }
        if (event.path("type").asText().endsWith("Document")) {
            throw new Refused(
                    Refusal.INVALID,
                    "文档请发往/epcis/capture (documents go to /epcis/capture)",
                    List.of(new FieldError("/type", "ObjectEvent …")));
        }
        return event;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @RolesAllowed({
        Role.ADMIN_ROLE,
        Role.OFFICE_ROLE,
        Role.REGULATOR_ROLE,
        Role.INSPECTOR_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "Query events with the parameters of the SimpleEventQuery")
    public Response query(@Context UriInfo uri, @Context HttpHeaders headers) {
        Wire.checkVersions(headers);
        EventPage page = epcis.query(Wire.query(uri, headers, Map.of()));
        return Wire.events(page, "SimpleEventQuery", uri, headers, clock.instant());
    }

    @GET
    @Path("/{eventID}")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @RolesAllowed({
        Role.ADMIN_ROLE,
        Role.OFFICE_ROLE,
        Role.REGULATOR_ROLE,
        Role.INSPECTOR_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "One event, with its error declaration beside it if it has one")
    public Response event(@PathParam("eventID") String eventId, @Context UriInfo uri, @Context HttpHeaders headers) {
        List<CapturedEvent> events = epcis.byId(eventId);
        if (events.isEmpty()) {
            throw new Refused(Refusal.NO_SUCH_RESOURCE, "没有该事件 (no such event)");
        }
        Response.ResponseBuilder response = Response.fromResponse(Wire.events(
                new EventPage(events, Optional.empty()), "SimpleEventQuery", uri, headers, clock.instant()));
        events.stream()
                .flatMap(e -> e.event().errorDeclaration().stream())
                .flatMap(d -> d.correctiveEventIds().stream())
                .distinct()
                .limit(MOST_LINKS)
                .forEach(id -> response.header(HttpHeaders.LINK, link(id, "", CORRECTED_BY)));
        epcis.corrects(eventId).forEach(id -> response.header(HttpHeaders.LINK, link(id, "", CORRECTS)));
        return response.header(HttpHeaders.LINK, link(eventId, "/document", "original"))
                .build();
    }

    private static String link(String eventId, String below, String relation) {
        return "</epcis/events/" + Wire.encode(eventId) + below + ">; rel=\"" + relation + "\"";
    }

    @GET
    @Path("/{eventID}/document")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.WILDCARD})
    @RolesAllowed({
        Role.ADMIN_ROLE,
        Role.OFFICE_ROLE,
        Role.REGULATOR_ROLE,
        Role.INSPECTOR_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "The document that the event came with, byte for byte, with its SHA-256")
    public Response document(@PathParam("eventID") String eventId) {
        return Wire.original(documents.ofEvent(eventId), actor.get());
    }

    @OPTIONS
    @PermitAll
    public Response options() {
        return Wire.options("GET, POST, OPTIONS");
    }

    @OPTIONS
    @Path("/{eventID}")
    @PermitAll
    public Response eventOptions(@PathParam("eventID") String eventId) {
        return Wire.options("GET, OPTIONS");
    }
}
