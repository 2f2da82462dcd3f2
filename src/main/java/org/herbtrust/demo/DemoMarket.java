package org.herbtrust.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.herbtrust.casework.Casework;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditFact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.inspection.CheckAnswer;
import org.herbtrust.inspection.Finding;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.SampleId;
import org.herbtrust.inspection.SampleTaken;
import org.herbtrust.inspection.Visit;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.SamplePackages;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.Labels;
import org.herbtrust.label.Scans;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.material.YieldRange;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.Operator;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.Chance;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.MarketClock;
import org.herbtrust.trace.ConsignmentView;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Harvest;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Merge;
import org.herbtrust.trace.Planting;
import org.herbtrust.trace.Processing;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Sale;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Split;
import org.herbtrust.trace.Trace;

/**
 * Lets a market live for a year. Every deed is a command at its own hour, in the order of time, in the name of the one who
 * does it; the same seed and day give the same market.
 */
@ApplicationScoped
public class DemoMarket {

    private static final int DAYS = 400;

    /** The cases need so many parties. */
    private static final int FEWEST_MERCHANTS = 12;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Trace trace;

    @Inject
    Labels labels;

    @Inject
    Scans scans;

    @Inject
    Inspections inspections;

    @Inject
    Credit credit;

    @Inject
    Casework casework;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * How large.
     *
     * @param scale 100 is the demonstration: 60 growers, 300 merchants, about 15,000 events; 1 to 100,000
     */
    public record Size(int scale) {
        public static final Size DEMONSTRATION = new Size(100);

        public Size {
            if (scale < 1 || scale > 100_000) {
                throw new IllegalArgumentException("scale: 1…100000");
            }
        }

        int of(int atHundred) {
            return Math.max(1, (int) ((long) atHundred * scale / 100));
        }
    }

    /**
     * What came of it.
     *
     * @param refused deeds that the market refused, by the code of the refusal: frauds, and sales of goods on hold
     */
    public record Report(
            int growers,
            int merchants,
            int lots,
            int events,
            int visits,
            Map<String, Integer> refused,
            Duration took) {}

    /** The entities that the demonstration's accounts act for. */
    public record Cast(Actor grower, Actor merchant) {}

    private Cast cast;

    /** After {@link #live}: whom the demonstration accounts act for. */
    public Cast cast() {
        return cast;
    }

    /**
     * Fills an empty market.
     *
     * @param seed the same seed on the same day gives the same market
     * @param progress where a line tells how far it is
     */
    public Report live(long seed, Size size, PrintStream progress) {
        Instant started = Instant.now();
        Life life = new Life(seed, size, Market.dayOf(clock.instant()), progress);
        life.run();
        new DemoScans(scans, labels, new SplittableRandom(seed), clock.instant()).look(life.issued);
        cast = new Cast(life.growers.get(0).actor, life.traders.get(0).actor);
        return new Report(
                life.growers.size(),
                life.traders.size(),
                life.lots,
                life.events,
                life.visits,
                Map.copyOf(life.refused),
                Duration.between(started, Instant.now()));
    }

    /** An entity with what the generator knows of it and nobody else. */
    private static final class Soul {
        final Actor actor;
        /** How often something is wrong there, 0 to 1. */
        final double carelessness;

        final List<MaterialCode> materials;
        final String division;
        final String place;
        final List<ShortCode> stock = new ArrayList<>();

        Soul(Actor actor, double carelessness, List<MaterialCode> materials, String division, String place) {
            this.actor = actor;
            this.carelessness = carelessness;
            this.materials = materials;
            this.division = division;
            this.place = place;
        }

        MerchantId id() {
            return actor.merchant().orElseThrow();
        }
    }

    private record Deed(Instant at, long order, Runnable what) implements Comparable<Deed> {
        @Override
        public int compareTo(Deed other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** One run of the generator. */
    private final class Life {
        final SplittableRandom dice;
        final SplittableRandom codes;
        final Size size;
        final LocalDate today;
        final PrintStream progress;
        final PriorityQueue<Deed> agenda = new PriorityQueue<>();
        final List<Soul> growers = new ArrayList<>();
        final List<Soul> traders = new ArrayList<>();
        final List<LabelBatch> issued = new ArrayList<>();
        final Map<String, Integer> refused = new LinkedHashMap<>();
        final Actor office = new Actor("office", "市场办公室", Role.OFFICE, Optional.empty());
        final Actor regulator = new Actor("regulator", "监管一科", Role.REGULATOR, Optional.empty());
        final Actor second = new Actor("regulator2", "监管二科", Role.REGULATOR, Optional.empty());
        final List<Actor> inspectors = List.of(
                new Actor("inspector", "一组检查员", Role.INSPECTOR, Optional.empty()),
                new Actor("inspector2", "二组检查员", Role.INSPECTOR, Optional.empty()),
                new Actor("inspector3", "三组检查员", Role.INSPECTOR, Optional.empty()),
                new Actor("inspector4", "四组检查员", Role.INSPECTOR, Optional.empty()));
        long order;
        int lots;
        int events;
        int visits;
        int number;
        long done;
        Instant told = Instant.EPOCH;

        Life(long seed, Size size, LocalDate today, PrintStream progress) {
            this.dice = new SplittableRandom(seed);
            this.codes = dice.split();
            this.size = size;
            this.today = today;
            this.progress = progress;
        }

        void run() {
            admissions();
            growers.forEach(this::growing);
            traders.forEach(this::trading);
            inspecting();
            authorities();
            new DemoCases(casework, this::at, regulator, second, today)
                    .schedule(worst().subList(3, 8).stream().map(Soul::id).toList());
            for (int day = DAYS; day >= 1; day--) {
                at(today.minusDays(day), 23, 0, () -> {
                    while (inspections.closeWindows(clock.instant()) > 0) {
                        // at most so many at a time
                    }
                });
            }
            while (!agenda.isEmpty()) {
                perform(agenda.poll());
            }
            progress.println();
        }

        private void perform(Deed deed) {
            try {
                MarketClock.at(
                        deed.at(),
                        () -> Chance.seeded(codes, () -> {
                            io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                                    .run(() -> {
                                        // a demonstration that is lost with the power is made again
                                        database.update("set local synchronous_commit = off");
                                        deed.what().run();
                                    });
                            return null;
                        }));
            } catch (Refused no) {
                refused.merge(no.reason().code(), 1, Integer::sum);
            }
            done++;
            Instant now = Instant.now();
            if (Duration.between(told, now).toMillis() > 500) {
                told = now;
                progress.printf(
                        Locale.ROOT,
                        "\r示范市场 demonstration market: %s  %,d 项 deeds, %,d 批次 lots, %,d 事件 events, %,d 次检查 visits ",
                        Market.dayOf(deed.at()),
                        done,
                        lots,
                        events,
                        visits);
                progress.flush();
            }
        }

        private void at(LocalDate day, int hour, int minute, Runnable what) {
            Instant when = day.atTime(hour, minute).atZone(Market.ZONE).toInstant();
            if (day.isBefore(today)) {
                agenda.add(new Deed(when, order++, what));
            }
        }

        private void soon(LocalDate day, Runnable what) {
            at(day, 6 + dice.nextInt(11), dice.nextInt(60), what);
        }

        private LocalDate now() {
            return Market.dayOf(clock.instant());
        }

        private <T> T any(List<T> from) {
            return from.get(dice.nextInt(from.size()));
        }

        private boolean chance(double probability) {
            return dice.nextDouble() < probability;
        }

        private Kilograms kg(double from, double to) {
            double amount = from + dice.nextDouble() * (to - from);
            return new Kilograms(new BigDecimal(amount).setScale(1, RoundingMode.HALF_EVEN));
        }

        private Kilograms part(Kilograms whole, double fraction) {
            return new Kilograms(
                    whole.value().multiply(BigDecimal.valueOf(fraction)).setScale(1, RoundingMode.DOWN));
        }

        // ---- who there is

        private void admissions() {
            for (DemoPlan.Region region : DemoPlan.REGIONS) {
                for (int i = 0; i < size.of(region.growers()); i++) {
                    String division =
                            region.divisions().get(i % region.divisions().size());
                    List<MaterialCode> grows = some(region.codes(), 1 + dice.nextInt(2));
                    growers.add(admit(MerchantKind.GROWER, division, grows));
                }
            }
            for (int i = 0; i < Math.max(FEWEST_MERCHANTS, size.of(300)); i++) {
                MerchantKind kind = i % 12 == 11 ? MerchantKind.PROCESSOR : MerchantKind.TRADER;
                List<MaterialCode> sells = new ArrayList<>(
                        some(DemoPlan.UNTRACED.stream().map(MaterialCode::new).toList(), 2 + dice.nextInt(3)));
                traders.add(admit(kind, DemoPlan.MARKET.value(), sells));
            }
        }

        private List<MaterialCode> some(List<MaterialCode> from, int count) {
            List<MaterialCode> left = new ArrayList<>(from);
            List<MaterialCode> chosen = new ArrayList<>();
            while (chosen.size() < count && !left.isEmpty()) {
                chosen.add(left.remove(dice.nextInt(left.size())));
            }
            return chosen;
        }

        private Soul admit(MerchantKind kind, String division, List<MaterialCode> deals) {
            number++;
            String surname = any(DemoPlan.SURNAMES);
            String name =
                    switch (kind) {
                        case GROWER -> any(DemoPlan.SHOP_WORDS) + "中药材种植" + (number % 3 == 0 ? "专业合作社" : "家庭农场");
                        case PROCESSOR -> any(DemoPlan.SHOP_WORDS) + "中药材产地加工厂";
                        case TRADER -> any(DemoPlan.SHOP_WORDS) + any(DemoPlan.SHOP_KINDS);
                    };
            String type = kind == MerchantKind.GROWER && number % 3 == 0 ? "93" : "92";
            Uscc uscc = Uscc.complete(type + division.substring(0, 6) + "MA%07d".formatted(1_000_000 + number * 37));
            Optional<Stall> stall = kind == MerchantKind.GROWER
                    ? Optional.empty()
                    : Optional.of(new Stall(
                            DemoPlan.HALLS.get(number % DemoPlan.HALLS.size()),
                            "%c%03d".formatted('A' + number % 6, number),
                            DemoPlan.GRIDS.get(number % DemoPlan.GRIDS.size())));
            double luck = dice.nextDouble();
            double carelessness = luck < 0.80 ? 0.03 + 0.05 * dice.nextDouble() : luck < 0.95 ? 0.2 : 0.6;
            LocalDate day = today.minusDays(DAYS + 20 + dice.nextInt(10));
            String scope = deals.stream().map(m -> materials.get(m).zh()).collect(Collectors.joining("、"));
            Application application = new Application(
                    uscc,
                    name,
                    kind,
                    surname + "某",
                    new DivisionCode(division),
                    stall,
                    scope,
                    Optional.of(Commitment.CURRENT));
            MerchantId[] id = new MerchantId[1];
            perform(new Deed(day.atTime(9, number % 60).atZone(Market.ZONE).toInstant(), order++, () -> {
                id[0] = merchants.apply(application, office);
                merchants.admit(id[0], office);
            }));
            Actor actor = new Actor(
                    "m" + id[0].value(),
                    name,
                    kind == MerchantKind.GROWER ? Role.GROWER : Role.MERCHANT,
                    Optional.of(id[0]));
            return new Soul(
                    actor,
                    carelessness,
                    deals,
                    division,
                    stall.map(Stall::toString).orElse("产地"));
        }

        // ---- growers

        private void growing(Soul grower) {
            int harvests = 7 + dice.nextInt(3);
            for (int i = 0; i < harvests; i++) {
                soon(today.minusDays(20 + dice.nextInt(DAYS - 25)), () -> harvest(grower));
            }
        }

        private void harvest(Soul grower) {
            MaterialCode material = any(grower.materials);
            LotView fresh = trace.harvest(
                    new Harvest(
                            material,
                            Form.FRESH,
                            Source.CULTIVATED,
                            new DivisionCode(grower.division),
                            now().minusDays(dice.nextInt(3)),
                            kg(600, 4000),
                            new Planting(
                                    any(List.of("自繁", "外购种苗", "自留种子")),
                                    BigDecimal.valueOf(2 + dice.nextInt(60)),
                                    now().minusDays(300 + dice.nextInt(900)),
                                    any(List.of("腐熟农家肥", "有机肥、复合肥", "饼肥")),
                                    any(List.of("未用药", "苦参碱，采收前60天", "多菌灵，采收前90天"))),
                            Optional.empty()),
                    grower.actor);
            born(1);
            soon(now().plusDays(1 + dice.nextInt(6)), () -> dry(grower, fresh.code(), material));
        }

        private void dry(Soul grower, ShortCode code, MaterialCode material) {
            LotView fresh = trace.get(code);
            Kilograms in = fresh.heldBy(grower.id());
            double ratio = ratio(material, "drying");
            LotView dried =
                    trace.process(new Processing(code, in, "drying", Form.DRIED, part(in, ratio)), grower.actor);
            born(1);
            if (chance(0.5)) {
                soon(now().plusDays(2 + dice.nextInt(5)), () -> slice(grower, dried.code(), material));
            } else {
                soon(now().plusDays(1 + dice.nextInt(9)), () -> market(grower, dried.code()));
            }
        }

        private void slice(Soul grower, ShortCode code, MaterialCode material) {
            Kilograms in = trace.get(code).heldBy(grower.id());
            LotView sliced = trace.process(
                    new Processing(code, in, "slicing", Form.SLICED, part(in, ratio(material, "slicing"))),
                    grower.actor);
            born(1);
            soon(now().plusDays(1 + dice.nextInt(9)), () -> market(grower, sliced.code()));
        }

        private double ratio(MaterialCode material, String process) {
            YieldRange range = materials.yieldRange(material, process, now()).orElseThrow();
            double low = range.expectedLow().doubleValue();
            double high = range.expectedHigh().doubleValue();
            double usual = low + (0.15 + 0.7 * dice.nextDouble()) * (high - low);
            // somebody washes goods of unknown origin into a lot now and then: more comes out than experience expects
            return chance(0.02) ? (high + range.max().doubleValue()) / 2 : usual;
        }

        private void market(Soul grower, ShortCode code) {
            Kilograms there = trace.get(code).heldBy(grower.id());
            if (chance(0.35) && there.isMoreThan(Kilograms.of(100))) {
                List<LotView> halves =
                        trace.split(new Split(code, List.of(part(there, 0.5), part(there, 0.3))), grower.actor);
                born(1);
                lots++;
                halves.forEach(half -> sendOut(grower, half.code(), 1 + dice.nextInt(2)));
                return;
            }
            sendOut(grower, code, 2 + dice.nextInt(3));
        }

        private void sendOut(Soul from, ShortCode code, int portions) {
            for (int i = 0; i < portions; i++) {
                soon(now().plusDays(1 + dice.nextInt(6)), () -> {
                    Soul buyer = any(traders);
                    if (buyer == from) {
                        return;
                    }
                    Kilograms there = trace.get(code).heldBy(from.id());
                    ConsignmentView sent = trace.ship(
                            new Shipping(code, buyer.id(), part(there, 0.2 + 0.4 * dice.nextDouble())), from.actor);
                    events++;
                    soon(now().plusDays(1), () -> receive(buyer, sent));
                });
            }
        }

        // ---- merchants

        private void trading(Soul trader) {
            int intakes = 3 + dice.nextInt(3);
            for (int i = 0; i < intakes; i++) {
                soon(today.minusDays(5 + dice.nextInt(DAYS - 10)), () -> intake(trader));
            }
        }

        private void receive(Soul buyer, ConsignmentView sent) {
            Kilograms arrived = part(sent.kg(), chance(0.02) ? 0.85 : 0.985 + 0.015 * dice.nextDouble());
            trace.receive(new Receiving(sent.id(), arrived), buyer.actor);
            events++;
            shelve(buyer, sent.lot());
        }

        private void intake(Soul trader) {
            MaterialCode material = any(trader.materials);
            LotView lot = trace.intake(
                    new Intake(
                            material,
                            Form.DRIED,
                            Source.PURCHASED,
                            kg(40, 900),
                            Optional.ofNullable(DemoPlan.STATED_ORIGIN.get(material.value()))
                                    .map(DivisionCode::new),
                            Optional.empty(),
                            Optional.of("外地客户送货"),
                            Optional.of("示范资质证明")),
                    trader.actor);
            born(1);
            shelve(trader, lot.code());
        }

        private void shelve(Soul holder, ShortCode code) {
            holder.stock.add(code);
            if (chance(0.55)) {
                soon(now().plusDays(dice.nextInt(3)), () -> label(holder, code));
            }
            if (holder.stock.size() > 1 && chance(0.18)) {
                soon(now().plusDays(1), () -> mergeWithLast(holder, code));
            }
            if (chance(0.12)) {
                sendOut(holder, code, 1);
            }
            int sales = 1 + dice.nextInt(4);
            for (int i = 0; i < sales; i++) {
                soon(now().plusDays(2 + dice.nextInt(40)), () -> sell(holder, code));
            }
            if (holder.carelessness > 0.5 && chance(0.2)) {
                // sells more than there is: refused, and counted
                soon(
                        now().plusDays(30),
                        () -> trace.sell(
                                new Sale(code, trace.get(code).born().plus(Kilograms.of(1)), Optional.empty()),
                                holder.actor));
            }
        }

        private void label(Soul holder, ShortCode code) {
            Kilograms there = trace.get(code).heldBy(holder.id());
            int count = 4 + dice.nextInt(7);
            Kilograms net = part(there, 0.5 / count);
            if (!net.isZero()) {
                issued.add(labels.issue(code, count, net, holder.actor));
                events++;
            }
        }

        private void mergeWithLast(Soul holder, ShortCode code) {
            LotView one = trace.get(code);
            for (int i = holder.stock.size() - 1; i >= 0; i--) {
                LotView other = trace.get(holder.stock.get(i));
                if (!other.code().equals(code)
                        && other.material().equals(one.material())
                        && other.form() == one.form()
                        && other.heldBy(holder.id()).isMoreThan(Kilograms.of(5))
                        && one.heldBy(holder.id()).isMoreThan(Kilograms.of(5))) {
                    LotView merged = trace.merge(
                            new Merge(List.of(
                                    new Merge.Portion(code, part(one.heldBy(holder.id()), 0.4)),
                                    new Merge.Portion(other.code(), part(other.heldBy(holder.id()), 0.4)))),
                            holder.actor);
                    born(1);
                    shelve(holder, merged.code());
                    return;
                }
            }
        }

        private void sell(Soul holder, ShortCode code) {
            LotView lot = trace.get(code);
            Kilograms there = lot.heldBy(holder.id());
            Kilograms amount = part(there, 0.08 + 0.2 * dice.nextDouble());
            if (!amount.isZero()) {
                trace.sell(new Sale(code, amount, Optional.empty()), holder.actor);
                events++;
            }
        }

        private void born(int count) {
            lots += count;
            events++;
        }

        // ---- inspectors

        private void inspecting() {
            for (int i = 0; i < size.of(1360); i++) {
                // the double draw: a random merchant and a random inspector
                soon(today.minusDays(1 + dice.nextInt(DAYS - 30)), () -> visit(any(traders), any(inspectors)));
            }
        }

        private void visit(Soul merchant, Actor inspector) {
            boolean sampling = chance(0.12) && !merchant.stock.isEmpty();
            VisitKind kind = sampling ? VisitKind.SAMPLING : VisitKind.PATROL;
            List<Finding> findings = new ArrayList<>();
            if (chance(merchant.carelessness)) {
                findings.add(
                        Finding.of(any(List.of("storage", "label-layout", "no-trace-label", "stall-sign", "hygiene"))));
            }
            if (chance(merchant.carelessness * 0.4)) {
                findings.add(Finding.of(
                        any(List.of("no-origin-label", "no-purchase-record", "mouldy-insects", "oversold"))));
            }
            if (merchant.carelessness > 0.5 && chance(0.04)) {
                findings.add(Finding.of(any(List.of("dyeing", "weighting", "adulteration"))));
            }
            Map<String, CheckAnswer> answers = new LinkedHashMap<>();
            materials
                    .checklist(kind.name(), now())
                    .forEach(question -> answers.put(
                            question.code(), findings.isEmpty() || chance(0.7) ? CheckAnswer.YES : CheckAnswer.NO));
            VisitId id = new VisitId(uuid());
            inspections.record(
                    new Visit(
                            id,
                            kind,
                            merchant.id(),
                            clock.instant(),
                            merchant.place,
                            findings,
                            answers,
                            findings.isEmpty() ? Optional.empty() : Optional.of(now().plusDays(5)),
                            "",
                            Optional.empty()),
                    inspector);
            visits++;
            if (!findings.isEmpty() && chance(0.93)) {
                soon(now().plusDays(4 + dice.nextInt(3)), () -> followUp(merchant, id, inspector));
            }
            if (sampling) {
                sample(merchant, id, inspector);
            }
        }

        /** Most have corrected what was found by then. */
        private void followUp(Soul merchant, VisitId first, Actor inspector) {
            boolean corrected = chance(0.95 - 0.3 * merchant.carelessness);
            Map<String, CheckAnswer> answers = new LinkedHashMap<>();
            materials
                    .checklist(VisitKind.FOLLOW_UP.name(), now())
                    .forEach(question -> answers.put(question.code(), corrected ? CheckAnswer.YES : CheckAnswer.NO));
            inspections.record(
                    new Visit(
                            new VisitId(uuid()),
                            VisitKind.FOLLOW_UP,
                            merchant.id(),
                            clock.instant(),
                            merchant.place,
                            corrected ? List.of() : List.of(Finding.of("not-corrected")),
                            answers,
                            corrected ? Optional.empty() : Optional.of(now().plusDays(5)),
                            "",
                            Optional.of(first)),
                    inspector);
            visits++;
        }

        private void sample(Soul merchant, VisitId visit, Actor inspector) {
            ShortCode code = merchant.stock.get(merchant.stock.size() - 1);
            LotView lot = trace.get(code);
            MaterialCode material = lot.material().orElseThrow();
            List<Limit> limits = materials.limitsInForce(material, now()).stream()
                    .filter(l -> l.operator() != Operator.NOT_DETECTED)
                    .toList();
            if (limits.isEmpty()) {
                return;
            }
            List<Limit> tested = new ArrayList<>();
            for (Limit limit : limits) {
                if (tested.size() < 5 && tested.stream().noneMatch(t -> t.item().equals(limit.item()))) {
                    tested.add(limit);
                }
            }
            int packages = 5 + dice.nextInt(60);
            SampleId sample = new SampleId(uuid());
            inspections.sample(
                    new SampleTaken(
                            sample,
                            visit,
                            code,
                            packages,
                            SamplePackages.toOpen(
                                    packages, materials.get(material).precious()),
                            List.of("封" + number + "-1", "封" + number + "-2", "封" + number + "-3"),
                            List.of(inspector.name(), "市场质管员"),
                            tested.stream().map(Limit::item).collect(Collectors.toSet()),
                            Optional.empty(),
                            clock.instant()),
                    inspector);
            boolean bad = chance(merchant.carelessness * 0.35);
            String report = "SY%s-%04d".formatted(now().toString().replace("-", ""), ++number);
            soon(now().plusDays(4 + dice.nextInt(10)), () -> {
                List<Measured> measured = new ArrayList<>();
                for (int i = 0; i < tested.size(); i++) {
                    measured.add(measured(tested.get(i), bad && i == 0));
                }
                inspections.result(sample, "市药品检验中心（示范）", report, now(), measured, inspector);
            });
        }

        private Measured measured(Limit limit, boolean bad) {
            double factor = limit.operator() == Operator.AT_MOST
                    ? (bad ? 1.3 + dice.nextDouble() : 0.3 + 0.5 * dice.nextDouble())
                    : (bad ? 0.5 + 0.3 * dice.nextDouble() : 1.1 + 0.4 * dice.nextDouble());
            BigDecimal value = limit.limit()
                    .multiply(BigDecimal.valueOf(factor))
                    .round(new java.math.MathContext(3, RoundingMode.HALF_EVEN));
            return Measured.of(limit.item(), value.toPlainString(), limit.unit().sign());
        }

        private UUID uuid() {
            return new UUID((codes.nextLong() & ~0xF000L) | 0x4000L, (codes.nextLong() >>> 2) | Long.MIN_VALUE);
        }

        // ---- what authorities and the market decide

        private void authorities() {
            List<Soul> worst = worst();
            authorityFact(worst.get(1), FactType.AUTHORITY_FINE, 120, "亳市监处罚〔示范〕1号");
            authorityFact(worst.get(2), FactType.AUTHORITY_FINE, 90, "亳市监处罚〔示范〕2号");
            authorityFact(worst.get(0), FactType.AUTHORITY_STOP_ORDER, 80, "亳市监处罚〔示范〕3号");
            authorityFact(worst.get(3), FactType.LICENCE_REVOKED, 70, "亳市监处罚〔示范〕4号");
            authorityFact(worst.get(5), FactType.AUTHORITY_STOP_ORDER, 65, "亳市监处罚〔示范〕5号");
            at(today.minusDays(2), 8, 0, this::recall);
            at(today.minusDays(1), 7, 0, this::confirmSome);
        }

        private List<Soul> worst() {
            List<Soul> worst = new ArrayList<>(
                    traders.stream().filter(t -> t.carelessness > 0.5).toList());
            for (Soul trader : traders) {
                if (worst.size() < 9 && !worst.contains(trader)) {
                    worst.add(trader);
                }
            }
            worst.remove(traders.get(0)); // the demonstration's own merchant stays in trade
            return worst;
        }

        private void authorityFact(Soul merchant, FactType type, int daysAgo, String document) {
            at(
                    today.minusDays(daysAgo),
                    15,
                    0,
                    () -> credit.add(CreditFact.of(merchant.id(), type, now().minusDays(1), document), regulator));
        }

        private void confirmSome() {
            String cursor = null;
            do {
                var page = credit.grades(Optional.empty(), true, cursor, 200);
                // half of what waits for a person is left for whoever tries the demonstration
                for (int i = 0; i < page.items().size(); i += 2) {
                    var grade = page.items().get(i);
                    credit.confirm(grade.merchant(), grade.explanationSha256(), regulator);
                }
                cursor = page.nextCursor();
            } while (cursor != null);
        }

        private void recall() {
            traders.stream()
                    .flatMap(t -> t.stock.stream())
                    .map(trace::get)
                    .filter(lot -> lot.isHeld() && !lot.recalled())
                    .findFirst()
                    .ifPresent(lot -> trace.recall(
                            lot.code(),
                            Text.of(
                                    "该批药材检验不合格，请停止使用并到原摊位退货",
                                    "This lot failed a test: stop using it and take it back to the stall"),
                            "监督抽验不合格（示范）",
                            regulator));
        }
    }
}
