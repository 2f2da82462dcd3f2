package org.herbtrust.verify;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.ItemResult;
import org.herbtrust.inspection.ResultView;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.MarketProcess;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.MarketClock;
import org.herbtrust.publication.Publication;
import org.herbtrust.publication.rules.PrivacyGate;
import org.herbtrust.trace.Lineage;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Planting;
import org.herbtrust.trace.Step;
import org.herbtrust.trace.Trace;
import org.herbtrust.verify.rules.Handover;
import org.jboss.logging.Logger;

/** Puts the story of a lot together, through the doors of those who know it, and keeps it for the next who asks. */
@ApplicationScoped
class StoryTeller {

    private static final Logger LOG = Logger.getLogger(StoryTeller.class);

    /** Blends of more lots than this are told without the rest. */
    private static final int DEEPEST = 32;

    private static final int EVENT_ID_SHOWN = 16;

    @Inject
    Trace trace;

    @Inject
    Inspections inspections;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    @Inject
    Publication publication;

    @Inject
    AnswerTable table;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Told(Story story, Long[] lots, String[] codes, String basis) {}

    Story tell(AnswerTable.Facts facts) {
        // of its own: a story that is kept must not rest on what somebody has not committed yet
        Told told = QuarkusTransaction.requiringNew().call(() -> told(facts));
        if (!MarketClock.isElsewhen()) {
            try {
                QuarkusTransaction.requiringNew()
                        .run(() -> table.keep(
                                facts.lotId(), facts.seller(), told.lots(), told.codes(), told.basis(), told.story()));
            } catch (Database.DatabaseFailed notKept) {
                LOG.debugf(notKept, "the story of %s is told anew next time", facts.lot());
            }
        }
        return told.story();
    }

    private Told told(AnswerTable.Facts facts) {
        table.seeOneMoment();
        ShortCode code = facts.lot();
        MerchantId seller = facts.seller();
        Map<MerchantId, Optional<MerchantView>> parties = new HashMap<>();
        Lineage back = trace.lineage(code, Lineage.Direction.BACK, DEEPEST);
        List<Handover> steps =
                Handover.leadingTo(Optional.of(seller), handovers(trace.journey(code)), Answer.MOST_STEPS);
        LotView lot = back.lots().get(0);
        List<ShortCode> lots = back.lots().stream().map(LotView::code).toList();
        List<Answer.Origin> origins = origins(back, parties);
        List<Answer.Step> shown = steps.stream().map(s -> step(s, parties)).toList();
        MerchantView party = merchant(seller, parties).orElseThrow();
        TreeSet<String> restsOn = new TreeSet<>();
        lots.forEach(l -> restsOn.add(l.value()));
        parties.keySet().forEach(m -> restsOn.add(m.toString()));
        Story story = new Story(
                !lot.untraced() && back.lots().stream().noneMatch(LotView::untraced),
                originNote(back),
                origins,
                shown,
                tests(lot, lots),
                steps.stream()
                        .map(Handover::eventId)
                        .distinct()
                        .map(StoryTeller::shortened)
                        .toList(),
                publication.party(party),
                List.copyOf(restsOn));
        Long[] ids = back.lots().stream().map(LotView::id).toArray(Long[]::new);
        String[] codes = lots.stream().map(ShortCode::value).toArray(String[]::new);
        return new Told(story, ids, codes, table.basis(ids, codes, seller));
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
                .limit(Answer.MOST_ORIGINS)
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
        return journey.stream().flatMap(StoryTeller::handover).toList();
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

    private List<Answer.Test> tests(LotView lot, List<ShortCode> lots) {
        List<ResultView> results = inspections.resultsOf(lots).stream()
                .filter(ResultView::isPublic)
                .toList();
        List<Answer.Test> tests = new ArrayList<>();
        int inFull = 0;
        for (int i = results.size() - 1; i >= 0 && tests.size() < Answer.MOST_TESTS; i--) {
            ResultView r = results.get(i);
            tests.add(new Answer.Test(
                    r.verdict().title(),
                    r.verdict() == Outcome.PASS,
                    r.retest(),
                    r.lab(),
                    r.reportNo(),
                    r.reportedOn(),
                    r.lot().equals(lot.code()),
                    r.lot().equals(lot.code()) && inFull++ < Answer.MOST_TESTS_WITH_ITEMS
                            ? r.items().stream().map(StoryTeller::item).toList()
                            : List.of()));
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

    private Optional<MerchantView> merchant(MerchantId id, Map<MerchantId, Optional<MerchantView>> parties) {
        return parties.computeIfAbsent(id, merchants::find);
    }

    /** The first characters of an event's hash or UUID: enough to find it again. */
    private static String shortened(String eventId) {
        String bare = eventId.replaceFirst("^(ni:///sha-256;|urn:uuid:)", "").replaceFirst("\\?ver=.*$", "");
        return bare.length() > EVENT_ID_SHOWN ? bare.substring(0, EVENT_ID_SHOWN) : bare;
    }
}
