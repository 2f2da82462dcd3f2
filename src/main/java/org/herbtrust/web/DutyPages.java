package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.inspection.ComplaintView;
import org.herbtrust.inspection.Complaints;
import org.herbtrust.inspection.Correction;
import org.herbtrust.inspection.Coverage;
import org.herbtrust.inspection.Draws;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.StallState;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.herbtrust.trace.Lineage;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** What has to be done by tomorrow, how far the grids are covered, the map of the halls, and where recalled goods are. */
@Path("/inspect")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class DutyPages {

    private static final int SHOWN = 100;
    private static final int GENERATIONS = 30;

    @Inject
    Pages pages;

    @Inject
    Inspections inspections;

    @Inject
    Draws draws;

    @Inject
    Complaints complaints;

    @Inject
    Coverage coverage;

    @Inject
    Trace trace;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    /** All that the next-day list holds. */
    public record NextDay(
            LocalDate day,
            List<Correction> corrections,
            List<Draws.OpenVisit> visits,
            List<ComplaintView> complaints,
            List<Coverage.SampleToDo> samples) {

        public boolean isEmpty() {
            return corrections.isEmpty() && visits.isEmpty() && complaints.isEmpty() && samples.isEmpty();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance nextDay(NextDay list, LocalDate today, boolean all);

        static native TemplateInstance coverage(Entered form, List<Coverage.Grid> grids);

        static native TemplateInstance map(
                List<String> halls, String hall, HallDrawing drawing, List<StallState> states);

        static native TemplateInstance recall(
                LotView lot, int lots, List<Coverage.RecallLine> lines, int labels, int merchants);
    }

    @GET
    @Path("next-day")
    public Response nextDay(@QueryParam("all") boolean all) {
        Actor me = actor.get();
        boolean everybody = all || !me.is(Role.INSPECTOR);
        LocalDate today = today();
        return pages.html(Templates.nextDay(
                new NextDay(
                        today.plusDays(1),
                        inspections.correctionsDue(today.plusDays(1)),
                        draws.open(everybody ? Optional.empty() : Optional.of(me.account())),
                        complaints.list(false, null, SHOWN).items(),
                        coverage.samplesInRetest()),
                today,
                everybody));
    }

    @GET
    @Path("coverage")
    public Response coverage(@QueryParam("from") String from, @QueryParam("to") String to) {
        LocalDate today = today();
        Entered typed = Entered.empty()
                .with("from", from == null || from.isBlank() ? today.minusDays(90) : from)
                .with("to", to == null || to.isBlank() ? today : to);
        return pages.attempt(
                typed,
                form -> {
                    LocalDate first = form.need("from", LocalDate::parse);
                    LocalDate last = form.need("to", LocalDate::parse);
                    form.done();
                    return pages.html(Templates.coverage(form, coverage.byGrid(first, last)));
                },
                form -> Templates.coverage(form, List.of()));
    }

    @GET
    @Path("map")
    public Response map(@QueryParam("hall") String hall) {
        List<String> halls = coverage.halls();
        String shown = hall != null && halls.contains(hall) ? hall : halls.isEmpty() ? "" : halls.get(0);
        return pages.html(
                Templates.map(halls, shown, HallDrawing.of(coverage.stalls(shown)), List.of(StallState.values())));
    }

    @GET
    @Path("recalls/{lot}")
    public Response recall(@PathParam("lot") ShortCode code) {
        List<ShortCode> lots = from(code);
        List<Coverage.RecallLine> lines = coverage.whereabouts(lots);
        return pages.html(Templates.recall(
                trace.get(code),
                lots.size(),
                lines,
                (int) lines.stream().filter(l -> l.label().isPresent()).count(),
                (int) lines.stream()
                        .map(Coverage.RecallLine::merchant)
                        .distinct()
                        .count()));
    }

    @GET
    @Path("recalls/{lot}/list.csv")
    public Response recallTable(@PathParam("lot") ShortCode code) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "批次 lot", "品种 material", "商户编号 merchant", "商户 name", "摊位 stall", "标签 label", "标签状态 state", "公斤 kg"));
        for (Coverage.RecallLine line : coverage.whereabouts(from(code))) {
            rows.add(List.of(
                    line.lot().value(),
                    line.material(),
                    line.merchant().toString(),
                    line.name(),
                    line.stall(),
                    line.label().map(ShortCode::value).orElse(""),
                    line.labelState(),
                    line.kg().value().toPlainString()));
        }
        return Response.ok(Sheet.write("召回清单", rows, SheetFormat.CSV), SheetFormat.CSV.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=recall-" + code + ".csv")
                .build();
    }

    /** The lot and all that came from it. */
    private List<ShortCode> from(ShortCode code) {
        List<ShortCode> lots = new ArrayList<>();
        lots.add(code);
        trace.lineage(code, Lineage.Direction.FORWARD, GENERATIONS).lots().stream()
                .map(LotView::code)
                .filter(c -> !c.equals(code))
                .forEach(lots::add);
        return lots;
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
