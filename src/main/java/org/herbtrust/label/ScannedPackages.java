package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.trace.ConsignmentView;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Sale;
import org.herbtrust.trace.Trace;
import org.herbtrust.trace.Unpacking;

/** Packages handled by scanning them one after the other: may they come in, may they go out. */
@ApplicationScoped
public class ScannedPackages {

    /** Codes in one request. */
    public static final int MOST = 200;

    /** What one may be about to do. */
    public enum Purpose {
        RECEIVE,
        /** Sell, split, pack anew: for all of these the goods must be one's own and free to move. */
        USE
    }

    private static final int CONSIGNMENTS_LOOKED_AT = 200;
    private static final int LONGEST_TEXT = 400;

    @Inject
    Labels labels;

    @Inject
    LabelTable table;

    @Inject
    Trace trace;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Event<LabelsChanged> changed;

    @Inject
    Clock clock;

    /** Each text with its verdict, in the order given. Nothing is changed. */
    @Transactional
    public List<PackageCheck> check(Purpose purpose, List<String> texts, Actor actor) {
        requireFew(texts.size());
        MerchantId me = merchant(actor);
        Map<ShortCode, ConsignmentView> awaited = new HashMap<>();
        if (purpose == Purpose.RECEIVE) {
            trace.awaited(me).forEach(c -> awaited.putIfAbsent(c.lot(), c));
        }
        Round round = new Round(purpose, me, awaited, new HashMap<>(), new HashMap<>());
        return texts.stream().map(text -> check(text, round)).toList();
    }

    /**
     * What is asked once for many packages.
     *
     * @param awaited consignments by lot
     * @param mayHave by batch of labels, whether its packages can be here
     */
    private record Round(
            Purpose purpose,
            MerchantId me,
            Map<ShortCode, ConsignmentView> awaited,
            Map<ShortCode, Optional<LotView>> lots,
            Map<UUID, Boolean> mayHave) {}

    private PackageCheck check(String text, Round round) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("编码应为1到" + LONGEST_TEXT + "个字 (a code has 1 to 400 characters)");
        }
        Scanned what = Scanned.recognise(text);
        if (what instanceof Scanned.Mistyped) {
            return unknown(text, PackageVerdict.MISTYPED, what.description(), null);
        }
        Optional<String> foreign = labels.foreignHost(what);
        if (foreign.isPresent()) {
            return unknown(text, PackageVerdict.NOT_OURS, ScanResource.leadsElsewhere(foreign.get()), null);
        }
        Optional<ShortCode> code = labels.meant(what);
        if (code.isEmpty()) {
            return unknown(text, PackageVerdict.NOT_OURS, what.description(), null);
        }
        Optional<LabelView> label = labels.find(code.get());
        Optional<LotView> lot =
                round.lots().computeIfAbsent(label.map(LabelView::lot).orElse(code.get()), trace::find);
        if (lot.isEmpty()) {
            return unknown(
                    text,
                    PackageVerdict.NEVER_ISSUED,
                    Text.of("本市场从未发放过这个编码，可能是伪造的标签", "this code was never issued here; the label may be forged"),
                    code.get());
        }
        Judged judged = judge(label, lot.get(), round);
        return new PackageCheck(
                text,
                judged.verdict(),
                judged.reason(),
                code.get(),
                lot.get().code(),
                label.isEmpty(),
                lot.get()
                        .material()
                        .flatMap(materials::find)
                        .map(Material::name)
                        .orElse(null),
                label.map(LabelView::net).orElse(null),
                judged.consignment());
    }

    private static PackageCheck unknown(String text, PackageVerdict verdict, Text reason, ShortCode code) {
        return new PackageCheck(text, verdict, reason, code, null, false, null, null, null);
    }

    private record Judged(PackageVerdict verdict, Text reason, Long consignment) {
        static Judged of(PackageVerdict verdict, Text reason) {
            return new Judged(verdict, reason, null);
        }
    }

    private Judged judge(Optional<LabelView> label, LotView lot, Round round) {
        Optional<LabelState> state = label.map(LabelView::state);
        if (state.filter(s -> s == LabelState.VOIDED || s == LabelState.DESTROYED)
                .isPresent()) {
            return Judged.of(
                    PackageVerdict.OUT_OF_USE,
                    Text.of(
                            "标签" + state.get().title().zh()
                                    + label.get().reason().map(r -> "：" + r).orElse(""),
                            "the label was " + state.get().title().en()));
        }
        if (state.filter(s -> s == LabelState.SOLD).isPresent()) {
            return Judged.of(PackageVerdict.SOLD, Text.of("这一件已登记售出", "this package was recorded as sold"));
        }
        if (lot.isHeld()) {
            return Judged.of(
                    PackageVerdict.HELD,
                    Text.of(
                            "批次%s已%s，不得移动".formatted(lot.code().grouped(), lot.recalled() ? "召回" : "封存"),
                            "lot %s is %s and must not move"
                                    .formatted(lot.code().grouped(), lot.recalled() ? "recalled" : "on hold")));
        }
        boolean mine = !lot.heldBy(round.me()).isZero();
        return round.purpose() == Purpose.RECEIVE
                ? receiving(
                        lot,
                        round.me(),
                        mine,
                        Optional.ofNullable(round.awaited().get(lot.code())))
                : using(label, lot, mine, round);
    }

    private Judged receiving(LotView lot, MerchantId me, boolean mine, Optional<ConsignmentView> coming) {
        if (coming.isPresent()) {
            ConsignmentView sent = coming.get();
            return new Judged(
                    PackageVerdict.OK,
                    Text.of(
                            "%s发来，共%s kg".formatted(name(sent.from()), sent.kg()),
                            "from %s, %s kg in all".formatted(name(sent.from()), sent.kg())),
                    sent.id());
        }
        if (mine) {
            return Judged.of(PackageVerdict.ALREADY_IN, Text.of("该批货已入库", "the goods of this lot were taken in"));
        }
        MerchantId owner = owner(lot);
        Optional<MerchantId> buyer = trace.consignments(owner, CONSIGNMENTS_LOOKED_AT).stream()
                .filter(c -> c.lot().equals(lot.code()) && c.receivedAt().isEmpty())
                .map(ConsignmentView::to)
                .filter(to -> !to.equals(me))
                .findFirst();
        if (buyer.isPresent()) {
            return Judged.of(
                    PackageVerdict.NOT_YOURS,
                    Text.of(
                            "%s已发给%s".formatted(name(owner), name(buyer.get())),
                            "%s has sent it to %s".formatted(name(owner), name(buyer.get()))));
        }
        return Judged.of(
                PackageVerdict.NOT_SHIPPED,
                Text.of("货主%s尚未登记发货".formatted(name(owner)), "%s has not recorded sending it".formatted(name(owner))));
    }

    private Judged using(Optional<LabelView> label, LotView lot, boolean mine, Round round) {
        if (label.isPresent()
                && mine
                && !round.mayHave().computeIfAbsent(label.get().batch(), b -> mayHave(label.get(), round.me()))) {
            String labeller = name(label.get().merchant());
            return Judged.of(
                    PackageVerdict.NOT_YOURS,
                    Text.of(
                            "由%s贴标，贴标以后没有收到过这批货".formatted(labeller),
                            "labelled by %s: none of the lot has come in since".formatted(labeller)));
        }
        if (mine) {
            return Judged.of(PackageVerdict.OK, PackageVerdict.OK.title());
        }
        MerchantId owner = owner(lot);
        return Judged.of(
                PackageVerdict.NOT_YOURS,
                Text.of("货物登记在%s名下".formatted(name(owner)), "the goods are registered with %s".formatted(name(owner))));
    }

    /** A package that another has labelled can be here only if some of the lot was sent here after that. */
    private boolean mayHave(LabelView label, MerchantId me) {
        return label.merchant().equals(me)
                || trace.hasReceived(
                        me,
                        label.lot(),
                        labels.findBatch(label.batch()).orElseThrow().issuedAt());
    }

    private static MerchantId owner(LotView lot) {
        return lot.holders().isEmpty() ? lot.maker() : lot.holders().get(0).merchant();
    }

    private String name(MerchantId id) {
        return merchants.get(id).name();
    }

    /**
     * Packages go over the counter: the weight leaves their lots, and a scan of the label says so from now on.
     *
     * @param buyer in the merchant's words; never public
     * @return the lots as they stand now
     * @throws Refused if any one of them may not be sold; nothing is sold then
     */
    @Transactional
    public List<LotView> sell(List<ShortCode> codes, Optional<String> buyer, Actor actor) {
        record Kind(ShortCode lot, MerchantId labeller) {}
        List<LabelView> all = usable(codes, actor);
        // goods that somebody else packed were never set aside in this merchant's stock, so they are sold apart
        Map<Kind, List<LabelView>> kinds = all.stream()
                .collect(Collectors.groupingBy(
                        label -> new Kind(label.lot(), label.merchant()), LinkedHashMap::new, Collectors.toList()));
        Map<ShortCode, LotView> lots = new LinkedHashMap<>();
        kinds.forEach((kind, sold) ->
                lots.put(kind.lot(), trace.sell(new Sale(kind.lot(), weight(sold), buyer, epcs(sold)), actor)));
        end(all, LabelState.SOLD, "", actor);
        return List.copyOf(lots.values());
    }

    /**
     * Packages are opened and what was in them is packed anew: the old labels end, new ones are issued for the same weight
     * or less.
     *
     * @param count of the new packages
     * @throws Refused if any one of them may not be used, they are of different lots, or the new ones would hold more
     */
    @Transactional
    public LabelBatch repack(List<ShortCode> codes, int count, Kilograms netEach, Actor actor) {
        List<LabelView> opened = usable(codes, actor);
        ShortCode lot = opened.get(0).lot();
        if (opened.stream().anyMatch(label -> !label.lot().equals(lot))) {
            throw new Refused(LabelRefusal.NOT_POSSIBLE_NOW, "只能将同一批次的货重新包装 (packages of one lot only)");
        }
        Kilograms weight = weight(opened);
        if (netEach.times(count).value().compareTo(weight.value()) > 0) {
            throw new Refused(
                    LabelRefusal.TOO_MANY,
                    "新包装合计超过拆开的%s kg (more than the %s kg that were opened)".formatted(weight, weight));
        }
        end(opened, LabelState.DESTROYED, "拆包重装", actor);
        trace.unpack(new Unpacking(lot, epcs(opened), weight), actor);
        return labels.issue(lot, count, netEach, actor);
    }

    /** The labels behind the codes, if each of them may be used and none is named twice. */
    private List<LabelView> usable(List<ShortCode> codes, Actor actor) {
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("请至少扫描一件 (scan at least one package)");
        }
        List<PackageCheck> checks =
                check(Purpose.USE, codes.stream().map(ShortCode::value).toList(), actor);
        List<Refused.FieldError> wrong = new ArrayList<>();
        Set<ShortCode> seen = new HashSet<>();
        for (int i = 0; i < checks.size(); i++) {
            PackageCheck check = checks.get(i);
            if (check.verdict() != PackageVerdict.OK) {
                wrong.add(new Refused.FieldError(
                        "/codes/" + i,
                        check.code().grouped() + " " + check.reason().zh() + " ("
                                + check.reason().en() + ")"));
            } else if (check.isLot()) {
                wrong.add(new Refused.FieldError(
                        "/codes/" + i,
                        check.code().grouped() + " 是批次码，不是一件货的标签 (the code of a lot, not of a package)"));
            } else if (!seen.add(check.code())) {
                wrong.add(new Refused.FieldError("/codes/" + i, check.code().grouped() + " 重复 (named twice)"));
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refused(
                    LabelRefusal.NOT_POSSIBLE_NOW,
                    "有%d件不能办理，未作任何改动 (%d packages cannot be used; nothing was changed)"
                            .formatted(wrong.size(), wrong.size()),
                    wrong);
        }
        return checks.stream()
                .map(check -> labels.find(check.code()).orElseThrow())
                .toList();
    }

    private static List<String> epcs(List<LabelView> packages) {
        return packages.stream().map(LabelView::epc).toList();
    }

    private static Kilograms weight(List<LabelView> packages) {
        return packages.stream().map(LabelView::net).reduce(Kilograms.ZERO, Kilograms::plus);
    }

    /** The state of a label follows the goods, whoever has printed it. */
    private void end(List<LabelView> packages, LabelState end, String reason, Actor actor) {
        Instant now = clock.instant();
        for (LabelView label : packages) {
            List<ShortCode> moved =
                    table.move(label.batch(), label.ordinal(), label.ordinal(), LabelState.thatMayBecome(end), end);
            if (moved.isEmpty()) {
                // straight from the printer to the customer: it was on the package all the same
                table.move(
                        label.batch(),
                        label.ordinal(),
                        label.ordinal(),
                        LabelState.thatMayBecome(LabelState.PRINTED),
                        LabelState.PRINTED);
                moved = table.move(label.batch(), label.ordinal(), label.ordinal(), LabelState.thatMayBecome(end), end);
            }
            if (moved.isEmpty()) {
                throw new Refused(
                        LabelRefusal.NOT_POSSIBLE_NOW,
                        "标签%s的状态刚被改动，请重扫 (changed meanwhile: scan again)"
                                .formatted(label.code().grouped()));
            }
            table.record(label.batch(), label.ordinal(), label.ordinal(), end, false, reason, now, actor.account());
            changed.fire(new LabelsChanged(label.batch(), moved, end, now));
        }
    }

    private static MerchantId merchant(Actor actor) {
        return actor.merchant()
                .orElseThrow(() ->
                        new Refused(LabelRefusal.NOT_THE_HOLDER, "账号没有对应的经营者 (the account acts for no market entity)"));
    }

    private static void requireFew(int count) {
        if (count > MOST) {
            throw new Refused(LabelRefusal.TOO_MANY, "一次最多%d件 (at most %d packages at once)".formatted(MOST, MOST));
        }
    }
}
