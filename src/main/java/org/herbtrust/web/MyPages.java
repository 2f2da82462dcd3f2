package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.IssueLabels;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.material.Division;
import org.herbtrust.material.MarketProcess;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.ConsignmentView;
import org.herbtrust.trace.Destruction;
import org.herbtrust.trace.FlagView;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Harvest;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.IntakeSheets;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Merge;
import org.herbtrust.trace.Planting;
import org.herbtrust.trace.Processing;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Return;
import org.herbtrust.trace.Sale;
import org.herbtrust.trace.SheetReport;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Split;
import org.herbtrust.trace.Trace;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What a grower, processor or stall merchant does with goods: one form a step of the way. */
@Path("/my")
@Blocking
@RolesAllowed({Role.GROWER_ROLE, Role.MERCHANT_ROLE})
class MyPages {

    private static final int SHOWN = 30;

    @Inject
    Pages pages;

    @Inject
    Trace trace;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Labels labels;

    @Inject
    IntakeSheets sheets;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance overview(
                MerchantView me,
                Page<LotView> lots,
                boolean all,
                List<ConsignmentView> awaited,
                List<ConsignmentView> sent,
                List<FlagView> flags);

        static native TemplateInstance harvest(Entered form, List<Form> forms);

        static native TemplateInstance intake(Entered form, List<Form> forms);

        static native TemplateInstance process(
                Entered form, LotView lot, Kilograms mine, List<MarketProcess> processes, List<Form> forms);

        static native TemplateInstance split(Entered form, LotView lot, Kilograms mine);

        static native TemplateInstance merge(Entered form, List<LotView> lots, MerchantId me);

        static native TemplateInstance ship(Entered form, LotView lot, Kilograms mine);

        static native TemplateInstance sell(Entered form, LotView lot, Kilograms mine);

        static native TemplateInstance giveBack(Entered form, LotView lot);

        static native TemplateInstance sheet(Entered form, IntakeSheets.Kind kind, SheetReport report);

        static native TemplateInstance destroy(
                Entered form, LotView lot, Kilograms mine, List<Destruction.Reason> reasons);

        static native TemplateInstance pack(Entered form, LotView lot, Kilograms mine, List<LabelBatch> batches);

        static native TemplateInstance receive(Entered form, List<ConsignmentView> awaited);
    }

    private MerchantId me() {
        return actor.get().merchant().orElseThrow();
    }

    @GET
    public Response overview(
            @QueryParam("all") @DefaultValue("false") boolean all, @QueryParam("cursor") String cursor) {
        MerchantId me = me();
        List<ConsignmentView> sent = trace.consignments(me, SHOWN).stream()
                .filter(c -> c.from().equals(me))
                .toList();
        return pages.html(Templates.overview(
                merchants.get(me),
                trace.lotsOf(me, !all, cursor, SHOWN),
                all,
                trace.awaited(me),
                sent,
                trace.flags(Optional.of(me), 10)));
    }

    // ---- a lot begins

    @GET
    @Path("harvest")
    public Response harvest() {
        return pages.html(harvestPage(Entered.empty()
                .with("harvestedOn", Market.dayOf(clock.instant()))
                .with("form", Form.FRESH)));
    }

    private TemplateInstance harvestPage(Entered form) {
        return Templates.harvest(form, forms());
    }

    @POST
    @Path("harvest")
    public Response harvested(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Material material = form.need("material", chooser::material);
                    Division origin = form.need("origin", chooser::division);
                    LocalDate day = form.need("harvestedOn", LocalDate::parse);
                    Kilograms kg = form.need("kg", Kilograms::of);
                    Form state = form.need("form", Form::valueOf);
                    Source source = form.need("source", Source::valueOf);
                    Optional<BigDecimal> area = form.maybe("areaMu", BigDecimal::new);
                    Optional<LocalDate> planted = form.maybe("plantedOn", LocalDate::parse);
                    form.done();
                    Harvest command = new Harvest(
                            material.code(),
                            state,
                            source,
                            origin.code(),
                            day,
                            kg,
                            new Planting(
                                    form.value("seedSource"),
                                    area.orElse(null),
                                    planted.orElse(null),
                                    form.value("fertiliser"),
                                    form.value("pesticide")),
                            form.maybe("document"));
                    ShortCode lot = pages.once(form, command, ShortCode.class, () -> trace.harvest(command, actor.get())
                            .code());
                    return pages.next("/lots/" + lot, Text.of("采收已登记", "The harvest is on record"));
                },
                this::harvestPage);
    }

    @GET
    @Path("intake")
    public Response intake() {
        return pages.html(intakePage(Entered.empty().with("form", Form.DRIED)));
    }

    private TemplateInstance intakePage(Entered form) {
        return Templates.intake(form, forms());
    }

    @POST
    @Path("intake")
    public Response takenIn(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Material material = form.need("material", chooser::material);
                    Kilograms kg = form.need("kg", Kilograms::of);
                    Form state = form.need("form", Form::valueOf);
                    Optional<DivisionCode> origin =
                            form.maybe("origin", chooser::division).map(Division::code);
                    Optional<LocalDate> harvested = form.maybe("harvestedOn", LocalDate::parse);
                    form.done();
                    Intake command = new Intake(
                            material.code(),
                            state,
                            Source.PURCHASED,
                            kg,
                            origin,
                            harvested,
                            form.maybe("supplier"),
                            form.maybe("document"));
                    ShortCode lot = pages.once(form, command, ShortCode.class, () -> trace.intake(command, actor.get())
                            .code());
                    return pages.next("/lots/" + lot, Text.of("已登记进场，标明“来源未追溯”", "Taken in, marked as untraced"));
                },
                this::intakePage);
    }

    // ---- a lot changes

    @GET
    @Path("lots/{code}/process")
    public Response process(@PathParam("code") ShortCode code) {
        return pages.html(processPage(code).apply(Entered.empty().with("outputForm", Form.DRIED)));
    }

    private Function<Entered, TemplateInstance> processPage(ShortCode code) {
        return form -> {
            LotView lot = trace.get(code);
            return Templates.process(
                    form,
                    lot,
                    lot.heldBy(me()),
                    materials.processes().stream()
                            .filter(p -> !p.code().equals("split") && !p.code().equals("merge"))
                            .toList(),
                    forms());
        };
    }

    @POST
    @Path("lots/{code}/process")
    public Response processed(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Kilograms in = form.need("inputKg", Kilograms::of);
                    Kilograms out = form.need("outputKg", Kilograms::of);
                    String process = form.need("process");
                    Form state = form.need("outputForm", Form::valueOf);
                    form.done();
                    Processing command = new Processing(code, in, process, state, out);
                    ShortCode lot = pages.once(form, command, ShortCode.class, () -> trace.process(command, actor.get())
                            .code());
                    return pages.next("/lots/" + lot, Text.of("加工已登记，这是新批次", "Processed: this is the new lot"));
                },
                processPage(code));
    }

    @GET
    @Path("lots/{code}/split")
    public Response split(@PathParam("code") ShortCode code) {
        return pages.html(splitPage(code).apply(Entered.empty()));
    }

    private Function<Entered, TemplateInstance> splitPage(ShortCode code) {
        return form -> {
            LotView lot = trace.get(code);
            return Templates.split(form, lot, lot.heldBy(me()));
        };
    }

    @POST
    @Path("lots/{code}/split")
    public Response parted(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    List<Kilograms> parts = form.need("parts", MyPages::masses);
                    form.done();
                    Split command = new Split(code, parts);
                    pages.once(form, command, Integer.class, () -> trace.split(command, actor.get())
                            .size());
                    return pages.next(
                            "/lots/" + code,
                            Text.of("已分成" + parts.size() + "批", "Split into " + parts.size() + " lots"));
                },
                splitPage(code));
    }

    private static List<Kilograms> masses(String typed) {
        return Arrays.stream(typed.split("[\\s,，;；、+]+"))
                .filter(part -> !part.isBlank())
                .map(Kilograms::of)
                .toList();
    }

    @GET
    @Path("merge")
    public Response merge() {
        return pages.html(mergePage(Entered.empty()));
    }

    private TemplateInstance mergePage(Entered form) {
        MerchantId me = me();
        return Templates.merge(
                form,
                trace.lotsOf(me, true, null, Page.MOST).items().stream()
                        .filter(lot -> !lot.isHeld() && !lot.heldBy(me).isZero())
                        .toList(),
                me);
    }

    @POST
    @Path("merge")
    public Response merged(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    List<Merge.Portion> portions = new ArrayList<>();
                    for (String name : typed.keySet()) {
                        if (name.startsWith("kg-")) {
                            form.maybe(name, Kilograms::of)
                                    .filter(kg -> !kg.isZero())
                                    .ifPresent(kg ->
                                            portions.add(new Merge.Portion(new ShortCode(name.substring(3)), kg)));
                        }
                    }
                    form.done();
                    Merge command = new Merge(portions);
                    ShortCode lot = pages.once(form, command, ShortCode.class, () -> trace.merge(command, actor.get())
                            .code());
                    return pages.next("/lots/" + lot, Text.of("已合批，保留全部来源", "Merged; all origins are kept"));
                },
                this::mergePage);
    }

    // ---- packages and their labels

    @GET
    @Path("lots/{code}/pack")
    public Response pack(@PathParam("code") ShortCode code) {
        return pages.html(packPage(code).apply(Entered.empty()));
    }

    private Function<Entered, TemplateInstance> packPage(ShortCode code) {
        return form -> {
            LotView lot = trace.get(code);
            MerchantId me = me();
            List<LabelBatch> mine = labels.batchesOfLot(code, SHOWN).stream()
                    .filter(batch -> batch.merchant().equals(me))
                    .toList();
            return Templates.pack(form, lot, unpacked(lot), mine);
        };
    }

    private Kilograms unpacked(LotView lot) {
        MerchantId me = me();
        return lot.holders().stream()
                .filter(h -> h.merchant().equals(me))
                .map(h -> h.kg().minus(h.packed()))
                .findFirst()
                .orElse(Kilograms.ZERO);
    }

    @POST
    @Path("lots/{code}/pack")
    public Response packed(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Integer count = form.need("count", Integer::valueOf);
                    Kilograms net = form.need("netEach", Kilograms::of);
                    Optional<LocalDate> expiresOn = form.maybe("expiresOn", LocalDate::parse);
                    form.done();
                    LabelBatch batch = labels.issue(
                            new IssueLabels(
                                    form.commandName(),
                                    code,
                                    count,
                                    net,
                                    form.maybe("grade"),
                                    form.maybe("testReport"),
                                    form.maybe("standard"),
                                    form.maybe("storage"),
                                    expiresOn,
                                    form.ticked("signed"),
                                    form.ticked("showGrade")),
                            actor.get());
                    return pages.next("/my/labels/" + batch.id(), Text.of("标签已发放", "The labels are issued"));
                },
                packPage(code));
    }

    // ---- a lot moves

    @GET
    @Path("lots/{code}/ship")
    public Response ship(@PathParam("code") ShortCode code) {
        return pages.html(shipPage(code).apply(Entered.empty()));
    }

    private Function<Entered, TemplateInstance> shipPage(ShortCode code) {
        return form -> {
            LotView lot = trace.get(code);
            return Templates.ship(form, lot, lot.heldBy(me()));
        };
    }

    @POST
    @Path("lots/{code}/ship")
    public Response shipped(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    MerchantView buyer = form.need("to", chooser::merchant);
                    Kilograms kg = form.need("kg", Kilograms::of);
                    form.done();
                    Shipping command = new Shipping(code, buyer.id(), kg);
                    pages.once(form, command, Long.class, () -> trace.ship(command, actor.get())
                            .id());
                    return pages.next(
                            "/my",
                            Text.of(
                                    "已发货给" + buyer.name() + "，等对方收货",
                                    "Sent to " + buyer.name() + ", who must receive it"));
                },
                shipPage(code));
    }

    @GET
    @Path("receive")
    public Response receive() {
        return pages.html(receivePage(Entered.empty()));
    }

    private TemplateInstance receivePage(Entered form) {
        return Templates.receive(form, trace.awaited(me()));
    }

    @POST
    @Path("receive")
    public Response received(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    long consignment = form.need("consignment", Long::valueOf);
                    Kilograms kg = form.need("kg-" + consignment, Kilograms::of);
                    form.done();
                    Receiving command = new Receiving(consignment, kg);
                    ShortCode lot = pages.once(form, command, ShortCode.class, () -> trace.receive(command, actor.get())
                            .code());
                    return pages.next(
                            "/lots/" + lot,
                            Text.of(
                                    "已收货，复秤" + kg.value().stripTrailingZeros().toPlainString() + " kg",
                                    "Received and weighed again"));
                },
                this::receivePage);
    }

    /** Receiving by scan: what was read finds its line in the list of what is awaited. */
    @POST
    @Path("receive/scan")
    public Response receiveByScan(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    ShortCode code = form.need("code", this::lotOf);
                    form.done();
                    ConsignmentView sent = trace.awaited(me()).stream()
                            .filter(c -> c.lot().equals(code))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "没有发给您的这批货，或已经收过 (nothing awaited with this code): " + code.grouped()));
                    return pages.next("/my/receive#c" + sent.id());
                },
                this::receivePage);
    }

    /** The lot that a scanned lot code or label belongs to. */
    private ShortCode lotOf(String scanned) {
        ShortCode code = Scanned.recognise(scanned)
                .shortCode()
                .orElseThrow(() -> new IllegalArgumentException("这不是本市场的追溯码 (not a code of this market)"));
        return labels.find(code).map(LabelView::lot).orElse(code);
    }

    @GET
    @Path("lots/{code}/sell")
    public Response sell(@PathParam("code") ShortCode code) {
        return pages.html(sellPage(code).apply(Entered.empty()));
    }

    private Function<Entered, TemplateInstance> sellPage(ShortCode code) {
        return form -> {
            LotView lot = trace.get(code);
            return Templates.sell(form, lot, lot.heldBy(me()));
        };
    }

    @POST
    @Path("lots/{code}/sell")
    public Response sold(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Kilograms kg = form.need("kg", Kilograms::of);
                    form.done();
                    Sale command = new Sale(code, kg, form.maybe("buyer"));
                    pages.once(form, command, ShortCode.class, () -> trace.sell(command, actor.get())
                            .code());
                    return pages.next("/lots/" + code, Text.of("零售已登记", "The sale is on record"));
                },
                sellPage(code));
    }

    @GET
    @Path("lots/{code}/return")
    public Response giveBack(@PathParam("code") ShortCode code) {
        return pages.html(Templates.giveBack(Entered.empty(), trace.get(code)));
    }

    @POST
    @Path("lots/{code}/return")
    public Response givenBack(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Kilograms kg = form.need("kg", Kilograms::of);
                    form.done();
                    Return command = new Return(code, kg, form.maybe("reason"));
                    pages.once(form, command, ShortCode.class, () -> trace.takeBack(command, actor.get())
                            .code());
                    return pages.next("/lots/" + code, Text.of("退货已登记", "The return is on record"));
                },
                form -> Templates.giveBack(form, trace.get(code)));
    }

    // ---- from a spreadsheet

    @GET
    @Path("sheet/{kind:harvest|intake}")
    public Response sheet(@PathParam("kind") String kind) {
        return pages.html(Templates.sheet(Entered.empty(), sheetKind(kind), null));
    }

    @POST
    @Path("sheet/{kind:harvest|intake}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response sheet(
            @PathParam("kind") String kind, @RestForm("file") FileUpload file, @RestForm("run") String run) {
        IntakeSheets.Kind of = sheetKind(kind);
        return pages.attempt(
                Entered.empty().with("run", run),
                form -> {
                    SheetReport report = sheets.take(of, Uploads.chosen(file), !"TAKE".equals(run), actor.get());
                    return pages.html(report.errors().isEmpty() ? 200 : 422, Templates.sheet(form, of, report));
                },
                form -> Templates.sheet(form, of, null));
    }

    private static IntakeSheets.Kind sheetKind(String word) {
        return IntakeSheets.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    @GET
    @Path("lots/{code}/destroy")
    public Response destroy(@PathParam("code") ShortCode code) {
        return pages.html(destroyPage(code).apply(Entered.empty()));
    }

    private Function<Entered, TemplateInstance> destroyPage(ShortCode code) {
        return form -> {
            LotView lot = trace.get(code);
            return Templates.destroy(form, lot, lot.heldBy(me()), List.of(Destruction.Reason.values()));
        };
    }

    @POST
    @Path("lots/{code}/destroy")
    public Response destroyed(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Kilograms kg = form.need("kg", Kilograms::of);
                    Destruction.Reason reason = form.need("reason", Destruction.Reason::valueOf);
                    form.done();
                    Destruction command = new Destruction(code, kg, reason);
                    pages.once(form, command, ShortCode.class, () -> trace.destroy(command, actor.get())
                            .code());
                    return pages.next("/lots/" + code, Text.of("已登记销毁", "The destruction is on record"));
                },
                destroyPage(code));
    }

    private static List<Form> forms() {
        return Arrays.stream(Form.values()).filter(form -> form != Form.UNKNOWN).toList();
    }
}
