package org.herbtrust.trace;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tracing from anything that goods are known by. */
@Path("/api/v1/trace")
@PermitAll
@Tag(name = "trace", description = "一次调用完成前后追溯 tracing back and forward in one call")
class TracingResource {

    @Inject
    TraceAnswers answers;

    @GET
    @Produces({MediaType.APPLICATION_JSON, TraceAnswers.JSON_LD, TraceAnswers.CSV})
    @Operation(
            summary = "由批次、标签、包装箱或事件向前、向后追溯 trace back and forward from a lot, label, container or event",
            description = "Accept: application/ld+json 得到EPCIS文档，text/csv 得到审计用平面表；也可用 format=json|epcis|csv。"
                    + " As JSON, as an EPCIS document (application/ld+json) or as a flat table (text/csv).")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Tracing.class)))
    public Response trace(
            @Parameter(description = "13位追溯码、SSCC、Digital Link、EPC/批次URI或eventID") @QueryParam("of") String of,
            @QueryParam("direction") @DefaultValue("both") String direction,
            @QueryParam("depth") Integer depth,
            @QueryParam("format") String format,
            @Context HttpHeaders headers) {
        return answers.of(of, direction, depth, format, headers);
    }
}
