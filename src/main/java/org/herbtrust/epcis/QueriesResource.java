package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private static final int MOST_QUERIES_OF_AN_ACCOUNT = 200;

    @Inject
    Epcis epcis;

    @Inject
    EventStore store;

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
        Map<String, List<String>> parameters = parameters(request.get("query"), errors);
        if (!errors.isEmpty()) {
            throw new Refused(Refusal.QUERY_PARAMETER, "查询参数有误 (wrong query parameters)", errors);
        }
        EventSearch.check(new EventQuery(parameters, prefixes, EventQuery.DEFAULT_PER_PAGE, Optional.empty()));
        Actor who = actor.get();
        int kept = Integer.parseInt(
                store.texts("select count(*) from epcis_query where account = ?", List.of(who.account()))
                        .get(0));
        if (kept >= MOST_QUERIES_OF_AN_ACCOUNT) {
            throw new Refused(
                    Refusal.TOO_LARGE,
                    "每个账号最多" + MOST_QUERIES_OF_AN_ACCOUNT + "个查询 (an account keeps at most that many queries)");
        }
        int inserted = store.update(
                """
                insert into epcis_query (name, parameters, prefixes, account, created_at)
                values (?, ?::jsonb, ?::jsonb, ?, ?) on conflict (name) do nothing
                """,
                List.of(
                        name,
                        Json.MAPPER.<JsonNode>valueToTree(parameters),
                        Json.MAPPER.<JsonNode>valueToTree(prefixes),
                        who.account(),
                        clock.instant()));
        if (inserted == 0) {
            throw new Refused(Refusal.DUPLICATE_NAME, "查询名称已存在 (the name is taken): " + name);
        }
        return Wire.headers(Response.created(URI.create("/epcis/queries/" + name)))
                .build();
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "All named queries")
    public Response list(@Context UriInfo uri) {
        int size = Wire.perPage(uri);
        List<String> names = store.texts(
                "select name from epcis_query where name > ? order by name limit ?",
                List.of(Wire.token(uri).orElse(""), size + 1));
        List<String> page = names.size() > size ? names.subList(0, size) : names;
        ArrayNode body = Json.MAPPER.createArrayNode();
        page.forEach(n -> body.add(json(n)));
        Response.ResponseBuilder response = Wire.headers(Response.ok(Json.write(body), MediaType.APPLICATION_JSON));
        if (names.size() > size) {
            response.header(HttpHeaders.LINK, Wire.next(uri, page.get(size - 1)));
        }
        return response.build();
    }

    @GET
    @Path("/{name}")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "One named query")
    public Response query(@PathParam("name") String name) {
        return Wire.json(json(name));
    }

    @DELETE
    @Path("/{name}")
    @Transactional
    @Operation(summary = "Forget a named query")
    public Response delete(@PathParam("name") String name) {
        Actor who = actor.get();
        String account = store.texts("select account from epcis_query where name = ?", List.of(name)).stream()
                .findFirst()
                .orElseThrow(() -> unknown(name));
        if (!account.equals(who.account()) && !who.is(Role.ADMIN, Role.OFFICE)) {
            throw new Refused(Refusal.NOT_YOURS, "只有创建者或管理员可删除 (only its author or an administrator may delete it)");
        }
        store.update("delete from epcis_query where name = ?", List.of(name));
        return Wire.headers(Response.noContent()).build();
    }

    @GET
    @Path("/{name}/events")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "The answer to a named query")
    public Response events(@PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
        Wire.checkVersions(headers);
        ObjectNode query = json(name);
        Map<String, List<String>> parameters = new HashMap<>(parameters(query.get("query"), new ArrayList<>()));
        // further parameters narrow the kept query; the same one twice would be a contradiction
        EventQuery narrowed = Wire.query(uri, headers, parameters);
        Map<String, String> prefixes = new HashMap<>(narrowed.prefixes());
        collectPrefixes(query.path("@context"), prefixes);
        EventPage page =
                epcis.query(new EventQuery(narrowed.parameters(), prefixes, narrowed.perPage(), narrowed.pageToken()));
        return Wire.events(page, name, uri, headers, clock.instant());
    }

    /** Subscriptions are not offered yet; a plain answer is better than a 404 that looks like a typing error. */
    @POST
    @Path("/{name}/subscriptions")
    @Operation(hidden = true)
    public Response subscribe(@PathParam("name") String name) {
        throw new Refused(Refusal.NOT_IMPLEMENTED, "尚不支持订阅，请轮询…/events (no subscriptions yet; poll …/events)");
    }

    @GET
    @Path("/{name}/subscriptions")
    @Operation(hidden = true)
    public Response subscriptions(@PathParam("name") String name) {
        return subscribe(name);
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

    private ObjectNode json(String name) {
        String text = store.texts("""
                        select json_build_object('name', name, '@context', prefixes, 'query', parameters,
                            'createdAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text
                        from epcis_query where name = ?
                        """, List.of(name)).stream().findFirst().orElseThrow(() -> unknown(name));
        return (ObjectNode) Json.stored(text);
    }

    private static Map<String, List<String>> parameters(JsonNode query, List<FieldError> errors) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.properties().forEach(e -> {
            if (e.getKey().equals("@context")) {
                return;
            }
            List<String> values = new ArrayList<>();
            if (e.getValue().isArray()) {
                e.getValue().forEach(v -> values.add(v.asText()));
            } else if (e.getValue().isValueNode()) {
                values.add(e.getValue().asText());
            }
            if (values.isEmpty()) {
                errors.add(new FieldError("/query/" + Namespaces.escape(e.getKey()), "须为值或值的列表 (a value or a list)"));
            }
            parameters.put(e.getKey(), List.copyOf(values));
        });
        return parameters;
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

    private static Refused unknown(String name) {
        return new Refused(Refusal.NO_SUCH_NAME, "没有该查询 (no such query): " + name);
    }
}
