package org.herbtrust.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.GradeChanged;
import org.herbtrust.credit.GradeView;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.ItemResult;
import org.herbtrust.inspection.ResultConfirmed;
import org.herbtrust.inspection.ResultView;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.label.LabelsChanged;
import org.herbtrust.label.rules.Gs1Elements;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.MarketProcess;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.StandingChanged;
import org.herbtrust.publication.Publication;
import org.herbtrust.publication.rules.Party;
import org.herbtrust.publication.rules.PrivacyGate;
import org.herbtrust.trace.HoldView;
import org.herbtrust.trace.Lineage;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.LotsHeld;
import org.herbtrust.trace.LotsReleased;
import org.herbtrust.trace.Planting;
import org.herbtrust.trace.Step;
import org.herbtrust.trace.Trace;
import org.herbtrust.verify.rules.Handover;
import org.herbtrust.verify.rules.Verdict;

/** The door to the answers of scans. */
@ApplicationScoped
public class Verification {

    /** No answer is older, on any node: a hold placed on one is told by all within two seconds. */
    private static final Duration OLDEST = Duration.ofMillis(1_500);

    private static final int MOST_CACHED = 20_000;

    /** Blends of more lots than this are told without the rest. */
    private static final int DEEPEST = 32;

    private static final int MOST_ORIGINS = 20;
    private static final int MOST_STEPS = 40;
    private static final int MOST_TESTS = 20;
    private static final int EVENT_ID_SHOWN = 16;
    private static final int LONGEST_TEXT = 1_000;

    private static final Text COMPLAINT = Text.of(
            "发现问题？到市场服务台投诉，或拨打全国药品投诉举报热线12315。请保留货物、标签和付款凭证。",
            "Something wrong? Complain at the service desk or call the national hotline 12315. Keep goods, label and receipt.");

    private final Cache<String, Answer> answers = Caffeine.newBuilder()
            .maximumSize(MOST_CACHED)
            .expireAfterWrite(OLDEST)
            .build();

    @Inject
    Trace trace;

    @Inject
    Labels labels;

    @Inject
    Inspections inspections;

    @Inject
    Credit credit;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    @Inject
    Publication publication;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @ConfigProperty(name = "herbtrust.public-url", defaultValue = "http://localhost:8080")
    String publicUrl;

    /**
     * Answers whatever a camera read or a person typed: codes of this market bare or in an address, GS1 Digital Links and
     * element strings, codes of the national platform, EAN-13, and anything else. Never fails on its input.
     */
    public Answer answer(String scanned) {
        String text = scanned == null ? "" : scanned.strip();
        if (text.length() > LONGEST_TEXT) {
            text = text.substring(0, LONGEST_TEXT);
        }
        Answer cached = answers.getIfPresent(text);
        if (cached != null) {
            return cached;
        }
        Scanned what = Scanned.recognise(text);
        // of its own: an answer that is kept must not rest on what somebody has not committed yet
        Answer fresh = QuarkusTransaction.requiringNew().call(() -> put(what));
        answers.put(text, fresh);
        return fresh;
    }

    // News of this node is told at once; what other nodes did is at most OLDEST old.

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) LotsHeld news) {
        answers.invalidateAll();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) LotsReleased news) {
        answers.invalidateAll();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) LabelsChanged news) {
        answers.invalidateAll();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) StandingChanged news) {
        answers.invalidateAll();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) GradeChanged news) {
        answers.invalidateAll();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResultConfirmed news) {
        answers.invalidateAll();
    }

    private Answer put(Scanned what) {
        if (what instanceof Scanned.Mistyped) {
            return nothing(Verdict.MISTYPED, what);
        }
        if (what instanceof Scanned.LegacyCorp
                || what instanceof Scanned.LegacyProduct
                || what instanceof Scanned.LegacyBatch
                || what instanceof Scanned.LegacyTrace) {
            return nothing(Verdict.LEGACY_CODE, what);
        }
        Optional<ShortCode> code = what.shortCode();
        Optional<LabelView> label = code.flatMap(labels::find);
        Optional<LotView> lot =
                label.map(LabelView::lot).or(() -> code).flatMap(trace::find).or(() -> foreignLot(what));
        return lot.map(l -> known(what, label, l)).orElseGet(() -> nothing(Verdict.UNKNOWN, what));
    }

    /** The lot with that code, or from which the package with that code was filled. */
    Optional<ShortCode> lotOf(ShortCode code) {
        return labels.find(code).map(LabelView::lot).or(() -> trace.find(code).map(LotView::code));
    }

    /** A lot that came in with an event under somebody else's number. */
    private Optional<LotView> foreignLot(Scanned what) {
        return elements(what).flatMap(e -> e.gtin().flatMap(gtin -> e.lot()
                .flatMap(number -> trace.findByUri("https://id.gs1.org/01/" + gtin + "/10/" + number))));
    }

    private static Optional<Gs1Elements> elements(Scanned what) {
        if (what instanceof Scanned.DigitalLink link) {
            return Optional.of(link.elements());
        }
        return what instanceof Scanned.ElementString string ? Optional.of(string.elements()) : Optional.empty();
    }

    private Answer nothing(Verdict verdict, Scanned what) {
        String code = what.shortCode().map(ShortCode::value).orElse(null);
        return new Answer(
                verdict,
                verdict.headline(),
                verdict.advice(),
                verdict.isWarning(),
                code,
                what.shortCode().map(ShortCode::grouped).orElse(null),
                what.description(),
                List.of(),
                null,
                false,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                COMPLAINT,
                List.of(),
                null,
                clock.instant());
    }

    private Answer known(Scanned what, Optional<LabelView> label, LotView lot) {
        Map<MerchantId, Optional<MerchantView>> parties = new HashMap<>();
        Lineage back = trace.lineage(lot.code(), Lineage.Direction.BACK, DEEPEST);
        List<Handover> steps = Handover.leadingTo(seller(label, lot), handovers(trace.journey(lot.code())), MOST_STEPS);
        List<Text> contradictions = contradictions(what, label, lot);
        boolean labelEnded = label.map(LabelView::state)
                .filter(s -> s == LabelState.VOIDED || s == LabelState.DESTROYED)
                .isPresent();
        Verdict verdict = Verdict.of(lot.recalled(), labelEnded, lot.isHeld(), !contradictions.isEmpty());
        Answer.Seller seller = seller(label, lot)
                .flatMap(id -> merchant(id, parties))
                .map(this::seller)
                .orElse(null);
        List<Answer.Test> tests = tests(lot, back);
        ShortCode code = label.map(LabelView::code).orElse(lot.code());
        return new Answer(
                verdict,
                verdict.headline(),
                verdict.advice(),
                verdict.isWarning(),
                code.value(),
                code.grouped(),
                what.description(),
                warnings(lot, label, contradictions, seller),
                goods(label, lot),
                !lot.untraced() && back.lots().stream().noneMatch(LotView::untraced),
                originNote(back),
                origins(back, parties),
                steps.stream().map(s -> step(s, parties)).toList(),
                tests,
                tests.isEmpty() ? Text.of("本批次没有公开的检验记录", "no published test of this lot") : null,
                seller,
                COMPLAINT,
                steps.stream()
                        .map(Handover::eventId)
                        .distinct()
                        .map(Verification::shortened)
                        .toList(),
                label.flatMap(this::proof).orElse(null),
                clock.instant());
    }

    /** Who answers for the goods: who labelled the package; of a lot, who has most of it, else who made it. */
    private static Optional<MerchantId> seller(Optional<LabelView> label, LotView lot) {
        return label.map(LabelView::merchant)
                .or(() -> lot.holders().stream().findFirst().map(LotView.Holder::merchant))
                .or(() -> Optional.of(lot.maker()));
    }

    private List<Text> contradictions(Scanned what, Optional<LabelView> label, LotView lot) {
        List<Text> found = new ArrayList<>();
        what.host()
                .filter(host -> !isOurs(host))
                .ifPresent(host -> found.add(Text.of(
                        "标签上的网址（" + host + "）不是本市场的，请勿打开",
                        "the address on the label (" + host + ") is not this market's: do not open it")));
        elements(what).ifPresent(e -> {
            Optional<String> registered =
                    label.map(l -> l.gtin().value()).or(() -> lot.gtin().map(g -> g.value()));
            if (e.gtin().isPresent()
                    && registered.isPresent()
                    && !registered.get().equals(e.gtin().get().value())) {
                found.add(Text.of("码中的商品代码与登记不符", "the article number in the code is not the one on record"));
            }
            if (label.isPresent()
                    && e.lot().filter(n -> !n.equals(lot.code().value())).isPresent()) {
                found.add(Text.of("码中的批次与登记不符", "the lot in the code is not the one on record"));
            }
        });
        return found;
    }

    private boolean isOurs(String host) {
        String own = Optional.ofNullable(URI.create(publicUrl).getAuthority()).orElse("");
        return host.equals(own.toLowerCase(Locale.ROOT)) || host.equals("id.gs1.org");
    }

    private static List<Text> warnings(
            LotView lot, Optional<LabelView> label, List<Text> contradictions, Answer.Seller seller) {
        List<Text> warnings = new ArrayList<>();
        for (HoldView hold : lot.holds()) {
            Text why = hold.reason().title();
            warnings.add(Text.of("封存原因：" + why.zh(), "on hold: " + why.en()));
        }
        label.filter(l -> l.state() == LabelState.VOIDED || l.state() == LabelState.DESTROYED)
                .ifPresent(l -> warnings.add(Text.of(
                        "标签" + l.state().title().zh(),
                        "label " + l.state().title().en())));
        warnings.addAll(contradictions);
        if (seller != null && !seller.mayTrade()) {
            warnings.add(Text.of(
                    "该经营者" + seller.standingTitle().zh() + "，现不得在本市场经营",
                    "this seller may not trade here now: "
                            + seller.standingTitle().en()));
        }
        return warnings;
    }

    private Answer.Goods goods(Optional<LabelView> label, LotView lot) {
        Optional<Material> material = lot.material().flatMap(materials::find);
        return new Answer.Goods(
                lot.material().map(Object::toString).orElse(null),
                material.map(Material::name).orElse(Text.of("未说明品种", "material not told")),
                material.map(Material::pinyin).orElse(null),
                material.map(Material::latin).orElse(null),
                lot.form().title(),
                lot.source().title(),
                label.map(LabelView::net).orElse(null),
                label.map(l -> l.ordinal() + "/" + l.count()).orElse(null),
                lot.code().grouped(),
                label.map(l -> l.gtin().value())
                        .or(() -> lot.gtin().map(g -> g.value()))
                        .orElse(null),
                label.map(LabelView::packedOn).orElse(null));
    }

    private static Text originNote(Lineage back) {
        List<LotView> roots = roots(back);
        long untraced = roots.stream().filter(LotView::untraced).count();
        if (untraced == roots.size()) {
            return Text.of(
                    "无产地追溯：自入市登记起。产地为货主申报，未经核实",
                    "traced only from market intake; the origin is what the merchant states, not verified");
        }
        if (untraced > 0) {
            return Text.of("部分货源无产地追溯：自入市登记起", "part of it is traced only from market intake");
        }
        return back.complete()
                ? Text.of("自产地采收起全程追溯", "traced from the harvest on")
                : Text.of("来源批次过多，仅列出一部分", "made from very many lots; only some are listed");
    }

    private static List<LotView> roots(Lineage back) {
        List<LotView> roots = back.lots().stream()
                .filter(l ->
                        back.links().stream().noneMatch(link -> link.child().equals(l.code())))
                .toList();
        return roots.isEmpty() ? back.lots() : roots;
    }

    private List<Answer.Origin> origins(Lineage back, Map<MerchantId, Optional<MerchantView>> parties) {
        return roots(back).stream()
                .limit(MOST_ORIGINS)
                .filter(l -> l.origin().isPresent() || l.harvestedOn().isPresent())
                .map(l -> {
                    Optional<Planting> planting = l.planting();
                    List<String> persons = merchant(l.maker(), parties)
                            .map(m -> List.of(m.operator()))
                            .orElse(List.of());
                    return new Answer.Origin(
                            l.origin()
                                    .map(code -> divisions
                                            .find(code)
                                            .map(Division::path)
                                            .orElse(code.value()))
                                    .orElse(null),
                            l.harvestedOn().orElse(null),
                            planting.map(Planting::plantedOn).orElse(null),
                            planting.map(Planting::areaMu)
                                    .map(mu -> mu.stripTrailingZeros().toPlainString())
                                    .orElse(null),
                            planting.map(Planting::seedSource)
                                    .map(t -> PrivacyGate.text(t, persons))
                                    .orElse(null),
                            planting.map(Planting::fertiliser)
                                    .map(t -> PrivacyGate.text(t, persons))
                                    .orElse(null),
                            planting.map(Planting::pesticide)
                                    .map(t -> PrivacyGate.text(t, persons))
                                    .orElse(null),
                            l.untraced()
                                    ? null
                                    : merchant(l.maker(), parties)
                                            .map(publication::party)
                                            .orElse(null));
                })
                .toList();
    }

    private static List<Handover> handovers(List<Step> journey) {
        return journey.stream().flatMap(Verification::handover).toList();
    }

    private static Stream<Handover> handover(Step step) {
        Handover.What what =
                switch (step.kind()) {
                    case HARVESTED -> Handover.What.HARVESTED;
                    case TAKEN_IN -> Handover.What.TAKEN_IN;
                    case MADE -> Handover.What.PROCESSED;
                    case PACKED -> Handover.What.PACKED;
                    case RECEIVED -> Handover.What.RECEIVED;
                    case USED, UNPACKED, SHIPPED, SOLD, RETURNED, DESTROYED -> null;
                };
        if (what == null) {
            return Stream.empty();
        }
        boolean received = what == Handover.What.RECEIVED;
        return Stream.of(new Handover(
                what,
                step.process(),
                step.lot(),
                received ? step.from() : Optional.empty(),
                step.to().or(step::from),
                step.at(),
                step.eventId()));
    }

    private Answer.Step step(Handover step, Map<MerchantId, Optional<MerchantView>> parties) {
        return new Answer.Step(
                title(step),
                step.at(),
                step.by()
                        .flatMap(id -> merchant(id, parties))
                        .map(publication::party)
                        .orElse(null),
                step.lot().grouped());
    }

    private Text title(Handover step) {
        return switch (step.what()) {
            case HARVESTED -> Text.of("采收", "harvested");
            case TAKEN_IN -> Text.of("入市登记", "registered on entering the market");
            case PACKED -> Text.of("包装贴标", "packed and labelled");
            case RECEIVED -> Text.of("收货", "received");
            case PROCESSED ->
                step.process()
                        .flatMap(process -> materials.processes().stream()
                                .filter(p -> p.code().equals(process))
                                .findFirst()
                                .map(MarketProcess::name))
                        .orElse(Text.of("加工", "processed"));
        };
    }

    private List<Answer.Test> tests(LotView lot, Lineage back) {
        List<ResultView> results = inspections
                .resultsOf(back.lots().stream().map(LotView::code).toList())
                .stream()
                .filter(ResultView::isPublic)
                .toList();
        List<Answer.Test> tests = new ArrayList<>();
        for (int i = results.size() - 1; i >= 0 && tests.size() < MOST_TESTS; i--) {
            ResultView r = results.get(i);
            tests.add(new Answer.Test(
                    r.verdict().title(),
                    r.verdict() == Outcome.PASS,
                    r.retest(),
                    r.lab(),
                    r.reportNo(),
                    r.reportedOn(),
                    r.lot().equals(lot.code()),
                    r.items().stream().map(Verification::item).toList()));
        }
        return tests;
    }

    private static Answer.Item item(ItemResult item) {
        return new Answer.Item(
                item.name(),
                item.found(),
                item.required().orElse(null),
                item.outcome().title(),
                item.outcome() == Outcome.PASS);
    }

    private Answer.Seller seller(MerchantView merchant) {
        GradeView grade = credit.gradeOf(merchant.id());
        LocalDate asOf = grade.asOf();
        Party party = publication.party(merchant);
        return new Answer.Seller(
                party,
                merchant.standing().name(),
                merchant.standing().title(),
                merchant.standing().mayTrade(),
                grade.grade().name(),
                grade.grade().title(),
                asOf,
                grade.pending());
    }

    private Optional<MerchantView> merchant(MerchantId id, Map<MerchantId, Optional<MerchantView>> parties) {
        return parties.computeIfAbsent(id, merchants::find);
    }

    private Optional<Answer.Proof> proof(LabelView label) {
        return ledger.indexOf(LeafKind.LABEL_BATCH, "urn:uuid:" + label.batch())
                .map(index -> new Answer.Proof(index, "/api/v1/log/proof?index=" + index));
    }

    /** The first characters of an event's hash or UUID: enough to find it again. */
    private static String shortened(String eventId) {
        String bare = eventId.replaceFirst("^(ni:///sha-256;|urn:uuid:)", "").replaceFirst("\\?ver=.*$", "");
        return bare.length() > EVENT_ID_SHOWN ? bare.substring(0, EVENT_ID_SHOWN) : bare;
    }
}
