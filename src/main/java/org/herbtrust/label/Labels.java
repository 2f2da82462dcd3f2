package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.Chance;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Pack;
import org.herbtrust.trace.Trace;

/** Labels of packages: issuing them against a lot, printing them, taking them out of use, finding them again. */
@ApplicationScoped
public class Labels {

    /** Labels in one print file. */
    public static final int MOST_IN_A_FILE = 2_000;

    private static final int LONGEST_REASON = 200;
    private static final int COUNTY_DIGITS = 6;

    @Inject
    LabelTable table;

    @Inject
    Trace trace;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    @Inject
    Ledger ledger;

    @Inject
    Chance chance;

    @Inject
    Clock clock;

    @Inject
    Event<LabelsIssued> issued;

    @Inject
    Event<LabelsChanged> changed;

    /** Where scans are answered; printed in every QR code, so it must last longer than the goods. */
    @ConfigProperty(name = "herbtrust.public-url", defaultValue = "http://localhost:8080")
    String publicUrl;

    // ---- issuing

    /** Labels without anything beyond the usual on them. */
    @Transactional
    public LabelBatch issue(ShortCode lot, int count, Kilograms netEach, Actor actor) {
        return issue(
                new IssueLabels(
                        chance.nextUuid(),
                        lot,
                        count,
                        netEach,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                actor);
    }

    /**
     * Draws the serial codes, puts that much of the lot into packages (a packing event that the trace checks), and commits the
     * batch to the ledger. Asked again with the same id and content, gives the same batch.
     *
     * @throws Refused if the actor's entity may not trade or does not hold that much of the lot unpacked, the lot is on hold, or
     *     the id was used for something else
     */
    @Transactional
    public LabelBatch issue(IssueLabels command, Actor actor) {
        MerchantId holder = actor.merchant()
                .orElseThrow(() -> new Refused(
                        LabelRefusal.NOT_THE_HOLDER, "标签由持有货物的种植户、加工户或经营户自己申领 (who holds the goods labels them)"));
        byte[] asked = sha256(command + "|" + holder);
        if (table.asked(command.id()).isPresent()) {
            return askedBefore(command.id(), asked);
        }
        MerchantView merchant = merchants.requireMayTrade(holder);
        LotView lot = trace.get(command.lot());
        if (lot.heldBy(holder).isZero()) {
            throw new Refused(
                    LabelRefusal.NOT_THE_HOLDER,
                    "%s没有批次%s的货物 (%s holds nothing of this lot)"
                            .formatted(merchant.name(), lot.code().grouped(), holder));
        }
        LabelBatch batch = draft(command, merchant, lot, clock.instant());
        // says no before anything is stored: a text that does not fit can't be printed later either
        drawing(batch, lot.code(), LabelTemplate.NAMES.get(0));
        if (!table.claim(batch, lot.id(), asked, actor.account())) {
            return askedBefore(command.id(), asked);
        }
        List<ShortCode> codes = new ArrayList<>(command.count());
        for (int i = 0; i < command.count(); i++) {
            codes.add(ShortCode.random(chance));
        }
        if (table.insert(batch.id(), codes) != command.count()) {
            throw new IllegalStateException("a code drawn from 60 random bits was taken; try again");
        }
        String sscc = trace.pack(
                new Pack(
                        lot.code(),
                        codes.stream().map(c -> LabelView.epc(batch.gtin(), c)).toList(),
                        batch.total()),
                actor);
        byte[] hash = sha256(sealed(batch, lot.uri(), codes));
        table.seal(batch.id(), sscc, hash);
        table.record(batch.id(), 1, batch.count(), LabelState.ISSUED, false, "", batch.issuedAt(), actor.account());
        ledger.append(LeafKind.LABEL_BATCH, "urn:uuid:" + batch.id(), hash);
        issued.fire(new LabelsIssued(batch.id(), lot.code(), holder, batch.count(), batch.issuedAt()));
        return get(batch.id());
    }

    private LabelBatch askedBefore(UUID id, byte[] asked) {
        if (!Arrays.equals(table.asked(id).orElseThrow(), asked)) {
            throw new Refused(LabelRefusal.BATCH_ID_TAKEN, "此编号已用于另一批标签，请换一个编号 (choose another id): " + id);
        }
        return get(id);
    }

    /** What the ledger's hash is of: everything that is fixed about the batch, a line each. */
    private static String sealed(LabelBatch batch, String lotUri, List<ShortCode> codes) {
        StringBuilder text = new StringBuilder("herbtrust label batch 1\n");
        for (Object line : List.of(
                batch.id(), lotUri, batch.merchant(), batch.gtin(), batch.count(), batch.netEach(), batch.issuedAt())) {
            text.append(line).append('\n');
        }
        codes.forEach(code -> text.append(code).append('\n'));
        return text.toString();
    }

    private LabelBatch draft(IssueLabels command, MerchantView merchant, LotView lot, Instant now) {
        Gtin gtin = lot.gtin()
                .orElseThrow(() -> new Refused(
                        LabelRefusal.ITEM_NUMBER_MISSING,
                        "该批次没有商品代码（GTIN），请先分装或加工成本市场批次 (no GTIN: split it into a lot of this market first)"));
        Optional<Material> material = lot.material().flatMap(materials::find);
        String spec =
                lot.form().title().zh() + command.grade().map(g -> " " + g).orElse("");
        return new LabelBatch(
                command.id(),
                lot.code(),
                merchant.id(),
                gtin,
                command.count(),
                command.netEach(),
                "",
                material.map(Material::zh).orElse("中药材"),
                spec,
                origin(lot),
                !lot.untraced(),
                lot.harvestedOn(),
                Market.dayOf(now),
                merchant.name()
                        + merchant.stall()
                                .map(Stall::toString)
                                .map(s -> " " + s)
                                .orElse(""),
                command.testReport().map(report -> "检验合格 报告" + report).orElse("合格（供货单位自检）"),
                command.standard()
                        .orElse(material.filter(m -> !m.inPharmacopoeia()).isPresent() ? "企业标准" : "中国药典"),
                command.storage().orElse("置阴凉干燥处"),
                now,
                "",
                Optional.empty(),
                0,
                0);
    }

    /** To the county, as the law wants it; what the merchant only says is marked as said. */
    private String origin(LotView lot) {
        Optional<String> county = lot.origin()
                .map(place -> place.value().substring(0, COUNTY_DIGITS))
                .flatMap(code -> divisions.find(new DivisionCode(code)))
                .map(Division::path);
        if (lot.untraced()) {
            return county.map(c -> c + "（货主申报）").orElse("不详");
        }
        return county.orElse("多个产地，扫码查看");
    }

    // ---- finding

    public Optional<LabelView> find(ShortCode code) {
        return table.label(code);
    }

    public Optional<LabelBatch> findBatch(UUID id) {
        return table.batch(id);
    }

    /** @throws Refused {@link LabelRefusal#UNKNOWN_BATCH} */
    public LabelBatch get(UUID id) {
        return table.batch(id)
                .orElseThrow(() -> new Refused(LabelRefusal.UNKNOWN_BATCH, "没有编号为" + id + "的标签批 (no such batch)"));
    }

    /** All labels of a batch in their order. */
    public List<LabelView> ofBatch(UUID id) {
        return table.labels(id, 1, IssueLabels.MOST);
    }

    /** The newest batches of an entity, at most {@code limit}. */
    public List<LabelBatch> batchesOf(MerchantId merchant, int limit) {
        return table.batchesOf(merchant, limit);
    }

    /** The newest batches for a lot, at most {@code limit}. */
    public List<LabelBatch> batchesOfLot(ShortCode lot, int limit) {
        return table.batchesOfLot(lot, limit);
    }

    /** What a QR code of that code holds. */
    public String address(ShortCode code) {
        return (publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl) + "/v/" + code;
    }

    /** Host and port of our own addresses, in lower case. */
    String host() {
        String authority = URI.create(publicUrl).getAuthority();
        return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    }

    // ---- printing

    /** Names of the templates, the default first. */
    public List<String> templates() {
        return LabelTemplate.NAMES;
    }

    /**
     * Renders labels of a batch; those that are voided or destroyed are left out.
     *
     * @param first ordinal, from 1
     * @param last ordinal; the same as {@code first} for pictures, which show one label
     * @throws Refused if there is nothing to print in the range, or more than {@value #MOST_IN_A_FILE}
     */
    @Transactional
    public byte[] render(UUID id, LabelFormat format, String template, int first, int last, Actor actor) {
        LabelBatch batch = get(id);
        mayRead(batch, actor);
        checkRange(batch, first, last);
        LabelTemplate layout = LabelTemplate.named(template);
        if (format != LabelFormat.PDF && first != last) {
            throw new Refused(LabelRefusal.FILE_TOO_LARGE, "图片一次只显示一枚标签 (a picture shows one label)");
        }
        if (last - first >= MOST_IN_A_FILE) {
            throw new Refused(
                    LabelRefusal.FILE_TOO_LARGE,
                    "一个文件最多%d枚标签，请用 first、last 分段打印 (at most %d labels a file: use first and last)"
                            .formatted(MOST_IN_A_FILE, MOST_IN_A_FILE));
        }
        List<LabelView> labels = table.labels(id, first, last).stream()
                .filter(label -> label.state() != LabelState.VOIDED && label.state() != LabelState.DESTROYED)
                .toList();
        if (labels.isEmpty()) {
            throw new Refused(LabelRefusal.NOT_POSSIBLE_NOW, "这些标签已作废或销毁，不能打印 (voided or destroyed: not printed)");
        }
        if (format == LabelFormat.PDF) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                LabelPdf.write(
                        layout,
                        labels.stream()
                                .map(l -> drawing(batch, l.code(), template))
                                .iterator(),
                        out);
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
            return out.toByteArray();
        }
        LabelDrawing label = drawing(batch, labels.get(0).code(), template);
        return switch (format) {
            case SVG -> LabelSvg.of(label).getBytes(StandardCharsets.UTF_8);
            case PNG_203 -> LabelPng.of(label, LabelPng.Resolution.DPI_203);
            case PNG_300 -> LabelPng.of(label, LabelPng.Resolution.DPI_300);
            case PDF -> throw new IllegalStateException("done above");
        };
    }

    private LabelDrawing drawing(LabelBatch batch, ShortCode code, String template) {
        LabelText text = new LabelText(
                batch.name(),
                batch.spec(),
                batch.origin(),
                batch.traced(),
                batch.netEach(),
                batch.harvestedOn(),
                batch.packedOn(),
                batch.lot().grouped(),
                batch.supplier(),
                batch.quality(),
                batch.standard(),
                batch.storage(),
                code,
                address(code));
        return LabelDrawing.of(LabelTemplate.named(template), text, LabelFont.get());
    }

    // ---- the life of labels

    /** The batch came out of the printer; said twice, it is still printed once. */
    @Transactional
    public LabelBatch printed(UUID id, Actor actor) {
        LabelBatch batch = get(id);
        mayChange(batch, actor);
        Instant now = clock.instant();
        List<ShortCode> codes = table.move(id, 1, batch.count(), Set.of(LabelState.ISSUED), LabelState.PRINTED);
        if (!codes.isEmpty()) {
            table.printed(id, now);
            table.record(id, 1, batch.count(), LabelState.PRINTED, false, "", now, actor.account());
            changed.fire(new LabelsChanged(id, codes, LabelState.PRINTED, now));
        }
        return get(id);
    }

    /**
     * Labels are printed once more, with the same serials; counted, because two packages could now wear one code.
     *
     * @param reason such as 打印机卡纸
     */
    @Transactional
    public LabelBatch reprint(UUID id, int first, int last, String reason, Actor actor) {
        LabelBatch batch = get(id);
        mayChange(batch, actor);
        checkRange(batch, first, last);
        if (batch.printedAt().isEmpty()) {
            throw new Refused(LabelRefusal.NOT_POSSIBLE_NOW, "这批标签还没有打印过 (not printed yet)");
        }
        table.reprinted(id);
        table.record(id, first, last, LabelState.PRINTED, true, reason(reason), clock.instant(), actor.account());
        return get(id);
    }

    /** Labels of the range may not be used any more; a scan says so from now on. */
    @Transactional
    public LabelBatch voidRange(UUID id, int first, int last, String reason, Actor actor) {
        return end(id, first, last, LabelState.VOIDED, reason, actor);
    }

    /** The packages of the range are gone: opened for sale by weight, used, spoilt. */
    @Transactional
    public LabelBatch destroyRange(UUID id, int first, int last, String reason, Actor actor) {
        return end(id, first, last, LabelState.DESTROYED, reason, actor);
    }

    private LabelBatch end(UUID id, int first, int last, LabelState end, String reason, Actor actor) {
        LabelBatch batch = get(id);
        mayChange(batch, actor);
        checkRange(batch, first, last);
        String why = reason(reason);
        List<ShortCode> codes = table.move(id, first, last, LabelState.thatMayBecome(end), end);
        if (codes.size() != last - first + 1) {
            throw new Refused(
                    LabelRefusal.NOT_POSSIBLE_NOW,
                    "第%d到%d枚中有%d枚当前状态不能改为“%s”，未作任何改动 (%d of them can't become %s; nothing was changed)"
                            .formatted(
                                    first,
                                    last,
                                    last - first + 1 - codes.size(),
                                    end.title().zh(),
                                    last - first + 1 - codes.size(),
                                    end.title().en()));
        }
        Instant now = clock.instant();
        table.record(id, first, last, end, false, why, now, actor.account());
        changed.fire(new LabelsChanged(id, codes, end, now));
        return get(id);
    }

    /** The first scan at packing: the label is on a package. */
    @Transactional
    public LabelView applied(ShortCode code, Actor actor) {
        return become(code, LabelState.APPLIED, actor);
    }

    /** The package was sold. */
    @Transactional
    public LabelView sold(ShortCode code, Actor actor) {
        return become(code, LabelState.SOLD, actor);
    }

    private LabelView become(ShortCode code, LabelState next, Actor actor) {
        LabelView label = label(code);
        mayChange(get(label.batch()), actor);
        if (label.state() == next) {
            return label; // scanned twice
        }
        List<ShortCode> codes =
                table.move(label.batch(), label.ordinal(), label.ordinal(), LabelState.thatMayBecome(next), next);
        if (codes.isEmpty()) {
            throw new Refused(
                    LabelRefusal.NOT_POSSIBLE_NOW,
                    "标签%s现为“%s”，不能改为“%s” (is %s, can't become %s)"
                            .formatted(
                                    code.grouped(),
                                    label.state().title().zh(),
                                    next.title().zh(),
                                    label.state().title().en(),
                                    next.title().en()));
        }
        Instant now = clock.instant();
        table.record(label.batch(), label.ordinal(), label.ordinal(), next, false, "", now, actor.account());
        changed.fire(new LabelsChanged(label.batch(), codes, next, now));
        return label(code);
    }

    private LabelView label(ShortCode code) {
        return find(code)
                .orElseThrow(() ->
                        new Refused(LabelRefusal.UNKNOWN_LABEL, "没有编码为" + code.grouped() + "的标签 (no such label)"));
    }

    // ---- guards

    private static void checkRange(LabelBatch batch, int first, int last) {
        if (first < 1 || last < first || last > batch.count()) {
            throw new Refused(
                    LabelRefusal.UNKNOWN_LABEL,
                    "这批标签编号为1到%d，没有%d到%d (this batch has labels 1 to %d)"
                            .formatted(batch.count(), first, last, batch.count()));
        }
    }

    private static String reason(String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("请填写原因，最多" + LONGEST_REASON + "个字 (a reason is needed)");
        }
        return reason;
    }

    /** Reading: whoever holds the batch, and those who supervise. */
    void mayRead(LabelBatch batch, Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR)) {
            mayChange(batch, actor);
        }
    }

    private static void mayChange(LabelBatch batch, Actor actor) {
        boolean own = actor.merchant().equals(Optional.of(batch.merchant()));
        if (!own && !actor.is(Role.OFFICE, Role.ADMIN)) {
            throw new Refused(LabelRefusal.NOT_YOURS, "这批标签属于其他经营者 (these labels belong to someone else)");
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
