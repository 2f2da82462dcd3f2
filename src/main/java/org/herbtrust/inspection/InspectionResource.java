package org.herbtrust.inspection;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.ChecklistItem;
import org.herbtrust.material.Materials;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Inspections over REST; the phone of an inspector speaks this. */
@Path("/api/v1/inspections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "inspection", description = "检查、抽样与检验 · visits, samples and results")
class InspectionResource {

    @Inject
    Inspections inspections;

    @Inject
    Materials materials;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    record FindingBody(String violation, Integer count, String note, ShortCode lot) {}

    record VisitBody(
            VisitKind kind,
            MerchantId merchant,
            OffsetDateTime occurredAt,
            String place,
            List<FindingBody> findings,
            Map<String, CheckAnswer> checklist,
            LocalDate correctBy,
            String statement,
            VisitId follows) {

        Visit visit(VisitId id) {
            List<Finding> found = findings == null
                    ? List.of()
                    : findings.stream()
                            .map(f -> new Finding(
                                    f.violation(),
                                    f.count() == null ? 1 : f.count(),
                                    f.note(),
                                    Optional.ofNullable(f.lot())))
                            .toList();
            return new Visit(
                    id,
                    kind,
                    merchant,
                    occurredAt == null ? null : occurredAt.toInstant(),
                    place,
                    found,
                    checklist,
                    Optional.ofNullable(correctBy),
                    statement,
                    Optional.ofNullable(follows));
        }
    }

    record SampleBody(
            VisitId visit,
            ShortCode lot,
            int packages,
            int opened,
            List<String> sealNumbers,
            List<String> samplers,
            Set<String> ordered,
            String variant,
            OffsetDateTime takenAt,
            BigDecimal finalAmountG,
            BigDecimal testNeedG,
            String precheck) {

        SampleTaken sample(SampleId id) {
            return new SampleTaken(
                    id,
                    visit,
                    lot,
                    packages,
                    opened,
                    sealNumbers,
                    samplers,
                    ordered,
                    Optional.ofNullable(variant),
                    takenAt == null ? null : takenAt.toInstant(),
                    Optional.ofNullable(finalAmountG),
                    Optional.ofNullable(testNeedG),
                    precheck);
        }
    }

    /** A figure as laboratories write it: {@code 12.3}, {@code <0.05}, {@code 未检出}. */
    record Figure(String item, String value, String unit, String method) {}

    /** @param variant trade form as the laboratory has found it, where the sample was taken without one */
    record ReportBody(String lab, String reportNo, LocalDate reportedOn, String variant, List<Figure> measured) {

        Optional<String> form() {
            return Optional.ofNullable(variant);
        }

        List<Measured> figures() {
            List<Measured> read = new ArrayList<>();
            if (measured != null) {
                for (Figure figure : measured) {
                    read.add(Measured.of(figure.item(), figure.value(), figure.unit())
                            .by(figure.method()));
                }
            }
            return read;
        }
    }

    record RetestBody(String reason) {}

    /** @param firstStands whether the first result stands; if not, none does and the hold is lifted */
    record ClosureBody(Boolean firstStands, String reason) {}

    record Receipt(String id, Instant receivedAt) {}

    record PublicResult(
            ShortCode lot,
            String lab,
            LocalDate reportedOn,
            LocalDate sampledOn,
            boolean retest,
            Outcome verdict,
            Text title,
            List<ItemResult> items) {}

    record Question(String code, Text question, String violation) {}

    record ViolationLine(String code, ViolationClass severity, Text name, String basis, boolean verified) {}

    @PUT
    @Path("/visits/{id}")
    @RolesAllowed({
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "Keeps a visit under an id that the sender chose; sending it again is safe")
    @APIResponse(responseCode = "201", description = "kept")
    @APIResponse(responseCode = "200", description = "was kept before, same content")
    @APIResponse(responseCode = "409", description = "the id stands for other content")
    public Response visit(
            @PathParam("id") VisitId id,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "patrol", value = """
                                                                    {"kind":"PATROL","merchant":"M000123","occurredAt":"2026-11-24T08:30:00+08:00","place":"一层 A-101",
                                                                     "findings":[{"violation":"no-origin-label","count":2,"note":"两件未标产地"}],
                                                                     "checklist":{"origin-labelled":"NO","storage-dry":"YES"},
                                                                     "correctBy":"2026-12-01","statement":"当日补齐"}
                                                                    """))) VisitBody body) {
        boolean known = inspections.visit(id).isPresent();
        VisitId kept = inspections.record(present(body).visit(id), actor.get());
        return receipt(kept.toString(), known);
    }

    @GET
    @Path("/visits/{id}")
    @RolesAllowed({
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "One visit; merchants see their own")
    public VisitView visit(@PathParam("id") VisitId id) {
        VisitView visit = inspections
                .visit(id)
                .orElseThrow(() -> new Refused(InspectionRefusal.VISIT_UNKNOWN, "没有检查记录" + id + " (no such visit)"));
        requireOwn(visit.merchant());
        return visit;
    }

    @GET
    @Path("/visits")
    @RolesAllowed({
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "Visits, newest first; merchants see their own")
    public Page<VisitView> visits(
            @QueryParam("merchant") MerchantId merchant,
            @QueryParam("kind") VisitKind kind,
            @QueryParam("inspector") String inspector,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return inspections.visits(
                new VisitQuery(
                        own(merchant), Optional.ofNullable(kind), Optional.ofNullable(inspector), day(from), day(to)),
                cursor,
                limit);
    }

    @GET
    @Path("/corrections")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Corrections due by a day (tomorrow if absent) and not yet found done: the next-day list 次日清单")
    public List<Correction> corrections(@QueryParam("until") @Parameter(example = "2026-11-25") String until) {
        return inspections.correctionsDue(
                day(until).orElse(Market.dayOf(clock.instant()).plusDays(1)));
    }

    @PUT
    @Path("/samples/{id}")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Keeps a sample under an id that the sender chose; sending it again is safe")
    @APIResponse(responseCode = "201", description = "kept")
    @APIResponse(responseCode = "200", description = "was kept before, same content")
    public Response sample(
            @PathParam("id") SampleId id,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "sample", value = """
                                                                    {"visit":"0192f0c0-5b7e-7c3e-9f5a-2f1d6c7b8a90","lot":"7K3Q9ZP2XM4DA","packages":40,"opened":5,
                                                                     "sealNumbers":["F-2026-0001","F-2026-0002","F-2026-0003"],"samplers":["inspector-1","inspector-2"],
                                                                     "ordered":["so2","water"],"takenAt":"2026-11-24T08:50:00+08:00"}
                                                                    """))) SampleBody body) {
        boolean known = inspections.sample(id).isPresent();
        SampleId kept = inspections.sample(present(body).sample(id), actor.get());
        return receipt(kept.toString(), known);
    }

    @GET
    @Path("/samples/{id}")
    @RolesAllowed({
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "One sample with its results; merchants see their own")
    public SampleView sample(@PathParam("id") SampleId id) {
        SampleView sample = inspections
                .sample(id)
                .orElseThrow(() -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有样品" + id + " (no such sample)"));
        requireOwn(sample.merchant());
        return sample;
    }

    @GET
    @Path("/samples")
    @RolesAllowed({
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "Samples, newest first; merchants see their own")
    public Page<SampleView> samples(
            @QueryParam("merchant") MerchantId merchant,
            @QueryParam("lot") ShortCode lot,
            @QueryParam("open") boolean open,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return inspections.samples(new SampleQuery(own(merchant), Optional.ofNullable(lot), open), cursor, limit);
    }

    @POST
    @Path("/samples/{id}/result")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Judges a laboratory's report by the limits of the sampling day; a fail holds the goods")
    public Verdict result(
            @PathParam("id") SampleId id,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "report", value = """
                                                                    {"lab":"市食品药品检验中心","reportNo":"ZY2026-1108","reportedOn":"2026-11-24",
                                                                     "measured":[{"item":"so2","value":"420","unit":"mg/kg"},{"item":"water","value":"12.1","unit":"%"},
                                                                                 {"item":"pesticide-carbofuran","value":"未检出(<0.01)","unit":"mg/kg"}]}
                                                                    """))) ReportBody body) {
        ReportBody report = present(body);
        return inspections.result(
                id, report.lab(), report.reportNo(), report.reportedOn(), report.figures(), report.form(), actor.get());
    }

    @POST
    @Path("/samples/{id}/retest-request")
    @RolesAllowed({
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "The merchant objects to a failed result within the time that the law gives")
    public SampleView requestRetest(@PathParam("id") SampleId id, RetestBody body) {
        inspections.requestRetest(id, present(body).reason(), actor.get());
        return sample(id);
    }

    @POST
    @Path("/samples/{id}/retest-result")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Judges the report of a retest; a pass lifts the hold, a fail stands")
    public Verdict retestResult(@PathParam("id") SampleId id, ReportBody body) {
        ReportBody report = present(body);
        return inspections.retestResult(
                id, report.lab(), report.reportNo(), report.reportedOn(), report.figures(), report.form(), actor.get());
    }

    @POST
    @Path("/samples/{id}/retest-closure")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Ends a retest that will not be made: the first result stands, or none does")
    public SampleView closeRetest(@PathParam("id") SampleId id, ClosureBody body) {
        ClosureBody closure = present(body);
        if (closure.firstStands() == null) {
            throw new IllegalArgumentException("请说明原结果是否成立 (does the first result stand?)");
        }
        inspections.closeRetest(id, closure.firstStands(), closure.reason(), actor.get());
        return sample(id);
    }

    @GET
    @Path("/results")
    @PermitAll
    @Operation(summary = "Results of a lot that stand; a failed one appears when the time for a retest is over")
    public List<PublicResult> results(@QueryParam("lot") ShortCode lot) {
        if (lot == null) {
            throw new IllegalArgumentException("请给出批次 (lot is needed)");
        }
        return inspections.resultsOf(lot).stream()
                .filter(ResultView::isPublic)
                .map(r -> new PublicResult(
                        r.lot(),
                        r.lab(),
                        r.reportedOn(),
                        r.sampledOn(),
                        r.retest(),
                        r.verdict(),
                        r.verdict().title(),
                        r.items()))
                .toList();
    }

    @GET
    @Path("/checklists/{kind}")
    @PermitAll
    @Operation(summary = "The questions of one kind of inspection")
    public List<Question> checklist(@PathParam("kind") @Parameter(example = "PATROL") VisitKind kind) {
        return materials.checklist(kind.name(), Market.dayOf(clock.instant())).stream()
                .map((ChecklistItem c) -> new Question(c.code(), c.question(), c.violation()))
                .toList();
    }

    @GET
    @Path("/violations")
    @PermitAll
    @Operation(summary = "What can be found, the gravest first")
    public List<ViolationLine> violations() {
        return materials.violations(Market.dayOf(clock.instant())).stream()
                .map(v -> new ViolationLine(v.code(), v.severity(), v.name(), v.basis(), v.verified()))
                .toList();
    }

    private Response receipt(String id, boolean known) {
        return Response.status(known ? Response.Status.OK : Response.Status.CREATED)
                .entity(new Receipt(id, clock.instant()))
                .build();
    }

    private Optional<MerchantId> own(MerchantId wanted) {
        Actor who = actor.get();
        if (who.merchant().isEmpty()) {
            return Optional.ofNullable(wanted);
        }
        if (wanted != null) {
            requireOwn(wanted);
        }
        return who.merchant();
    }

    private void requireOwn(MerchantId merchant) {
        Actor who = actor.get();
        if (who.merchant().isPresent() && !who.merchant().get().equals(merchant)) {
            throw new Refused(InspectionRefusal.NOT_YOUR_MERCHANT, "只能查看本户的检查 (only your own inspections)");
        }
    }

    private static <T> T present(T body) {
        if (body == null) {
            throw new IllegalArgumentException("请求内容为空 (the request has no content)");
        }
        return body;
    }

    private static Optional<LocalDate> day(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException notADay) {
            throw new IllegalArgumentException("日期形如 2025-10-01 (a day looks like 2025-10-01): " + text, notADay);
        }
    }
}
