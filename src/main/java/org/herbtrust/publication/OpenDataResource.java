package org.herbtrust.publication;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;

/** Whole lists as files, described so that search engines for data find them. */
@Path("/api/v1/open-data")
@PermitAll
@Tag(name = "Public data")
class OpenDataResource {

    @Inject
    Snapshots snapshots;

    @Inject
    OpenData openData;

    @ConfigProperty(name = "herbtrust.public-url")
    String publicUrl;

    /** A catalogue in the words of schema.org. */
    public record Catalogue(
            @JsonProperty("@context") String context,
            @JsonProperty("@type") String type,
            String name,
            List<Entry> dataset) {}

    /** A list in it. */
    public record Entry(
            @JsonProperty("@type") String type,
            String name,
            String alternateName,
            String license,
            LocalDate dateModified,
            List<Download> distribution) {}

    /** A file of it. */
    public record Download(
            @JsonProperty("@type") String type, String contentUrl, String encodingFormat, String sha256) {}

    @GET
    @Produces({"application/ld+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "What lists there are as whole files (schema.org DataCatalog)")
    public Response catalogue(@Context Request request) {
        List<Entry> entries = Arrays.stream(Dataset.values()).map(this::entry).toList();
        return openData.answer(
                new Catalogue("https://schema.org", "DataCatalog", "药信公开数据 HerbTrust open data", entries), request);
    }

    private Entry entry(Dataset dataset) {
        Snapshot current = snapshots.current(dataset);
        String url = publicUrl + "/api/v1/open-data/" + dataset.path();
        return new Entry(
                "Dataset",
                dataset.title().zh(),
                dataset.title().en(),
                publicUrl + "/privacy",
                current.day(),
                List.of(
                        new Download("DataDownload", url + ".json", MediaType.APPLICATION_JSON, current.jsonSha256()),
                        new Download("DataDownload", url + ".csv", "text/csv", current.csvSha256())));
    }

    @GET
    @Path("{file: [a-z]+\\.(json|csv)}")
    @Operation(
            summary = "A whole list as it stands today: grades, red, black, official, decisions, penalties, licences,"
                    + " recalls; as .json or .csv")
    public Response file(@PathParam("file") String file, @Context Request request) {
        int dot = file.indexOf('.');
        Dataset dataset = Dataset.of(file.substring(0, dot))
                .orElseThrow(() -> new Refused(PublicationRefusal.NOT_PUBLIC, "没有这份名单 (no such list): " + file));
        boolean csv = file.endsWith(".csv");
        Snapshot current = snapshots.current(dataset);
        EntityTag tag = new EntityTag(csv ? current.csvSha256() : current.jsonSha256());
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        if (answer == null) {
            answer = Response.ok(
                            snapshots.file(dataset, csv ? Snapshots.FileFormat.CSV : Snapshots.FileFormat.JSON),
                            csv ? "text/csv;charset=utf-8" : "application/json;charset=utf-8")
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"%s-%s.%s\""
                                    .formatted(dataset.path(), current.day(), csv ? "csv" : "json"));
        }
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
