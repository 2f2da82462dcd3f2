package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Material;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.herbtrust.trace.AttemptView;
import org.herbtrust.trace.BalanceLine;
import org.herbtrust.trace.BalanceQuery;
import org.herbtrust.trace.Balances;
import org.herbtrust.trace.HoldEntry;
import org.herbtrust.trace.HoldId;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.HoldScope;
import org.herbtrust.trace.Holds;
import org.herbtrust.trace.RecallReport;
import org.herbtrust.trace.RecallView;

/** What those who watch over the market do about goods: hold and recall them, count them, and balance the year. */
@Path("/trade")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class TradePages {

    private static final int SHOWN_LINES = 300;

    @Inject
    Pages pages;

    @Inject
    Holds holds;

    @Inject
    Balances balances;

    @Inject
    Chooser chooser;

    @Inject
    Names names;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance recalls(
                Entered form,
                List<RecallView> open,
                List<RecallView> closed,
                List<HoldEntry> holds,
                List<HoldScope.Level> levels,
                List<HoldReason> reasons,
                boolean mayRecall,
                boolean regulator);

        static native TemplateInstance recall(
                Entered form, RecallReport report, List<RecallReport.Outcome> outcomes, boolean mayWithdraw);

        static native TemplateInstance balances(
                Entered form,
                BalanceQuery query,
                List<BalanceLine> lines,
                String kind,
                String material,
                String merchant,
                String filter,
                List<MerchantKind> kinds,
                List<BalanceQuery.Sort> sorts,
                boolean mayRecord,
                boolean regulator);

        static native TemplateInstance attempts(List<AttemptView> attempts);
    }

    // ---- holds and recalls

    @GET
    @Path("recalls")
    public Response recalls() {
        return pages.html(recallsPage(Entered.empty()));
    }

    private TemplateInstance recallsPage(Entered form) {
        List<RecallView> all = holds.recalls(false);
        return Templates.recalls(
                form,
                all.stream().filter(r -> r.closedAt().isEmpty()).toList(),
                all.stream().filter(r -> r.closedAt().isPresent()).toList(),
                holds.entries(true, Page.MOST).stream()
                        .filter(h -> h.recall().isEmpty())
                        .toList(),
                List.of(HoldScope.Level.LOT, HoldScope.Level.LABEL, HoldScope.Level.MATERIAL, HoldScope.Level.MERCHANT),
                Arrays.stream(HoldReason.values())
                        .filter(reason -> reason != HoldReason.RECALL)
                        .toList(),
                isRegulator(),
                isRegulator());
    }

    @POST
    @Path("recalls")
    public Response hold(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    HoldScope scope = scope(form);
                    String cause = form.need("cause");
                    if (form.has("do", "recall")) {
                        String zh = form.need("noticeZh");
                        String en = form.need("noticeEn");
                        form.done();
                        RecallView recall = holds.recall(scope, Text.of(zh, en), cause, actor.get());
                        return pages.next(
                                "/trade/recalls/" + recall.id(),
                                Text.of("已发起召回，买家扫码即可看到", "Recalled: buyers see it on the next scan"));
                    }
                    HoldReason reason = form.need("reason", HoldReason::valueOf);
                    form.done();
                    holds.hold(scope, reason, cause, actor.get());
                    return pages.next("/trade/recalls", Text.of("已封存", "On hold"));
                },
                this::recallsPage);
    }

    private HoldScope scope(Entered form) {
        HoldScope.Level level = form.need("level", HoldScope.Level::valueOf);
        Optional<LocalDate> from = form.maybe("from", LocalDate::parse);
        Optional<LocalDate> to = form.maybe("to", LocalDate::parse);
        if (level == null) {
            return null;
        }
        return form.need("subject", typed -> switch (level) {
            case LOT -> HoldScope.ofLot(new ShortCode(typed));
            case LABEL -> HoldScope.ofLabel(typed);
            case MATERIAL -> HoldScope.ofMaterial(chooser.material(typed).code(), from, to);
            case MERCHANT -> HoldScope.ofMerchant(chooser.merchant(typed).id(), from, to);
        });
    }

    @POST
    @Path("holds/{id}/release")
    public Response release(@PathParam("id") HoldId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String cause = form.need("cause");
                    form.done();
                    holds.release(id, cause, actor.get());
                    return pages.next("/trade/recalls", Text.of("已解除", "The hold is lifted"));
                },
                this::recallsPage);
    }

    @GET
    @Path("recalls/{id:\\d+}")
    public Response recall(@PathParam("id") long id) {
        return pages.html(recallPage(id, Entered.empty()));
    }

    private TemplateInstance recallPage(long id, Entered form) {
        RecallReport report = holds.report(id);
        return Templates.recall(
                form,
                report,
                List.of(RecallReport.Outcome.values()),
                isRegulator() && report.recall().closedAt().isEmpty());
    }

    @POST
    @Path("recalls/{id:\\d+}/count")
    public Response count(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    ShortCode lot = form.need("lot", ShortCode::fromString);
                    MerchantId holder = form.need("holder", MerchantId::fromString);
                    RecallReport.Outcome outcome = form.need("outcome", RecallReport.Outcome::valueOf);
                    Kilograms kg = form.need("kg", Kilograms::of);
                    form.done();
                    holds.count(id, lot, holder, outcome, kg, form.value("note"), actor.get());
                    return pages.next("/trade/recalls/" + id, Text.of("清点已登记", "The count is on record"));
                },
                form -> recallPage(id, form));
    }

    @POST
    @Path("recalls/{id:\\d+}/withdraw")
    public Response withdraw(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String zh = form.need("noticeZh");
                    String en = form.need("noticeEn");
                    String cause = form.need("cause");
                    form.done();
                    holds.withdraw(id, Text.of(zh, en), cause, actor.get());
                    return pages.next("/trade/recalls/" + id, Text.of("召回已终止", "The recall has ended"));
                },
                form -> recallPage(id, form));
    }

    @GET
    @Path("recalls/{id:\\d+}.{format:xlsx|csv}")
    public Response recallSheet(@PathParam("id") long id, @PathParam("format") String format) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "持有人 holder",
                "名称 name",
                "位置 place",
                "批次 lot",
                "账面在库 in_stock_kg",
                "在途 on_the_way_kg",
                "售出未退 sold_kg",
                "账面销毁 destroyed_kg",
                "已投料 used_kg",
                "途中损耗 lost_kg",
                "清点在库 found_kg",
                "确认退回 returned_kg",
                "确认用完 consumed_kg",
                "确认销毁 confirmed_destroyed_kg",
                "下落不明 unknown_kg"));
        for (RecallReport.Line line : holds.report(id).lines()) {
            rows.add(List.of(
                    line.holder().toString(),
                    names.merchant(line.holder()),
                    names.place(line.holder()),
                    line.lot().value(),
                    line.inStock().toString(),
                    line.onTheWay().toString(),
                    line.sold().toString(),
                    line.destroyed().toString(),
                    line.used().toString(),
                    line.lost().toString(),
                    line.counted(RecallReport.Outcome.FOUND).toString(),
                    line.counted(RecallReport.Outcome.RETURNED).toString(),
                    line.counted(RecallReport.Outcome.CONSUMED).toString(),
                    line.counted(RecallReport.Outcome.DESTROYED).toString(),
                    line.unknown().toString()));
        }
        return file("recall-" + id, Sheet.write("召回核销", rows, sheetFormat(format)), format);
    }

    // ---- balances

    @GET
    @Path("balances")
    public Response balances(
            @QueryParam("year") Integer year,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("material") @DefaultValue("") String material,
            @QueryParam("merchant") @DefaultValue("") String merchant,
            @QueryParam("findings") @DefaultValue("false") boolean findings,
            @QueryParam("sort") @DefaultValue("FINDINGS") BalanceQuery.Sort sort) {
        Entered form = Entered.empty();
        BalanceQuery query;
        try {
            query = query(year, kind, material, merchant, findings, sort);
        } catch (IllegalArgumentException no) {
            form = form.refused(no);
            query = query(null, kind, "", "", findings, sort);
        }
        return pages.html(balancesPage(form, query, kind, material, merchant));
    }

    private TemplateInstance balancesPage(
            Entered form, BalanceQuery query, String kind, String material, String merchant) {
        String filter = "kind=" + encoded(kind) + "&material=" + encoded(material) + "&merchant=" + encoded(merchant)
                + "&findings=" + query.findingsOnly() + "&sort=" + query.sort();
        return Templates.balances(
                form,
                query,
                balances.of(query).stream().limit(SHOWN_LINES).toList(),
                kind,
                material,
                merchant,
                filter,
                List.of(MerchantKind.values()),
                List.of(BalanceQuery.Sort.values()),
                isRegulator(),
                isRegulator());
    }

    @GET
    @Path("balances/{year:\\d{4}}.{format:xlsx|csv}")
    public Response balanceSheet(
            @PathParam("year") int year,
            @PathParam("format") String format,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("material") @DefaultValue("") String material,
            @QueryParam("merchant") @DefaultValue("") String merchant,
            @QueryParam("findings") @DefaultValue("false") boolean findings,
            @QueryParam("sort") @DefaultValue("FINDINGS") BalanceQuery.Sort sort) {
        byte[] sheet = balances.sheet(query(year, kind, material, merchant, findings, sort), sheetFormat(format));
        return file("balances-" + year, sheet, format);
    }

    @POST
    @Path("balances")
    public Response record(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    int year = form.need("year", Integer::valueOf);
                    form.done();
                    int found = balances.record(year, actor.get());
                    return pages.next(
                            "/trade/balances?year=" + year, Text.of("新记录" + found + "项", found + " new on record"));
                },
                form -> balancesPage(form, query(null, "", "", "", false, null), "", "", ""));
    }

    @GET
    @Path("attempts")
    public Response attempts() {
        return pages.html(Templates.attempts(balances.attempts(Optional.empty(), Page.MOST)));
    }

    private BalanceQuery query(
            Integer year, String kind, String material, String merchant, boolean findings, BalanceQuery.Sort sort) {
        return new BalanceQuery(
                year == null ? Market.dayOf(clock.instant()).getYear() : year,
                merchant.isBlank()
                        ? Optional.empty()
                        : Optional.of(chooser.merchant(merchant).id()),
                kind.isBlank() ? Optional.empty() : Optional.of(MerchantKind.valueOf(kind)),
                material.isBlank()
                        ? Optional.empty()
                        : Optional.of(chooser.material(material)).map(Material::code),
                findings,
                sort);
    }

    private boolean isRegulator() {
        return actor.get().is(Role.REGULATOR, Role.OFFICE, Role.ADMIN);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SheetFormat sheetFormat(String suffix) {
        return SheetFormat.valueOf(suffix.toUpperCase(Locale.ROOT));
    }

    private static Response file(String name, byte[] content, String suffix) {
        SheetFormat format = sheetFormat(suffix);
        return Response.ok(content)
                .type(format == SheetFormat.CSV ? "text/csv;charset=utf-8" : format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + suffix + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
