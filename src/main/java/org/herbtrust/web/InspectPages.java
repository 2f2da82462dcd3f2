package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herbtrust.inspection.Correction;
import org.herbtrust.inspection.FieldVisits;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.SampleId;
import org.herbtrust.inspection.SampleQuery;
import org.herbtrust.inspection.SampleState;
import org.herbtrust.inspection.SampleTaken;
import org.herbtrust.inspection.SampleView;
import org.herbtrust.inspection.Verdict;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.material.ChecklistItem;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.material.TestItem;
import org.herbtrust.material.ViolationType;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.publication.PublicMerchant;
import org.herbtrust.publication.Publication;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** An inspector's day: whom to look at, what was found, which samples, how they came out. */
@Path("/inspect")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class InspectPages {

    private static final int SHOWN = 20;

    private static final Text NO_LIMIT = Text.of("无限度", "no limit");

    @Inject
    Pages pages;

    @Inject
    Inspections inspections;

    @Inject
    FieldVisits field;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Publication publication;

    @Inject
    Trace trace;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    /** A trade form with limits of its own. */
    public record FormLine(MaterialCode material, String form) {}

    /** An item that a laboratory may report, with the limit it is judged by, and whether the report has to have it. */
    public record ItemLine(String item, Text name, Text requirement, String unit, String clause, boolean needed) {
        public String getField() {
            return "item-" + item;
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance today(
                Entered form,
                List<Correction> corrections,
                int correctionsDue,
                List<PublicMerchant> focus,
                List<SampleView> samples,
                List<VisitView> visits,
                List<VisitKind> kinds);

        static native TemplateInstance newVisit(
                Entered form,
                MerchantView merchant,
                VisitKind kind,
                List<ChecklistItem> checklist,
                List<ViolationType> violations,
                List<VisitSheet.FindingLine> lines,
                List<LotView> lots,
                List<VisitView> earlier);

        static native TemplateInstance visit(
                VisitView visit,
                List<SampleView> samples,
                boolean maySample,
                boolean fromPhone,
                Optional<VisitId> supersededBy);

        static native TemplateInstance newSample(
                Entered form,
                VisitView visit,
                List<LotView> lots,
                List<FormLine> forms,
                String otherForm,
                List<TestItem> items);

        static native TemplateInstance sample(
                Entered form,
                SampleView sample,
                List<ItemLine> items,
                List<String> forms,
                String otherForm,
                boolean mayReport,
                boolean mayClose);

        static native TemplateInstance verdict(Verdict verdict, SampleView sample, List<Text> missing);
    }

    @GET
    public Response today() {
        return pages.html(todayPage(Entered.empty()));
    }

    private TemplateInstance todayPage(Entered form) {
        Actor me = actor.get();
        LocalDate today = Market.dayOf(clock.instant());
        List<Correction> due = inspections.correctionsDue(today.plusDays(1));
        List<PublicMerchant> focus = new ArrayList<>();
        for (String grade : List.of("D", "C")) {
            focus.addAll(publication.merchants(null, grade, null, SHOWN).items());
        }
        return Templates.today(
                form,
                due.stream().limit(SHOWN).toList(),
                due.size(),
                focus.stream().limit(SHOWN).toList(),
                inspections
                        .samples(new SampleQuery(Optional.empty(), Optional.empty(), true), null, SHOWN)
                        .items(),
                inspections
                        .visits(
                                new VisitQuery(
                                        Optional.empty(),
                                        Optional.empty(),
                                        me.is(Role.INSPECTOR) ? Optional.of(me.account()) : Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                null,
                                SHOWN)
                        .items(),
                officialKinds());
    }

    private static List<VisitKind> officialKinds() {
        return Arrays.stream(VisitKind.values())
                .filter(kind -> kind != VisitKind.SELF)
                .toList();
    }

    // ---- a visit

    @GET
    @Path("visit")
    public Response newVisit(@QueryParam("merchant") String merchant, @QueryParam("kind") String kind) {
        Entered form = Entered.empty().with("merchant", merchant).with("kind", kind);
        return pages.attempt(
                form,
                given -> {
                    MerchantView found = given.need("merchant", chooser::merchant);
                    VisitKind why = given.maybe("kind", VisitKind::valueOf).orElse(VisitKind.PATROL);
                    given.done();
                    return pages.html(visitPage(
                            found,
                            why,
                            Entered.empty()
                                    .with(
                                            "place",
                                            found.stall().map(Object::toString).orElse(""))));
                },
                this::todayPage);
    }

    private TemplateInstance visitPage(MerchantView merchant, VisitKind kind, Entered form) {
        LocalDate today = Market.dayOf(clock.instant());
        return Templates.newVisit(
                form,
                merchant,
                kind,
                materials.checklist(kind.name(), today),
                materials.violations(today),
                VisitSheet.LINES,
                trace.lotsOf(merchant.id(), true, null, 100).items(),
                inspections.visits(VisitQuery.of(merchant.id()), null, 10).items());
    }

    @POST
    @Path("visit")
    public Response visited(
            @QueryParam("merchant") MerchantId merchantId,
            @QueryParam("kind") VisitKind kind,
            MultivaluedMap<String, String> typed) {
        MerchantView merchant = merchants.get(merchantId);
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    VisitId id = inspections.record(
                            VisitSheet.read(form, typed, kind, merchant.id(), clock.instant()), actor.get());
                    return pages.next("/inspect/visits/" + id, Text.of("检查已登记", "The visit is on record"));
                },
                form -> visitPage(merchant, kind, form));
    }

    @GET
    @Path("visits/{id}")
    public Response visit(@PathParam("id") VisitId id) {
        VisitView visit = known(id);
        return pages.html(Templates.visit(
                visit,
                inspections
                        .samples(new SampleQuery(Optional.of(visit.merchant()), Optional.empty(), false), null, 100)
                        .items()
                        .stream()
                        .filter(sample -> sample.visit().equals(id))
                        .toList(),
                actor.get().is(Role.INSPECTOR, Role.REGULATOR, Role.ADMIN),
                field.receipt(id).isPresent(),
                field.supersededBy(id)));
    }

    private VisitView known(VisitId id) {
        return inspections
                .visit(id)
                .orElseThrow(() -> new Refused(InspectionRefusal.VISIT_UNKNOWN, "没有这次检查 (no such visit): " + id));
    }

    // ---- a sample

    @GET
    @Path("visits/{id}/sample")
    public Response newSample(@PathParam("id") VisitId id) {
        return pages.html(
                samplePage(known(id), Entered.empty().with("packages", 1).with("opened", 1)));
    }

    private TemplateInstance samplePage(VisitView visit, Entered typed) {
        LocalDate today = Market.dayOf(clock.instant());
        List<LotView> lots = trace.lotsOf(visit.merchant(), true, null, 200).items();
        Set<FormLine> forms = new LinkedHashSet<>();
        Set<String> items = new TreeSet<>();
        lots.stream().flatMap(lot -> lot.material().stream()).distinct().forEach(material -> {
            materials.variants(material, today).forEach(form -> forms.add(new FormLine(material, form)));
            Stream.concat(
                            materials.limitsInForce(material, today).stream(),
                            materials.limitsOfForms(material, today).stream())
                    .forEach(limit -> items.add(limit.item()));
        });
        return Templates.newSample(
                typed,
                visit,
                lots,
                List.copyOf(forms),
                SampleTaken.OTHER_FORM,
                items.stream().flatMap(item -> materials.item(item).stream()).toList());
    }

    @POST
    @Path("visits/{id}/sample")
    public Response sampled(@PathParam("id") VisitId id, MultivaluedMap<String, String> typed) {
        VisitView visit = known(id);
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    // what was scanned on the spot ties the sample to its goods; the list is for goods without a label
                    Optional<ShortCode> scanned = form.maybe("scanned", InspectPages::scanned);
                    ShortCode lot = scanned.isPresent() ? scanned.get() : form.need("lot", ShortCode::new);
                    Integer packages = form.need("packages", Integer::valueOf);
                    Integer opened = form.need("opened", Integer::valueOf);
                    List<String> seals = form.need("seals", InspectPages::words);
                    List<String> samplers = form.need("samplers", InspectPages::words);
                    Optional<BigDecimal> finalAmount = form.maybe("finalAmountG", BigDecimal::new);
                    Optional<BigDecimal> testNeed = form.maybe("testNeedG", BigDecimal::new);
                    form.done();
                    SampleId sample = inspections.sample(
                            new SampleTaken(
                                    new SampleId(form.commandName()),
                                    id,
                                    lot,
                                    packages,
                                    opened,
                                    seals,
                                    samplers,
                                    new HashSet<>(form.all("ordered")),
                                    form.maybe("variant"),
                                    clock.instant(),
                                    finalAmount,
                                    testNeed,
                                    form.value("precheck")),
                            actor.get());
                    return pages.next("/inspect/samples/" + sample, Text.of("样品已登记", "The sample is on record"));
                },
                form -> samplePage(visit, form));
    }

    private static ShortCode scanned(String text) {
        return Scanned.recognise(text)
                .shortCode()
                .orElseThrow(() -> new IllegalArgumentException("不是本市场的追溯码 (not a code of this market)"));
    }

    private static List<String> words(String typed) {
        return Arrays.stream(typed.split("[\\s,，;；、]+"))
                .filter(w -> !w.isBlank())
                .toList();
    }

    @GET
    @Path("samples/{id}")
    public Response sample(@PathParam("id") SampleId id) {
        return pages.html(samplePage(id, Entered.empty().with("reportedOn", Market.dayOf(clock.instant()))));
    }

    private TemplateInstance samplePage(SampleId id, Entered form) {
        SampleView sample = sampleOf(id);
        return Templates.sample(
                form,
                sample,
                items(sample),
                sample.variant().isPresent() ? List.of() : materials.variants(sample.material(), sample.sampledOn()),
                SampleTaken.OTHER_FORM,
                actor.get().is(Role.INSPECTOR, Role.REGULATOR, Role.ADMIN),
                actor.get().is(Role.REGULATOR, Role.ADMIN) && sample.state() == SampleState.RETEST_ASKED);
    }

    private SampleView sampleOf(SampleId id) {
        return inspections
                .sample(id)
                .orElseThrow(() -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有这个样品 (no such sample): " + id));
    }

    private List<ItemLine> items(SampleView sample) {
        LocalDate day = sample.sampledOn();
        Set<String> needed = inspections.unsettled(sample);
        Map<String, ItemLine> lines = new LinkedHashMap<>();
        materials
                .limitsInForce(sample.material(), sample.variant(), day)
                .forEach(limit -> lines.putIfAbsent(limit.item(), line(limit, limit.requirement(), needed)));
        if (sample.variant().isEmpty()) {
            Map<String, List<Limit>> ofForms = materials.limitsOfForms(sample.material(), day).stream()
                    .collect(Collectors.groupingBy(Limit::item, LinkedHashMap::new, Collectors.toList()));
            ofForms.forEach((item, limits) -> lines.putIfAbsent(item, line(limits.get(0), eachForm(limits), needed)));
        }
        for (String item : needed) {
            materials
                    .item(item, day)
                    .ifPresent(i -> lines.putIfAbsent(
                            item,
                            new ItemLine(item, i.name(), NO_LIMIT, i.unit().sign(), i.method(), true)));
        }
        return List.copyOf(lines.values());
    }

    private static Text eachForm(List<Limit> limits) {
        return Text.of(
                limits.stream()
                        .map(l -> l.variant().orElseThrow() + " "
                                + l.requirement().zh())
                        .collect(Collectors.joining("；")),
                limits.stream()
                        .map(l -> l.variant().orElseThrow() + " "
                                + l.requirement().en())
                        .collect(Collectors.joining("; ")));
    }

    private static ItemLine line(Limit limit, Text requirement, Set<String> needed) {
        return new ItemLine(
                limit.item(),
                limit.name(),
                requirement,
                limit.unit().sign(),
                limit.clause(),
                needed.contains(limit.item()));
    }

    @POST
    @Path("samples/{id}/result")
    public Response result(@PathParam("id") SampleId id, MultivaluedMap<String, String> typed) {
        return report(id, typed, false);
    }

    @POST
    @Path("samples/{id}/retest-result")
    public Response retestResult(@PathParam("id") SampleId id, MultivaluedMap<String, String> typed) {
        return report(id, typed, true);
    }

    private Response report(SampleId id, MultivaluedMap<String, String> typed, boolean retest) {
        return pages.attempt(
                Entered.of(typed),
                given -> {
                    String lab = given.need("lab");
                    String reportNo = given.need("reportNo");
                    LocalDate reportedOn = given.need("reportedOn", LocalDate::parse);
                    List<Measured> measured = new ArrayList<>();
                    for (ItemLine item : items(sampleOf(id))) {
                        given.maybe(item.getField(), text -> Measured.of(item.item(), text, item.unit()))
                                .ifPresent(measured::add);
                    }
                    if (measured.isEmpty()) {
                        given.wrong("lab", "请至少填写一项检验值 (give at least one figure)");
                    }
                    Optional<String> tradeForm = given.maybe("variant");
                    given.done();
                    Verdict verdict = retest
                            ? inspections.retestResult(id, lab, reportNo, reportedOn, measured, tradeForm, actor.get())
                            : inspections.result(id, lab, reportNo, reportedOn, measured, tradeForm, actor.get());
                    return pages.html(Templates.verdict(
                            verdict,
                            sampleOf(id),
                            verdict.missing().stream()
                                    .flatMap(item -> materials.item(item).stream())
                                    .map(TestItem::name)
                                    .toList()));
                },
                form -> samplePage(id, form));
    }

    @POST
    @Path("samples/{id}/retest-closure")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Response closeRetest(@PathParam("id") SampleId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    boolean firstStands = form.need("stands").equals("first");
                    String reason = form.need("closure");
                    form.done();
                    inspections.closeRetest(id, firstStands, reason, actor.get());
                    return pages.next("/inspect/samples/" + id, Text.of("复验已终结", "The retest is closed"));
                },
                form -> samplePage(id, form));
    }

    @POST
    @Path("samples/{id}/retest")
    public Response retest(@PathParam("id") SampleId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String reason = form.need("reason");
                    form.done();
                    inspections.requestRetest(id, reason, actor.get());
                    return pages.next(
                            "/inspect/samples/" + id, Text.of("复验申请已登记", "The request for a retest is on record"));
                },
                form -> samplePage(id, form));
    }
}
