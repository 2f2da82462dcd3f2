package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.herbtrust.inspection.rules.PlanRates;
import org.herbtrust.inspection.rules.Quotas;
import org.herbtrust.inspection.rules.RiskTier;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.material.FocusGoods;
import org.herbtrust.material.Materials;
import org.herbtrust.platform.Database;

/** Plans: how many merchants of which risk, goods and grid are visited in a period. Who it is, a draw says. */
@ApplicationScoped
public class Plans {

    /** A plan is for a week, a month, a quarter or a year. */
    private static final int LONGEST_DAYS = 400;

    private static final int SHOWN = 50;

    private static final String COLUMNS = """
            select p.id, p.title, p.period_from, p.period_to, p.made_at, p.made_by from inspection_plan p
            """;

    @Inject
    Database database;

    @Inject
    Materials materials;

    @Inject
    Instance<RiskTiers> tiers;

    @Inject
    Clock clock;

    /**
     * Makes a plan from the register, the stock and the visits as they are now.
     *
     * @throws Refused unless a regulator, the office or an administrator plans
     */
    @Transactional
    public long make(String title, LocalDate from, LocalDate to, Actor actor) {
        requirePlanner(actor);
        String name = title == null ? "" : title.strip();
        if (name.isEmpty() || name.length() > 100) {
            throw new IllegalArgumentException("请填写计划名称，最多100字 (a title of 100 characters at most is needed)");
        }
        List<Quotas.Line> lines = lines(from, to);
        if (lines.isEmpty()) {
            throw new Refused(InspectionRefusal.NOBODY_TO_VISIT, "市场里还没有准入的经营户 (nobody is admitted yet)");
        }
        long id = database.insert("""
                insert into inspection_plan (title, period_from, period_to, made_at, made_by) values (?, ?, ?, ?, ?) returning id
                """, name, from, to, clock.instant(), actor.account());
        for (int i = 0; i < lines.size(); i++) {
            Quotas.Line line = lines.get(i);
            database.update(
                    """
                    insert into inspection_plan_line (plan_id, no, grid, reason, detail, share_percent, merchants, quota, raised)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    i + 1,
                    line.grid(),
                    line.reason(),
                    line.detail(),
                    line.sharePercent(),
                    line.merchants().size(),
                    line.quota(),
                    line.raised());
        }
        return id;
    }

    /** What a plan would be if it were made now. */
    public List<PlanView.Line> preview(LocalDate from, LocalDate to) {
        return lines(from, to).stream().map(Plans::line).toList();
    }

    public Optional<PlanView> find(long id) {
        return database.query(COLUMNS + " where p.id = ?", this::view, id).stream()
                .findFirst();
    }

    /** Newest first, at most 50. */
    public List<PlanView> list() {
        return database.query(COLUMNS + " order by p.id desc limit ?", this::view, SHOWN);
    }

    /** The strata of a plan's time with the merchants as they are now: what a draw freezes. */
    List<Quotas.Line> lines(LocalDate from, LocalDate to) {
        if (from == null || to == null || to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_DAYS))) {
            throw new IllegalArgumentException(
                    "计划期为1到" + LONGEST_DAYS + "天 (a plan is for 1 to " + LONGEST_DAYS + " days)");
        }
        PlanRates rates = rates(Market.dayOf(clock.instant()));
        return Quotas.of(candidates(rates.inSeason(from, to)), rates, from, to);
    }

    private PlanRates rates(LocalDate today) {
        Map<RiskTier, Integer> shares = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            shares.put(
                    tier,
                    materials
                            .number("plan-share-" + tier.name().toLowerCase(java.util.Locale.ROOT), today)
                            .number());
        }
        List<PlanRates.Focus> focus = materials.focus(today).stream()
                .map(f -> new PlanRates.Focus(f.material().value(), f.months(), f.percent(), f.samples()))
                .toList();
        return new PlanRates(
                shares,
                focus,
                materials.number("plan-grid-minimum", today).number(),
                materials.period("plan-longest-unvisited", today).days());
    }

    private List<Quotas.Candidate> candidates(List<PlanRates.Focus> focus) {
        record Row(MerchantId merchant, Optional<String> grid, Set<String> goods, Optional<LocalDate> lastVisit) {}
        List<Row> rows = database.query(
                """
                select m.id, m.grid,
                       (select max(v.day) from visit v where v.merchant_id = m.id and v.kind <> 'SELF') last_visit,
                       array(select distinct l.material from lot_holding h join lot l on l.id = h.lot_id
                             where h.merchant_id = m.id and h.kg > 0 and l.material = any (?)) goods
                from merchant m where m.standing = 'ADMITTED' and m.kind <> 'GROWER' order by m.id
                """,
                row -> new Row(
                        new MerchantId(row.getLong(1)),
                        Optional.ofNullable(row.getString(2)),
                        Set.of((String[]) row.getArray(4).getArray()),
                        Optional.ofNullable(row.getDate(3)).map(java.sql.Date::toLocalDate)),
                (Object) focus.stream().map(PlanRates.Focus::material).toArray(String[]::new));
        List<MerchantId> all = rows.stream().map(Row::merchant).toList();
        Map<MerchantId, RiskTier> known = new HashMap<>();
        tiers.stream()
                .map(source -> source.of(all))
                .forEach(found -> found.forEach((m, t) -> known.merge(m, t, RiskTier::worse)));
        return rows.stream()
                .map(r -> new Quotas.Candidate(
                        r.merchant().toString(),
                        r.grid(),
                        known.getOrDefault(r.merchant(), RiskTier.B),
                        r.goods(),
                        r.lastVisit()))
                .toList();
    }

    private static PlanView.Line line(Quotas.Line l) {
        return new PlanView.Line(
                l.grid(),
                l.reason(),
                l.detail(),
                l.sharePercent(),
                l.merchants().size(),
                l.quota(),
                l.raised());
    }

    private PlanView view(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        LocalDate from = row.getDate("period_from").toLocalDate();
        LocalDate to = row.getDate("period_to").toLocalDate();
        Instant madeAt = Database.instant(row, "made_at");
        List<PlanView.Line> lines = database.query(
                """
                select grid, reason, detail, share_percent, merchants, quota, raised from inspection_plan_line
                where plan_id = ? order by no
                """,
                l -> new PlanView.Line(
                        l.getString(1),
                        Quotas.Reason.valueOf(l.getString(2)),
                        l.getString(3),
                        l.getInt(4),
                        l.getInt(5),
                        l.getInt(6),
                        l.getInt(7)),
                id);
        return new PlanView(
                id,
                row.getString("title"),
                from,
                to,
                madeAt,
                row.getString("made_by"),
                lines.stream().mapToInt(PlanView.Line::merchants).sum(),
                lines.stream().mapToInt(PlanView.Line::quota).sum(),
                lines,
                goods(from, to, Market.dayOf(madeAt)));
    }

    private List<PlanView.Goods> goods(LocalDate from, LocalDate to, LocalDate madeOn) {
        Map<String, Integer> taken = new HashMap<>();
        database.query(
                "select material, count(*) from sample where sampled_on between ? and ? group by material",
                row -> taken.put(row.getString(1), row.getInt(2)),
                from,
                to);
        Set<String> inSeason = rates(madeOn).inSeason(from, to).stream()
                .map(PlanRates.Focus::material)
                .collect(Collectors.toSet());
        List<PlanView.Goods> goods = new ArrayList<>();
        for (FocusGoods f : materials.focus(madeOn)) {
            if (inSeason.contains(f.material().value())) {
                goods.add(new PlanView.Goods(
                        f.material(),
                        f.months(),
                        f.why(),
                        f.samples(),
                        taken.getOrDefault(f.material().value(), 0)));
            }
        }
        return goods;
    }

    static void requirePlanner(Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(InspectionRefusal.NOT_YOURS_TO_PLAN, "计划和抽取由监管人员或市场办公室进行 (not yours to plan)");
        }
    }
}
