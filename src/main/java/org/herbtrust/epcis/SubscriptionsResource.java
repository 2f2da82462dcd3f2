package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Subscriptions to named queries. */
@Path("/epcis/queries")
@Tag(name = "EPCIS 2.0")
@RolesAllowed({
    Role.ADMIN_ROLE,
    Role.OFFICE_ROLE,
    Role.REGULATOR_ROLE,
    Role.INSPECTOR_ROLE,
    Role.MERCHANT_ROLE,
    Role.GROWER_ROLE
})
@Blocking
class SubscriptionsResource {

    private static final Set<String> KNOWN =
            Set.of("dest", "signatureToken", "schedule", "stream", "reportIfEmpty", "initialRecordTime", "epcFormat");

    @Inject
    Subscriptions subscriptions;

    @Inject
    CurrentActor actor;

    @POST
    @Path("/{name}/subscriptions")
    @Consumes({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(
            summary = "Subscribe: {\"dest\": …, \"signatureToken\": …} with \"stream\": true or \"schedule\": {…};"
                    + " optional reportIfEmpty, initialRecordTime, epcFormat")
    public Response subscribe(@PathParam("name") String name, byte[] body, @Context HttpHeaders headers) {
        Wire.checkVersions(headers);
        Subscription made = subscriptions.subscribe(name, wish(body, headers), actor.get());
        return Wire.headers(Response.created(
                        URI.create("/epcis/queries/" + Wire.encode(name) + "/subscriptions/" + made.id())))
                .type(MediaType.APPLICATION_JSON)
                .entity(Json.write(made.json()))
                .build();
    }

    @GET
    @Path("/{name}/subscriptions")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "The subscriptions to a query: one's own, or all for the office")
    public Response list(@PathParam("name") String name, @Context UriInfo uri) {
        int size = Wire.perPage(uri);
        List<Subscription> found =
                subscriptions.list(name, actor.get(), Wire.token(uri).map(SubscriptionsResource::uuid), size + 1);
        List<Subscription> page = found.size() > size ? found.subList(0, size) : found;
        ArrayNode list = Json.MAPPER.createArrayNode();
        page.forEach(s -> list.add(s.json()));
        Response.ResponseBuilder response = Wire.headers(Response.ok(Json.write(list), MediaType.APPLICATION_JSON));
        if (found.size() > size) {
            response.header(
                    HttpHeaders.LINK, Wire.next(uri, page.get(size - 1).id().toString()));
        }
        return response.build();
    }

    @GET
    @Path("/{name}/subscriptions/{id}")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "One subscription: when it was last told, and what keeps it waiting")
    public Response subscription(@PathParam("name") String name, @PathParam("id") String id) {
        return Wire.json(subscriptions.get(name, uuid(id), actor.get()).json());
    }

    @DELETE
    @Path("/{name}/subscriptions/{id}")
    @Operation(summary = "Unsubscribe")
    public Response unsubscribe(@PathParam("name") String name, @PathParam("id") String id) {
        subscriptions.unsubscribe(name, uuid(id), actor.get());
        return Wire.headers(Response.noContent()).build();
    }

    @POST
    @Path("/{name}/subscriptions/{id}/resume")
    @Operation(summary = "Try again at once, where it stopped; also for a subscription that was suspended")
    public Response resume(@PathParam("name") String name, @PathParam("id") String id) {
        subscriptions.resume(name, uuid(id), actor.get());
        return Wire.headers(Response.noContent()).build();
    }

    @OPTIONS
    @Path("/{name}/subscriptions")
    @PermitAll
    public Response subscriptionsOptions(@PathParam("name") String name) {
        return Wire.options("GET, POST, OPTIONS");
    }

    @OPTIONS
    @Path("/{name}/subscriptions/{id}")
    @PermitAll
    public Response subscriptionOptions(@PathParam("name") String name, @PathParam("id") String id) {
        return Wire.options("GET, DELETE, OPTIONS");
    }

    private static Subscriptions.Wish wish(byte[] body, HttpHeaders headers) {
        JsonNode request;
        try {
            request = Json.read(body);
        } catch (IOException e) {
            throw new Refused(Refusal.UNREADABLE, "JSON有误 (malformed JSON)");
        }
        if (!request.isObject()) {
            throw new Refused(Refusal.UNREADABLE, "订阅须为JSON对象 (a subscription is a JSON object)");
        }
        for (Map.Entry<String, JsonNode> e : request.properties()) {
            if (!KNOWN.contains(e.getKey())) {
                throw wrong("/" + Namespaces.escape(e.getKey()), "未知字段 (unknown field)");
            }
        }
        boolean stream = bool(request, "stream");
        boolean scheduled = request.hasNonNull("schedule");
        if (stream == scheduled) {
            throw wrong("/schedule", "须有schedule或\"stream\": true之一 (either a schedule or \"stream\": true)");
        }
        if (!request.path("dest").isTextual()) {
            throw wrong("/dest", "须有回调地址 (the address to post to)");
        }
        String format = request.hasNonNull("epcFormat")
                ? request.get("epcFormat").asText()
                : headers.getHeaderString(Wire.EPC_FORMAT);
        return new Subscriptions.Wish(
                request.get("dest").asText(),
                Optional.of(request.path("signatureToken").asText("")).filter(t -> !t.isEmpty()),
                scheduled ? Optional.of(schedule(request.get("schedule"))) : Optional.empty(),
                bool(request, "reportIfEmpty"),
                request.hasNonNull("initialRecordTime")
                        ? Optional.of(time(request.get("initialRecordTime").asText()))
                        : Optional.empty(),
                EpcFormat.of(format));
    }

    private static Schedule schedule(JsonNode json) {
        try {
            return Schedule.of(json);
        } catch (IllegalArgumentException e) {
            throw wrong("/schedule", e.getMessage());
        }
    }

    private static Instant time(String text) {
        try {
            return EventHash.parseTime(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong("/initialRecordTime", "须为带时区的日期时间 (a date and time with its offset, ISO 8601)");
        }
    }

    private static boolean bool(JsonNode request, String field) {
        JsonNode value = request.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong("/" + field, "true, false");
        }
        return value.asBoolean();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refusal.NO_SUCH_RESOURCE, "没有该订阅 (no such subscription)");
        }
    }

    private static Refused wrong(String pointer, String detail) {
        return new Refused(Refusal.SUBSCRIPTION, pointer + ": " + detail, List.of(new FieldError(pointer, detail)));
    }
}
