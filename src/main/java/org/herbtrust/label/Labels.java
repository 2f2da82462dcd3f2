package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.Gs1Elements;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.Chance;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Pack;
import org.herbtrust.trace.Trace;
import org.herbtrust.trace.Unpacking;

/** Labels of packages: issuing them against a lot, following their life, taking them out of use, finding them again. */
@ApplicationScoped
public class Labels {

    /** Codes in one command of many scans. */
    public static final int MOST_SCANS = 500;

    private static final int LONGEST_REASON = 200;
    private static final int COUNTY_DIGITS = 6;

    /** In canonical Digital Links, such as events name goods by. */
    private static final String GS1_RESOLVER = "id.gs1.org";

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
    ItemNumbers numbers;

    @Inject
    OldCodes oldCodes;

    @Inject
    LabelKeys keys;

    @Inject
    PublicAddress publicAddress;

    @Inject
    Instance<SupplierGrades> grades;

    @Inject
    Event<LabelsIssued> issued;

    @Inject
    Event<LabelsChanged> changed;

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
        Instant now = clock.instant();
        Optional<LabelKeys.Signer> signer =
                command.signed() ? Optional.of(keys.signer(Market.dayOf(now))) : Optional.empty();
        LabelBatch batch = draft(command, merchant, lot, signer.map(LabelKeys.Signer::keyId), now);
        // says no before anything is stored: a text that does not fit can't be printed later either
        LabelPrinting.layout(batch, LabelTemplates.names().get(0));
        if (!table.claim(batch, lot.id(), asked, actor.account())) {
            return askedBefore(command.id(), asked);
        }
        List<ShortCode> codes = new ArrayList<>(command.count());
        for (int i = 0; i < command.count(); i++) {
            codes.add(ShortCode.random(chance));
        }
        List<byte[]> signatures = signer.map(s -> codes.parallelStream()
                        .map(code -> s.sign(batch.address(code)))
                        .toList())
                .orElse(List.of());
        if (table.insert(batch.id(), codes, signatures) != command.count()) {
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
        batch.signingKey()
                .ifPresent(key -> text.append("signed by ").append(key).append('\n'));
        codes.forEach(code -> text.append(code).append('\n'));
        return text.toString();
    }

    private LabelBatch draft(
            IssueLabels command, MerchantView merchant, LotView lot, Optional<String> signingKey, Instant now) {
        Optional<Material> material = lot.material().flatMap(materials::find);
        Gtin gtin = lot.material()
                .map(m ->
                        numbers.of(merchant.id(), m, lot.form(), command.grade().orElse(""), command.netEach()))
                .or(lot::gtin)
                .orElseThrow(
                        () -> new Refused(
                                LabelRefusal.ITEM_NUMBER_MISSING,
                                "该批次没有说明是什么药材，也没有商品代码（GTIN），请先加工成本市场批次"
                                        + " (neither its material nor a GTIN is known: process it into a lot of this market first)"));
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
                material.map(Labels::botanical).orElse(""),
                origin(lot),
                !lot.untraced(),
                lot.harvestedOn(),
                Market.dayOf(now),
                command.expiresOn(),
                merchant.name()
                        + merchant.stall()
                                .map(Stall::toString)
                                .map(s -> " " + s)
                                .orElse(""),
                command.testReport().map(report -> "检验合格 报告" + report).orElse("合格（供货单位自检）"),
                command.standard()
                        .orElse(material.filter(m -> !m.inPharmacopoeia()).isPresent() ? "企业标准" : "中国药典"),
                command.storage().orElse("置阴凉干燥处"),
                publicAddress.stem(),
                signingKey,
                command.showGrade()
                        ? grades.stream()
                                .flatMap(g -> g.of(merchant.id()).stream())
                                .findFirst()
                        : Optional.empty(),
                now,
                "",
                Optional.empty(),
                0,
                0);
    }

    private static String botanical(Material material) {
        return "基原 " + material.species() + (material.part().isBlank() ? "" : "  药用部位 " + material.part());
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

    /** Whether packages of that lot were labelled with that article number: they have another than the lot. */
    public boolean isPackedAs(ShortCode lot, Gtin gtin) {
        return table.isPackedAs(lot, gtin);
    }

    /** How many labels of a batch are in each state that there is one in. */
    public Map<LabelState, Integer> states(UUID id) {
        return table.states(id);
    }

    /**
     * The lot or label that a scanned text means: by its own code, by an old code that was bound to it, or by the numbers of
     * someone else under which a lot came in. There may be nothing of that code.
     */
    public Optional<ShortCode> meant(Scanned what) {
        return what.shortCode().or(() -> oldCodes.find(what)).or(() -> foreignLot(what));
    }

    private Optional<ShortCode> foreignLot(Scanned what) {
        Optional<Gs1Elements> elements = Optional.empty();
        if (what instanceof Scanned.DigitalLink link) {
            elements = Optional.of(link.elements());
        } else if (what instanceof Scanned.ElementString string) {
            elements = Optional.of(string.elements());
        }
        return elements.flatMap(e -> e.gtin().flatMap(gtin -> e.lot()
                        .flatMap(lot -> trace.findByUri("https://id.gs1.org/01/" + gtin + "/10/" + lot))))
                .map(LotView::code);
    }

    /** Where a scan of that code is answered. */
    public String address(ShortCode code) {
        return publicAddress.stem() + code;
    }

    /** The host of an address that names a code of this market and does not lead here: the label is not ours. */
    Optional<String> foreignHost(Scanned what) {
        return what.host()
                .filter(host -> what.shortCode().isPresent())
                .filter(host -> !host.equals(publicAddress.host()) && !host.equals(GS1_RESOLVER));
    }

    // ---- the life of labels

    /** The whole batch came out of the printer; said twice, it is still printed once. */
    @Transactional
    public LabelBatch printed(UUID id, Actor actor) {
        return printed(id, 1, get(id).count(), actor);
    }

    /** These labels came out of the printer for the first time; those that had before stay as they are. */
    @Transactional
    public LabelBatch printed(UUID id, int first, int last, Actor actor) {
        LabelBatch batch = get(id);
        mayChange(batch, actor);
        checkRange(batch, first, last);
        Instant now = clock.instant();
        List<ShortCode> codes = table.move(id, first, last, Set.of(LabelState.ISSUED), LabelState.PRINTED);
        if (!codes.isEmpty()) {
            table.printed(id, codes, now);
            table.record(id, first, last, LabelState.PRINTED, false, "", now, actor.account());
            changed.fire(new LabelsChanged(id, codes, LabelState.PRINTED, now));
        }
        return get(id);
    }

    /**
     * Labels are printed once more, with the same serials; counted, because two packages could now wear one code.
     *
     * @param reason such as 打印机卡纸
     * @throws Refused if one of the range was never printed, or is sold or gone
     */
    @Transactional
    public LabelBatch reprint(UUID id, int first, int last, String reason, Actor actor) {
        LabelBatch batch = get(id);
        mayChange(batch, actor);
        checkRange(batch, first, last);
        String why = reason(reason);
        int again = table.reprinted(id, first, last);
        if (again != last - first + 1) {
            throw new Refused(
                    LabelRefusal.NOT_POSSIBLE_NOW,
                    "第%d到%d枚中有%d枚还没有打印过，或已售出、作废，不能补打 (%d of them were never printed, or are gone)"
                            .formatted(first, last, last - first + 1 - again, last - first + 1 - again));
        }
        table.record(id, first, last, LabelState.PRINTED, true, why, clock.instant(), actor.account());
        return get(id);
    }

    /**
     * Labels went to a printer: new ones are printed now, those printed before are counted once more.
     *
     * @throws Refused {@link LabelRefusal#NOT_YOURS}
     */
    @Transactional
    void sentToPrinter(UUID id, int first, int last, Optional<String> reprintReason, Actor actor) {
        mayChange(get(id), actor);
        int again = table.reprinted(id, first, last);
        if (again > 0) {
            String why = reprintReason.orElse("打印机补打");
            table.record(id, first, last, LabelState.PRINTED, true, why, clock.instant(), actor.account());
        }
        printed(id, first, last, actor);
    }

    /**
     * Labels of the range may not be used any more; a scan says so from now on. What was set aside for their packages is loose
     * again, if it is still there and its holder may trade.
     */
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
        if (end == LabelState.VOIDED) {
            giveBack(batch, codes, actor);
        }
        changed.fire(new LabelsChanged(id, codes, end, now));
        return get(id);
    }

    /** Goods that went on to somebody else, or whose holder is barred, stay as they are: the labels are void all the same. */
    private void giveBack(LabelBatch batch, List<ShortCode> codes, Actor actor) {
        Kilograms net = batch.netEach().times(codes.size());
        MerchantView holder = merchants.get(batch.merchant());
        boolean stillThere = trace.get(batch.lot()).holders().stream()
                .anyMatch(h -> h.merchant().equals(batch.merchant()) && !net.isMoreThan(h.packed()));
        if (stillThere && holder.standing().mayTrade()) {
            trace.unpack(
                    new Unpacking(
                            batch.lot(),
                            codes.stream()
                                    .map(code -> LabelView.epc(batch.gtin(), code))
                                    .toList(),
                            net),
                    onBehalfOf(holder, actor));
        }
    }

    /** The holder's goods move by the holder's event, whoever voided the labels; the account stays that of who did. */
    private static Actor onBehalfOf(MerchantView holder, Actor actor) {
        Role role = holder.kind() == MerchantKind.GROWER ? Role.GROWER : Role.MERCHANT;
        return new Actor(actor.account(), actor.name(), role, Optional.of(holder.id()));
    }

    /** The first scan at packing: the label is on a package. */
    @Transactional
    public LabelView applied(ShortCode code, Actor actor) {
        return become(code, LabelState.APPLIED, actor);
    }

    /**
     * Many labels scanned as they are put on packages. Each stands for itself: one that is refused does not stop the others.
     *
     * @param scanned texts as they were read or typed
     */
    @Transactional
    public List<Applied> applyAll(List<String> scanned, Actor actor) {
        if (scanned.isEmpty() || scanned.size() > MOST_SCANS) {
            throw new IllegalArgumentException("一次可登记1到" + MOST_SCANS + "枚标签 (1 to " + MOST_SCANS + " labels)");
        }
        return scanned.stream().map(text -> apply(text, actor)).toList();
    }

    private Applied apply(String text, Actor actor) {
        Scanned what = Scanned.recognise(text);
        Optional<ShortCode> code = meant(what);
        if (code.isEmpty()) {
            return Applied.refused(
                    text, what.description().zh() + " (" + what.description().en() + ")");
        }
        try {
            boolean before = label(code.get()).state() == LabelState.APPLIED;
            LabelView label = become(code.get(), LabelState.APPLIED, actor);
            return new Applied(text, Optional.of(label), before ? Applied.Outcome.AGAIN : Applied.Outcome.APPLIED, "");
        } catch (Refused no) {
            return Applied.refused(text, no.getMessage());
        }
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

    static void checkRange(LabelBatch batch, int first, int last) {
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

    /**
     * Reading is for whoever issued the batch, and for those who supervise.
     *
     * @throws Refused {@link LabelRefusal#NOT_YOURS}
     */
    public void mayRead(LabelBatch batch, Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR)) {
            mayChange(batch, actor);
        }
    }

    static void mayChange(LabelBatch batch, Actor actor) {
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
