package org.herbtrust.trace;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.SheetFormat;

/** A lineage in the form that the client asks for: what the paths of a lot and of anything have in common. */
@RequestScoped
class TraceAnswers {

    static final String JSON_LD = "application/ld+json";
    static final String CSV = "text/csv";

    @Inject
    Lineages lineages;

    @Inject
    CurrentActor actor;

    /** @param format {@code json}, {@code epcis} or {@code csv}; null: as the Accept header says */
    Response of(String of, String direction, Integer depth, String format, HttpHeaders headers) {
        Tracing.Way way = way(direction);
        Optional<Integer> levels = Optional.ofNullable(depth);
        Optional<Actor> reader = actor.find();
        Object entity;
        String type = format == null ? accepted(headers) : named(format);
        switch (type) {
            case JSON_LD -> entity = lineages.document(of, way, levels, reader);
            case CSV -> entity = lineages.sheet(of, way, levels, SheetFormat.CSV, reader);
            default -> entity = lineages.trace(of, way, levels, reader);
        }
        Response.ResponseBuilder answer = Response.ok(entity, type.equals(CSV) ? CSV + ";charset=utf-8" : type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept, Authorization, Cookie");
        if (type.equals(CSV)) {
            answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"lineage.csv\"");
        }
        return answer.build();
    }

    private static Tracing.Way way(String direction) {
        return switch (direction.toLowerCase(Locale.ROOT)) {
            case "back" -> Tracing.Way.BACK;
            case "forward" -> Tracing.Way.FORWARD;
            case "both" -> Tracing.Way.BOTH;
            default -> throw new IllegalArgumentException("direction: back | forward | both");
        };
    }

    private static String named(String format) {
        return switch (format) {
            case "json" -> MediaType.APPLICATION_JSON;
            case "epcis" -> JSON_LD;
            case "csv" -> CSV;
            default -> throw new IllegalArgumentException("format: json | epcis | csv");
        };
    }

    private static String accepted(HttpHeaders headers) {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            String name = type.getType() + "/" + type.getSubtype();
            if (name.equals(JSON_LD) || name.equals(CSV)) {
                return name;
            }
            if (name.equals(MediaType.APPLICATION_JSON) || type.isWildcardType()) {
                return MediaType.APPLICATION_JSON;
            }
        }
        return MediaType.APPLICATION_JSON;
    }
}
