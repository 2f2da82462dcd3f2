package org.herbtrust.epcis;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;

/** The repository by what its events speak of: {@code /epcis/bizSteps/shipping/events}. */
@Path("/epcis/{collection: eventTypes|epcs|bizSteps|bizLocations|readPoints|dispositions}")
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
class CollectionsResource {

    /** @param parameter the query parameter that a member stands for */
    private record Collection(String table, String column, String parameter) {}

    private static final Map<String, Collection> COLLECTIONS = Map.of(
            "eventTypes", new Collection("epcis_event", "type", "eventType"),
            "epcs", new Collection("epcis_event_epc", "epc", "MATCH_any"),
            "bizSteps", new Collection("epcis_event", "biz_step", "EQ_bizStep"),
            "bizLocations", new Collection("epcis_event", "biz_location", "EQ_bizLocation"),
            "readPoints", new Collection("epcis_event", "read_point", "EQ_readPoint"),
            "dispositions", new Collection("epcis_event", "disposition", "EQ_disposition"));

    @Inject
    Epcis epcis;

    @Inject
    EventStore store;

    @Inject
    Clock clock;

    @GET
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "The values that occur in events, in order")
    public Response members(@PathParam("collection") String name, @Context UriInfo uri) {
        Collection collection = COLLECTIONS.get(name);
        int size = Wire.perPage(uri);
        String after = Wire.token(uri).map(CollectionsResource::text).orElse("");
        // one probe of the index a value, however many events have it
        List<String> found =
                store.texts("""
                with recursive v(x, n) as (
                    (select %1$s, 1 from %2$s where %1$s > ? order by %1$s limit 1)
                    union all
                    select (select %1$s from %2$s where %1$s > v.x order by %1$s limit 1), n + 1
                    from v where v.x is not null and n < ?
                )
                select x from v where x is not null
                """.formatted(collection.column(), collection.table()), List.of(after, size + 1));
        List<String> page = found.size() > size ? found.subList(0, size) : found;
        Response.ResponseBuilder response =
                Wire.headers(Response.ok(Json.write(Wire.collection(page)), MediaType.APPLICATION_JSON));
        if (found.size() > size) {
            response.header(HttpHeaders.LINK, Wire.next(uri, token(page.get(size - 1))));
        }
        return response.build();
    }

    @GET
    @Path("/{member}")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @Operation(summary = "What can be had below one value")
    public Response member(@PathParam("collection") String name, @PathParam("member") String member) {
        EventPage first = epcis.query(new EventQuery(
                Map.of(COLLECTIONS.get(name).parameter(), List.of(member)), Map.of(), 1, Optional.empty()));
        if (first.events().isEmpty()) {
            throw new Refused(Refusal.NO_SUCH_RESOURCE, "事件中没有该值 (no event has this value)");
        }
        return Wire.json(Wire.collection(List.of("events")));
    }

    @GET
    @Path("/{member}/events")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @Operation(summary = "The events with one value; takes the parameters of the SimpleEventQuery too")
    public Response events(
            @PathParam("collection") String name,
            @PathParam("member") String member,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Wire.checkVersions(headers);
        Map<String, List<String>> implied = Map.of(COLLECTIONS.get(name).parameter(), List.of(member));
        EventPage page = epcis.query(Wire.query(uri, headers, implied));
        return Wire.events(page, "SimpleEventQuery", uri, headers, clock.instant());
    }

    @OPTIONS
    @PermitAll
    public Response options() {
        return Wire.options("GET, OPTIONS");
    }

    @OPTIONS
    @Path("/{member}")
    @PermitAll
    public Response memberOptions(@PathParam("member") String member) {
        return Wire.options("GET, OPTIONS");
    }

    @OPTIONS
    @Path("/{member}/events")
    @PermitAll
    public Response eventsOptions(@PathParam("member") String member) {
        return Wire.options("GET, OPTIONS");
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Wire.wrong("nextPageToken", "无效 (not valid)");
        }
    }
}
