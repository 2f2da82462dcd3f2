package org.herbtrust.publication;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;

/** The public API: no login, no personal data, pages by cursor. */
@Path("/api/v1")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Public data")
class PublicationResource {

    @Inject
    Publication publication;

    @Inject
    OpenData openData;

    @GET
    @Path("merchants")
    @Operation(summary = "Market entities by name, stall or USCC, and by grade")
    public Response merchants(
            @QueryParam("query") String query,
            @QueryParam("grade") String grade,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @Context Request request) {
        return openData.answer(publication.merchants(query, grade, cursor, limit), request);
    }

    @GET
    @Path("merchants/{id}")
    @Operation(summary = "One market entity with its grade and what is published about it")
    public Response merchant(@PathParam("id") MerchantId id, @Context Request request) {
        return openData.answer(
                publication
                        .merchant(id)
                        .orElseThrow(() -> new Refused(
                                PublicationRefusal.NOT_PUBLIC, "没有可公开的经营者信息 (nothing public about): " + id)),
                request);
    }

    @GET
    @Path("lists/red")
    @Operation(summary = "The red list: entities graded A")
    public Response red(
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context Request request) {
        return openData.answer(publication.records(RecordKind.RED, cursor, limit), request);
    }

    @GET
    @Path("lists/black")
    @Operation(summary = "The market's own blacklist: decided by two people, each entry with its end")
    public Response black(
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context Request request) {
        return openData.answer(publication.records(RecordKind.BLACK, cursor, limit), request);
    }

    @GET
    @Path("lists/official")
    @Operation(summary = "Listings by authorities as imported; never mixed with the market's own list")
    public Response official(
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context Request request) {
        return openData.answer(publication.records(RecordKind.OFFICIAL_LISTING, cursor, limit), request);
    }

    @GET
    @Path("lists/recalls")
    @Operation(summary = "Recalled lots", description = "open: true leaves out recalls that have ended")
    public Response recalls(@QueryParam("open") boolean open, @Context Request request) {
        return openData.answer(publication.recalls(open), request);
    }

    @GET
    @Path("disclosures/penalties")
    @Operation(summary = "Administrative penalties of authorities (行政处罚)")
    public Response penalties(
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context Request request) {
        return openData.answer(publication.records(RecordKind.PENALTY, cursor, limit), request);
    }

    @GET
    @Path("disclosures/licences")
    @Operation(summary = "Administrative licences of authorities (行政许可)")
    public Response licences(
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context Request request) {
        return openData.answer(publication.records(RecordKind.LICENCE, cursor, limit), request);
    }

    @GET
    @Path("decisions")
    @Operation(
            summary = "Decisions of the market and their withdrawals, oldest first",
            description = "since: ISO date, decided on that day or later. Go on with the cursor of the last answer.")
    public Response decisions(
            @QueryParam("since") String since,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @Context Request request) {
        return openData.answer(publication.decisions(day(since), cursor, limit), request);
    }

    private static LocalDate day(String since) {
        if (since == null || since.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(since.strip());
        } catch (DateTimeParseException notADay) {
            throw new IllegalArgumentException("since应为日期，如2026-01-31 (since is a day such as 2026-01-31)", notADay);
        }
    }
}
