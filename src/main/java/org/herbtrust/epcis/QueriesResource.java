package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Queries that are kept under a name. */
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
class QueriesResource {

    @Inject
    Epcis epcis;

    @Inject
    NamedQueries queries;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @POST
    @Consumes({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Transactional
    @Operation(summary = "Keep a query: {\"name\": …, \"query\": {parameter: value or values}}")
    public Response create(byte[] body, @Context HttpHeaders headers) {
        JsonNode request;
        try {
            request = Json.read(body);
        } catch (IOException e) {
            throw new Refused(Refusal.UNREADABLE, "JSON有误 (malformed JSON)");
        }
        String name = request.path("name").asText("");
        if (name.isEmpty()) {
            name = UUID.randomUUID().toString();
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._~-]{0,99}")) {
            throw invalid("/name", "1–100个字母、数字或._~- (letters, digits, ._~-)");
        }
        if (!request.path("query").isObject()) {
            throw invalid("/query", "须为对象 (an object of parameters)");
        }
        List<FieldError> errors = new ArrayList<>();
        Map<String, String> prefixes = new HashMap<>(Wire.prefixes(headers));
        collectPrefixes(request.path("@context"), prefixes);
        collectPrefixes(request.path("query").path("@context"), prefixes);
        Map<String, List<String>> parameters = NamedQueries.parameters(request.get("query"), errors);
        if (!errors.isEmpty()) {
            throw new Refused(Refusal.QUERY_PARAMETER, "查询参数有误 (wrong query parameters)", errors);
        }
        EventQuery query = new EventQuery(parameters, prefixes, EventQuery.DEFAULT_PER_PAGE, Optional.empty());
        EventSearch.check(query);
        queries.add(new NamedQueries.Named(name, query, actor.get().account(), clock.instant()));
        return Wire.headers(Response.created(URI.create("/epcis/queries/" + name)))
                .build();
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "All named queries")
    public Response list(@Context UriInfo uri) {
        int size = Wire.perPage(uri);
        List<NamedQueries.Named> found = queries.list(Wire.token(uri).orElse(""), size + 1);
        List<NamedQueries.Named> page = found.size() > size ? found.subList(0, size) : found;
        ArrayNode body = Json.MAPPER.createArrayNode();
        page.forEach(q -> body.add(q.json()));
        Response.ResponseBuilder response = Wire.headers(Response.ok(Json.write(body), MediaType.APPLICATION_JSON));
        if (found.size() > size) {
            response.header(HttpHeaders.LINK, Wire.next(uri, page.get(size - 1).name()));
        }
        return response.build();
    }

    @GET
    @Path("/{name}")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "One named query")
    public Response query(@PathParam("name") String name) {
        return Wire.json(queries.get(name).json());
    }

    @DELETE
    @Path("/{name}")
    @Transactional
    @Operation(summary = "Forget a named query and end its subscriptions")
    public Response delete(@PathParam("name") String name) {
        Actor who = actor.get();
        if (!queries.get(name).account().equals(who.account()) && !who.is(Role.ADMIN, Role.OFFICE)) {
            throw new Refused(Refusal.NOT_YOURS, "只有创建者或管理员可删除 (only its author or an administrator may delete it)");
        }
        queries.delete(name);
        return Wire.headers(Response.noContent()).build();
    }

    @GET
    @Path("/{name}/events")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @Operation(summary = "The answer to a named query")
    public Response events(@PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
        Wire.checkVersions(headers);
        EventQuery kept = queries.get(name).query();
        // further parameters narrow the kept query; the same one twice would be a contradiction
        EventQuery narrowed = Wire.query(uri, headers, kept.parameters());
        Map<String, String> prefixes = new HashMap<>(narrowed.prefixes());
        prefixes.putAll(kept.prefixes());
        EventPage page =
                epcis.query(new EventQuery(narrowed.parameters(), prefixes, narrowed.perPage(), narrowed.pageToken()));
        return Wire.events(page, name, uri, headers, clock.instant());
    }

    @OPTIONS
    @PermitAll
    public Response options() {
        return Wire.options("GET, POST, OPTIONS");
    }

    @OPTIONS
    @Path("/{name}")
    @PermitAll
    public Response queryOptions(@PathParam("name") String name) {
        return Wire.options("GET, DELETE, OPTIONS");
    }

    @OPTIONS
    @Path("/{name}/events")
    @PermitAll
    public Response eventsOptions(@PathParam("name") String name) {
        return Wire.options("GET, OPTIONS");
    }

    private static void collectPrefixes(JsonNode context, Map<String, String> prefixes) {
        if (context.isArray()) {
            context.forEach(c -> collectPrefixes(c, prefixes));
        } else if (context.isObject()) {
            context.properties().forEach(p -> {
                if (p.getValue().isTextual()) {
                    prefixes.put(p.getKey(), p.getValue().asText());
                }
            });
        }
    }

    private static Refused invalid(String pointer, String detail) {
        return new Refused(Refusal.INVALID, pointer + ": " + detail, List.of(new FieldError(pointer, detail)));
    }
}
