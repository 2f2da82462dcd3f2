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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.Applied;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.LabelFormat;
import org.herbtrust.label.LabelPrinting;
import org.herbtrust.label.Labels;
import org.herbtrust.label.NetworkPrinter;
import org.herbtrust.label.OldCodes;
import org.herbtrust.label.PrintJob;
import org.herbtrust.label.PrintOrder;
import org.herbtrust.label.Resolution;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** Labels at the stall: printing all or some of them, putting them on packages, taking them out of use, binding old codes. */
@Path("/my/labels")
@Blocking
@RolesAllowed({Role.GROWER_ROLE, Role.MERCHANT_ROLE})
class LabelPages {

    private static final int SHOWN = 50;
    static final String PRINTER = "printer:";

    /** What can be said of labels in the form for it. */
    enum Change {
        PRINTED(Text.of("登记为已打印", "Mark as printed")),
        REPRINT(Text.of("登记补打（序列号不变，计次）", "Printed once more (same serials, counted)")),
        VOID(Text.of("作废（印坏、未用）", "Void (spoilt, not used)")),
        DESTROY(Text.of("销毁（拆包、用完、变质）", "Destroyed (opened, used up, spoilt)"));

        private final Text title;

        Change(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    @Inject
    Pages pages;

    @Inject
    Labels labels;

    @Inject
    LabelPrinting printing;

    @Inject
    OldCodes oldCodes;

    @Inject
    Trace trace;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance batches(List<LabelBatch> batches);

        static native TemplateInstance batch(
                Entered form,
                LabelBatch batch,
                LotView lot,
                Map<LabelState, Integer> states,
                List<LabelPrinting.Size> sizes,
                List<NetworkPrinter> printers,
                String size,
                int ordinal,
                Change[] changes);

        static native TemplateInstance job(PrintJob job, LabelBatch batch);

        static native TemplateInstance job$progress(PrintJob job);

        static native TemplateInstance apply(Entered form, List<Applied> applied);

        static native TemplateInstance oldCodes(Entered form, List<String> bound);
    }

    private MerchantId me() {
        return actor.get().merchant().orElseThrow();
    }

    @GET
    public Response batches() {
        return pages.html(Templates.batches(labels.batchesOf(me(), SHOWN)));
    }

    // ---- one batch

    @GET
    @Path("{id}")
    public Response batch(
            @PathParam("id") UUID id,
            @QueryParam("size") @DefaultValue("60x40") String size,
            @QueryParam("ordinal") @DefaultValue("1") int ordinal) {
        return pages.html(page(id, size, ordinal).apply(Entered.empty()));
    }

    private Function<Entered, TemplateInstance> page(UUID id, String size, int ordinal) {
        return form -> {
            LabelBatch batch = labels.get(id);
            labels.mayRead(batch, actor.get());
            if (form.value("from").isEmpty()) {
                form.with("from", 1).with("to", batch.count());
            }
            if (form.value("first").isEmpty()) {
                form.with("first", 1).with("last", batch.count());
            }
            List<LabelPrinting.Size> sizes = printing.sizes();
            String shown = sizes.stream().anyMatch(s -> s.name().equals(size))
                    ? size
                    : sizes.get(0).name();
            return Templates.batch(
                    form,
                    batch,
                    trace.get(batch.lot()),
                    labels.states(id),
                    sizes,
                    printing.printers(),
                    shown,
                    Math.max(1, Math.min(batch.count(), ordinal)),
                    Change.values());
        };
    }

    /** Starts a print; what goes to a file or a printer is made in the background. */
    @POST
    @Path("{id}/print")
    public Response print(@PathParam("id") UUID id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Integer from = form.need("from", Integer::valueOf);
                    Integer to = form.need("to", Integer::valueOf);
                    String size = form.need("size");
                    String output = form.need("output");
                    Optional<String> why = form.maybe("why");
                    form.done();
                    Actor who = actor.get();
                    PrintJob job = output.startsWith(PRINTER)
                            ? printing.startOnPrinter(
                                    new PrintOrder(id, LabelFormat.PDF, Resolution.DPI_203, size, from, to),
                                    output.substring(PRINTER.length()),
                                    why,
                                    who)
                            : printing.startFile(order(id, output, size, from, to), who);
                    return pages.next("/my/labels/jobs/" + job.id());
                },
                page(id, typed.getFirst("size") == null ? "" : typed.getFirst("size"), 1));
    }

    /** @param output such as {@code PDF} or {@code TSPL-203} */
    private static PrintOrder order(UUID id, String output, String size, int from, int to) {
        String[] parts = output.split("-", 2);
        return new PrintOrder(
                id,
                LabelFormat.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                parts.length == 1 ? Resolution.DPI_203 : Resolution.ofDpi(Integer.parseInt(parts[1])),
                size,
                from,
                to);
    }

    @POST
    @Path("{id}/change")
    public Response change(@PathParam("id") UUID id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Change change = form.need("change", Change::valueOf);
                    Integer first = form.need("first", Integer::valueOf);
                    Integer last = form.need("last", Integer::valueOf);
                    String reason = change == Change.PRINTED ? "" : form.need("reason");
                    form.done();
                    Actor who = actor.get();
                    switch (change) {
                        case PRINTED -> labels.printed(id, first, last, who);
                        case REPRINT -> labels.reprint(id, first, last, reason, who);
                        case VOID -> labels.voidRange(id, first, last, reason, who);
                        case DESTROY -> labels.destroyRange(id, first, last, reason, who);
                    }
                    return pages.next(
                            "/my/labels/" + id,
                            Text.of(
                                    "第%d到%d枚：%s"
                                            .formatted(
                                                    first, last, change.title().zh()),
                                    "Labels %d to %d: %s"
                                            .formatted(
                                                    first, last, change.title().en())));
                },
                page(id, "", 1));
    }

    // ---- prints under way

    @GET
    @Path("jobs/{job}")
    public Response job(@PathParam("job") UUID id) {
        PrintJob job = printing.job(id, actor.get());
        return pages.html(Templates.job(job, labels.get(job.batch())));
    }

    /** The part of the page that renews itself. */
    @GET
    @Path("jobs/{job}/progress")
    public Response progress(@PathParam("job") UUID id) {
        return pages.html(Templates.job$progress(printing.job(id, actor.get())));
    }

    @POST
    @Path("jobs/{job}/cancel")
    public Response cancel(@PathParam("job") UUID id) {
        printing.cancel(id, actor.get());
        return pages.next("/my/labels/jobs/" + id);
    }

    // ---- at packing

    @GET
    @Path("apply")
    public Response apply() {
        return pages.html(Templates.apply(Entered.empty(), List.of()));
    }

    @POST
    @Path("apply")
    public Response applied(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String codes = form.need("codes");
                    form.done();
                    List<Applied> applied = labels.applyAll(
                            codes.lines()
                                    .map(String::strip)
                                    .filter(line -> !line.isEmpty())
                                    .toList(),
                            actor.get());
                    return pages.html(Templates.apply(Entered.empty(), applied));
                },
                form -> Templates.apply(form, List.of()));
    }

    // ---- old codes

    @GET
    @Path("old-codes")
    public Response oldCodes(@QueryParam("code") String code) {
        return pages.html(oldCodePage(Entered.empty().with("code", code)));
    }

    private TemplateInstance oldCodePage(Entered form) {
        List<String> bound = ShortCode.looksLike(form.value("code"))
                ? Scanned.recognise(form.value("code"))
                        .shortCode()
                        .map(c -> oldCodes.of(c, SHOWN))
                        .orElse(List.of())
                : List.of();
        return Templates.oldCodes(form, bound);
    }

    @POST
    @Path("old-codes")
    public Response bound(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String oldCode = form.need("oldCode");
                    ShortCode code = form.need("code", LabelPages::ours);
                    form.done();
                    String digits = oldCodes.bind(oldCode, code, actor.get());
                    return pages.next(
                            "/my/labels/old-codes?code=" + code,
                            Text.of("已绑定旧码" + digits, "The old code is bound: " + digits));
                },
                this::oldCodePage);
    }

    private static ShortCode ours(String scanned) {
        return Scanned.recognise(scanned)
                .shortCode()
                .orElseThrow(() -> new IllegalArgumentException("这不是本市场的追溯码 (not a code of this market)"));
    }
}
