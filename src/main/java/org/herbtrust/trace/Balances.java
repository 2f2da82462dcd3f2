package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Material;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.material.YieldRange;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.herbtrust.trace.rules.YearBalance;

/**
 * The year's balance of each entity: what was sold against what was harvested, and that against what the planted area can
 * bear; and how much came without a trace. Goods of unknown origin that are laundered (洗货) show here.
 */
@ApplicationScoped
public class Balances {

    /** Lines of one answer; a market of thousands of entities has tens of thousands. */
    public static final int MOST_LINES = 50_000;

    private static final MathContext DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);
    private static final int SHARE_DECIMALS = 4;

    @Inject
    Database database;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    TracePolicy policy;

    @Inject
    Attempts attempts;

    @Inject
    Clock clock;

    @Inject
    Event<TradeViolation> violations;

    // ---- questions

    public List<BalanceLine> of(BalanceQuery query) {
        LocalDate last = lastDay(query.year());
        Map<Account, Sums> accounts = sums(query);
        Map<Account, BigDecimal> areas = areas(query);
        Map<MerchantId, MerchantView> parties = merchants.byIds(
                accounts.keySet().stream().map(Account::merchant).toList());
        Map<MerchantId, Intake> intakes = intakes(accounts);
        List<BalanceLine> lines = new ArrayList<>();
        accounts.forEach((account, sums) -> {
            MerchantView party = parties.get(account.merchant());
            if (party != null
                    && query.kind().filter(kind -> kind != party.kind()).isEmpty()) {
                lines.add(line(
                        account,
                        party,
                        sums,
                        areas.getOrDefault(account, BigDecimal.ZERO),
                        intakes.get(account.merchant()),
                        last));
            }
        });
        return lines.stream()
                .filter(line -> query.material()
                        .filter(m -> !line.material().equals(Optional.of(m)))
                        .isEmpty())
                .filter(line -> !query.findingsOnly() || !line.findings().isEmpty())
                .sorted(order(query.sort()))
                .toList();
    }

    /** The same as a table, the header first. */
    public byte[] sheet(BalanceQuery query, SheetFormat format) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "商户编号 entity",
                "名称 name",
                "类型 kind",
                "品种 material",
                "期初 opening_kg",
                "采收 harvested_kg",
                "无来源进货 untraced_kg",
                "收货 received_kg",
                "产出 made_kg",
                "投料 used_kg",
                "零售 sold_kg",
                "发货 shipped_kg",
                "退回 returned_kg",
                "销毁 destroyed_kg",
                "期末 closing_kg",
                "面积（亩） area_mu",
                "采收折干 harvested_dry_kg",
                "面积可产（干） plausible_dry_kg",
                "采收/可产 yield_ratio",
                "销售/可供 sold_ratio",
                "无来源比例 untraced_share",
                "疑点 findings"));
        for (BalanceLine line : of(query)) {
            rows.add(List.of(
                    line.merchant().toString(),
                    line.name(),
                    line.kind().title().zh(),
                    line.material().flatMap(materials::find).map(Material::zh).orElse(""),
                    plain(line.opening()),
                    plain(line.harvested()),
                    plain(line.takenIn()),
                    plain(line.received()),
                    plain(line.made()),
                    plain(line.used()),
                    plain(line.sold()),
                    plain(line.shipped()),
                    plain(line.returned()),
                    plain(line.destroyed()),
                    plain(line.closing()),
                    plain(line.areaMu()),
                    plain(line.harvestedDryKg()),
                    line.plausibleDryKg().map(Balances::plain).orElse(""),
                    line.yieldRatio().map(Balances::plain).orElse(""),
                    line.soldRatio().map(Balances::plain).orElse(""),
                    line.untracedShare().map(Balances::plain).orElse(""),
                    line.findings().stream().map(f -> f.text().zh()).collect(Collectors.joining("；"))));
        }
        return Sheet.write("年度核对 " + query.year(), rows, format);
    }

    /** What was tried and refused, the newest first; of one entity or of all. */
    public List<AttemptView> attempts(Optional<MerchantId> merchant, int limit) {
        return attempts.recent(merchant, limit);
    }

    // ---- the command

    /**
     * Puts violations that the year's figures show on record, each once; it becomes news when it is found first.
     *
     * @return how many are new
     * @throws Refused unless the actor is a regulator, of the office, or the system
     */
    @Transactional
    public int record(int year, Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(TraceRefusal.NOT_YOURS_TO_CHECK, "年度核对由监管人员或市场办公室办理 (this check is the regulator's)");
        }
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        LocalDate last = lastDay(year);
        LocalDate happened = last.isAfter(today) ? today : last;
        int found = 0;
        for (BalanceLine line : of(BalanceQuery.ofYear(year))) {
            for (BalanceLine.Finding finding : line.findings()) {
                if (finding.violation()) {
                    found += record(violation(line, finding, year, happened, now));
                }
            }
        }
        return found;
    }

    private static TradeViolation violation(
            BalanceLine line, BalanceLine.Finding finding, int year, LocalDate happened, Instant now) {
        boolean untraced = finding.rule().equals(UNTRACED);
        String of = untraced ? "*" : line.material().map(MaterialCode::value).orElse("-");
        return new TradeViolation(
                line.merchant(),
                untraced ? TradeViolation.Kind.UNTRACED_OVER_ALLOWANCE : TradeViolation.Kind.BALANCE_EXCEEDED,
                "balance:%s:%d:%s:%s".formatted(line.merchant(), year, of, finding.rule()),
                happened,
                now,
                finding.text());
    }

    private int record(TradeViolation violation) {
        int fresh = database.update(
                """
                insert into trade_violation (reference, merchant_id, kind, happened_on, detail_zh, detail_en, found_at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                violation.reference(),
                violation.merchant().value(),
                violation.kind(),
                violation.happenedOn(),
                violation.detail().zh(),
                violation.detail().en(),
                violation.knownAt());
        if (fresh == 1) {
            violations.fire(violation);
        }
        return fresh;
    }

    // ---- figures

    private static final String UNTRACED = "UNTRACED";

    private record Account(MerchantId merchant, Optional<MaterialCode> material) {}

    private static LocalDate lastDay(int year) {
        return LocalDate.of(year, 12, 31);
    }

    /** Kilograms by kind of movement and form; before the year they are the opening stock. */
    private static final class Sums {
        private final Map<Step.Kind, Map<Form, BigDecimal>> inYear = new EnumMap<>(Step.Kind.class);
        private final Map<Form, BigDecimal> opening = new EnumMap<>(Form.class);

        void add(Step.Kind kind, Form form, BigDecimal before, BigDecimal during) {
            opening.merge(form, comesIn(kind) ? before : before.negate(), BigDecimal::add);
            inYear.computeIfAbsent(kind, k -> new EnumMap<>(Form.class)).merge(form, during, BigDecimal::add);
        }

        BigDecimal of(Step.Kind kind) {
            return sum(inYear.getOrDefault(kind, Map.of()));
        }

        Map<Form, BigDecimal> byForm(Step.Kind kind) {
            return inYear.getOrDefault(kind, Map.of());
        }

        private static BigDecimal sum(Map<Form, BigDecimal> byForm) {
            return byForm.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal openingSum() {
            return sum(opening);
        }

        BigDecimal closing() {
            BigDecimal closing = openingSum();
            for (Step.Kind kind : inYear.keySet()) {
                closing = comesIn(kind) ? closing.add(of(kind)) : closing.subtract(of(kind));
            }
            return closing;
        }
    }

    private static boolean comesIn(Step.Kind kind) {
        return switch (kind) {
            case HARVESTED, TAKEN_IN, MADE, RECEIVED, RETURNED -> true;
            case USED, SHIPPED, SOLD, DESTROYED -> false;
            case PACKED, UNPACKED -> throw new IllegalArgumentException("moves nothing: " + kind);
        };
    }

    private Map<Account, Sums> sums(BalanceQuery query) {
        Instant from = start(query.year());
        Instant until = start(query.year() + 1);
        Long merchant = query.merchant().map(MerchantId::value).orElse(null);
        Map<Account, Sums> accounts = new LinkedHashMap<>();
        database.query(
                """
                select m.party, l.material, l.form, m.kind, coalesce(sum(m.kg) filter (where m.at < ?), 0),
                       coalesce(sum(m.kg) filter (where m.at >= ?), 0)
                from (
                    select to_merchant as party, lot_id, kind, kg, at from lot_movement
                    where kind in ('HARVESTED', 'TAKEN_IN', 'MADE', 'RECEIVED', 'RETURNED') and at < ?
                      and (?::bigint is null or to_merchant = ?)
                    union all
                    select from_merchant, lot_id, kind, kg, at from lot_movement
                    where kind in ('USED', 'SHIPPED', 'SOLD', 'DESTROYED') and at < ?
                      and (?::bigint is null or from_merchant = ?)) m
                join lot l on l.id = m.lot_id
                group by m.party, l.material, l.form, m.kind order by m.party, l.material, l.form, m.kind limit ?
                """,
                row -> {
                    Account account = new Account(
                            new MerchantId(row.getLong(1)),
                            Optional.ofNullable(row.getString(2)).map(MaterialCode::new));
                    accounts.computeIfAbsent(account, a -> new Sums())
                            .add(
                                    Step.Kind.valueOf(row.getString(4)),
                                    Form.ofWord(row.getString(3)),
                                    row.getBigDecimal(5),
                                    row.getBigDecimal(6));
                    return true;
                },
                from,
                from,
                until,
                merchant,
                merchant,
                until,
                merchant,
                merchant,
                MOST_LINES * 10);
        return accounts;
    }

    // There is no number of a plot: plantings that are described alike are the same one.
    private Map<Account, BigDecimal> areas(BalanceQuery query) {
        Map<Account, BigDecimal> areas = new HashMap<>();
        Long merchant = query.merchant().map(MerchantId::value).orElse(null);
        database.query(
                """
                select maker_id, material, sum(area) from (
                    select distinct maker_id, material, origin_division, planting ->> 'plantedOn', planting ->> 'seedSource',
                           (planting ->> 'areaMu')::numeric as area
                    from lot where process = 'harvest' and born_at >= ? and born_at < ? and planting ->> 'areaMu' is not null
                      and (?::bigint is null or maker_id = ?)) p
                group by maker_id, material
                """,
                row -> areas.put(
                        new Account(
                                new MerchantId(row.getLong(1)),
                                Optional.ofNullable(row.getString(2)).map(MaterialCode::new)),
                        row.getBigDecimal(3)),
                start(query.year()),
                start(query.year() + 1),
                merchant,
                merchant);
        return areas;
    }

    private static Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(Market.ZONE).toInstant();
    }

    private record Intake(BigDecimal untraced, BigDecimal all) {
        Intake plus(Sums sums) {
            BigDecimal taken = sums.of(Step.Kind.TAKEN_IN);
            return new Intake(
                    untraced.add(taken),
                    all.add(taken).add(sums.of(Step.Kind.RECEIVED)).add(sums.of(Step.Kind.HARVESTED)));
        }

        Optional<BigDecimal> share() {
            return all.signum() == 0
                    ? Optional.empty()
                    : Optional.of(untraced.divide(all, SHARE_DECIMALS, RoundingMode.HALF_EVEN));
        }
    }

    private static Map<MerchantId, Intake> intakes(Map<Account, Sums> accounts) {
        Map<MerchantId, Intake> intakes = new HashMap<>();
        accounts.forEach((account, sums) -> intakes.merge(
                account.merchant(),
                new Intake(BigDecimal.ZERO, BigDecimal.ZERO).plus(sums),
                (one, other) -> new Intake(
                        one.untraced().add(other.untraced()), one.all().add(other.all()))));
        return intakes;
    }

    // ---- a line

    private BalanceLine line(
            Account account, MerchantView party, Sums sums, BigDecimal area, Intake intake, LocalDate last) {
        Optional<Material> material = account.material().flatMap(materials::find);
        Drying drying = new Drying(material, last);
        BigDecimal harvestedLeast = drying.least(sums.byForm(Step.Kind.HARVESTED));
        // Without any area nothing can be said of the yield; then all of it counts as harvested without one.
        boolean measured = area.signum() > 0;
        BigDecimal available = drying.most(sums.opening)
                .add(drying.most(sums.byForm(Step.Kind.HARVESTED)))
                .add(drying.most(sums.byForm(Step.Kind.TAKEN_IN)))
                .add(drying.most(sums.byForm(Step.Kind.RECEIVED)))
                .add(drying.most(sums.byForm(Step.Kind.RETURNED)));
        BigDecimal sold = drying.least(sums.byForm(Step.Kind.SOLD)).add(drying.least(sums.byForm(Step.Kind.SHIPPED)));
        YearBalance.Facts facts = new YearBalance.Facts(
                measured ? harvestedLeast : BigDecimal.ZERO,
                measured ? BigDecimal.ZERO : harvestedLeast,
                area,
                available,
                sold);
        Optional<YearBalance.Limits> limits = policy.balance(material, last);
        List<BalanceLine.Finding> findings = new ArrayList<>();
        limits.ifPresent(
                l -> YearBalance.findings(facts, l).forEach(f -> findings.add(told(f, facts, l, material, last))));
        policy.untraced(last).ifPresent(rule -> untraced(rule, intake).ifPresent(findings::add));
        return new BalanceLine(
                account.merchant(),
                party.name(),
                party.kind(),
                account.material(),
                sums.openingSum(),
                sums.of(Step.Kind.HARVESTED),
                sums.of(Step.Kind.TAKEN_IN),
                sums.of(Step.Kind.RECEIVED),
                sums.of(Step.Kind.MADE),
                sums.of(Step.Kind.USED),
                sums.of(Step.Kind.SOLD),
                sums.of(Step.Kind.SHIPPED),
                sums.of(Step.Kind.RETURNED),
                sums.of(Step.Kind.DESTROYED),
                sums.closing(),
                area,
                rounded(facts.harvested()),
                measured
                        ? limits.flatMap(YearBalance.Limits::mostKgPerMu).map(most -> rounded(most.multiply(area)))
                        : Optional.empty(),
                limits.flatMap(l -> YearBalance.yieldRatio(facts, l)),
                YearBalance.soldRatio(facts),
                intake.share(),
                findings);
    }

    private BalanceLine.Finding told(
            YearBalance.Finding finding,
            YearBalance.Facts facts,
            YearBalance.Limits limits,
            Optional<Material> material,
            LocalDate day) {
        String percent = percent(finding.ratio());
        Optional<TracePolicy.PlotYield> plot = material.flatMap(m -> policy.plotYield(m, day));
        return switch (finding.rule()) {
            case YIELD_OF_AREA ->
                finding(
                        finding,
                        "采收折干%s公斤，%s亩最多可产%s公斤，为其%s"
                                .formatted(
                                        plain(facts.harvested()),
                                        plain(facts.areaMu()),
                                        plain(facts.areaMu()
                                                .multiply(limits.mostKgPerMu().orElseThrow())),
                                        percent),
                        "harvested %s kg (dry) from %s mu, which is %s of the most that they can bear"
                                .formatted(plain(facts.harvested()), plain(facts.areaMu()), percent),
                        plot.map(TracePolicy.PlotYield::source).orElse(""));
            case SOLD_OVER_AVAILABLE ->
                finding(
                        finding,
                        "卖出折干%s公斤，全年可供%s公斤，为其%s".formatted(plain(facts.sold()), plain(facts.available()), percent),
                        "sold %s kg (dry) of %s kg that there were, which is %s"
                                .formatted(plain(facts.sold()), plain(facts.available()), percent),
                        "");
            case AREA_NOT_TOLD ->
                finding(
                        finding,
                        "采收的%s没有登记种植面积，无法核对产量".formatted(percent),
                        "%s of the harvest came without a planted area and cannot be checked".formatted(percent),
                        "");
        };
    }

    private static BalanceLine.Finding finding(YearBalance.Finding of, String zh, String en, String source) {
        return new BalanceLine.Finding(of.rule().name(), of.violation(), of.ratio(), Text.of(zh, en), source);
    }

    private static Optional<BalanceLine.Finding> untraced(TracePolicy.Untraced rule, Intake intake) {
        BigDecimal share = intake.share().orElse(BigDecimal.ZERO);
        if (intake.all().compareTo(rule.leastKg()) < 0 || share.compareTo(rule.watch()) <= 0) {
            return Optional.empty();
        }
        boolean violation = share.compareTo(rule.allowance()) > 0;
        return Optional.of(new BalanceLine.Finding(
                UNTRACED,
                violation,
                share,
                Text.of(
                        "全年进货%s公斤，其中%s没有来源记录，允许%s"
                                .formatted(plain(intake.all()), percent(share), percent(rule.allowance())),
                        "%s of %s kg taken in over the year came without a trace; %s are allowed"
                                .formatted(percent(share), plain(intake.all()), percent(rule.allowance()))),
                rule.source()));
    }

    /** Fresh goods as dry ones; what was dried already counts as it is. */
    private final class Drying {
        private final BigDecimal low;
        private final BigDecimal high;

        Drying(Optional<Material> material, LocalDate day) {
            Optional<YieldRange> range = material.flatMap(m -> materials.yieldRange(m.code(), "drying", day));
            this.low = range.map(YieldRange::expectedLow).orElse(BigDecimal.ONE);
            this.high = range.map(YieldRange::expectedHigh).orElse(BigDecimal.ONE);
        }

        BigDecimal least(Map<Form, BigDecimal> byForm) {
            return dry(byForm, low);
        }

        BigDecimal most(Map<Form, BigDecimal> byForm) {
            return dry(byForm, high);
        }

        private BigDecimal dry(Map<Form, BigDecimal> byForm, BigDecimal factor) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Map.Entry<Form, BigDecimal> entry : byForm.entrySet()) {
                sum = sum.add(
                        entry.getKey() == Form.FRESH ? entry.getValue().multiply(factor, DIGITS) : entry.getValue());
            }
            return sum;
        }
    }

    private static Comparator<BalanceLine> order(BalanceQuery.Sort sort) {
        Comparator<BalanceLine> byMerchant = Comparator.comparing(
                        (BalanceLine line) -> line.merchant().value())
                .thenComparing(line -> line.material().map(MaterialCode::value).orElse(""));
        Comparator<BalanceLine> first =
                switch (sort) {
                    case FINDINGS ->
                        Comparator.comparing(BalanceLine::isViolated)
                                .thenComparing(line -> line.findings().size())
                                .reversed();
                    case YIELD -> highest(line -> line.yieldRatio());
                    case SOLD -> highest(line -> line.soldRatio());
                    case UNTRACED -> highest(line -> line.untracedShare());
                    case MERCHANT -> byMerchant;
                };
        return first.thenComparing(byMerchant);
    }

    private interface Ratio {
        Optional<BigDecimal> of(BalanceLine line);
    }

    private static Comparator<BalanceLine> highest(Ratio ratio) {
        return Comparator.comparing((BalanceLine line) -> ratio.of(line).orElse(BigDecimal.ONE.negate()))
                .reversed();
    }

    private static BigDecimal rounded(BigDecimal kg) {
        return kg.setScale(1, RoundingMode.HALF_EVEN);
    }

    private static String percent(BigDecimal ratio) {
        return ratio.movePointRight(2)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }

    private static String plain(BigDecimal value) {
        BigDecimal shown = value.setScale(Math.min(4, Math.max(0, value.scale())), RoundingMode.HALF_EVEN);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
}
