package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.herbtrust.inspection.rules.Draw;
import org.herbtrust.inspection.rules.DrawRoster;
import org.herbtrust.inspection.rules.Quotas;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafId;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Evidence;

/**
 * Public draws (双随机). Three steps, each committed to the ledger: the hash of a seed that nobody has seen; the roster, frozen
 * after that; the seed, told by another person after that, together with words of a witness. From then on anybody can make
 * the draw again. A draw that stops half-way stays on the list for all to see. What is published names merchants, strata and
 * inspectors by codes.
 */
@ApplicationScoped
public class Draws {

    private static final int SHOWN = 100;
    private static final int MOST_OPEN = 200;

    private static final SecureRandom SEEDS = new SecureRandom();

    private static final String COLUMNS = """
            select d.id, d.purpose, d.plan_id, d.commitment, d.committed_at, d.committed_by, d.leaf_id commitment_leaf,
                   case when v.draw_id is not null then d.seed end seed,
                   r.sha256, r.frozen_at, r.reveal_by, r.leaf_id roster_leaf, r.merchants, r.inspectors, r.code_key, r.strata,
                   v.witness, v.revealed_at, v.leaf_id result_leaf, p.period_to
            from draw d
            join inspection_plan p on p.id = d.plan_id
            left join draw_roster r on r.draw_id = d.id
            left join draw_reveal v on v.draw_id = d.id
            """;

    @Inject
    Database database;

    @Inject
    Plans plans;

    @Inject
    Materials materials;

    @Inject
    Merchants merchants;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    /**
     * Makes a seed that nobody sees and commits to its hash.
     *
     * @return the draw's number
     * @throws Refused if the plan is unknown or over
     */
    @Transactional
    public long commit(String purpose, long plan, Actor actor) {
        Plans.requirePlanner(actor);
        String why = purpose == null ? "" : purpose.strip();
        if (why.isEmpty() || why.length() > 200) {
            throw new IllegalArgumentException("请填写抽取事由，最多200字 (a purpose of 200 characters at most is needed)");
        }
        Instant now = clock.instant();
        PlanView planned = plans.find(plan)
                .orElseThrow(() -> new Refused(InspectionRefusal.PLAN_UNKNOWN, "没有计划" + plan + " (no such plan)"));
        if (planned.to().isBefore(Market.dayOf(now))) {
            throw new Refused(InspectionRefusal.PLAN_OVER, "该计划已于" + planned.to() + "结束 (the plan is over)");
        }
        byte[] seed = new byte[32];
        SEEDS.nextBytes(seed);
        byte[] commitment = Draw.commitment(seed);
        LeafId leaf = ledger.append(
                LeafKind.DRAW, "draw/commitment/" + HexFormat.of().formatHex(commitment, 0, 8), commitment);
        return database.insert("""
                insert into draw (purpose, plan_id, algorithm, seed, commitment, committed_at, committed_by, leaf_id)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id
                """, why, plan, Draw.ALGORITHM, seed, commitment, now, actor.account(), leaf.value());
    }

    /**
     * Freezes who may be drawn and who may draw.
     *
     * @throws Refused if the seed's hash is not in the ledger yet, it was frozen before, or there are too few inspectors
     */
    @Transactional
    public void freeze(long id, Actor actor) {
        Plans.requirePlanner(actor);
        DrawView draw = locked(id);
        if (draw.state() != DrawView.State.COMMITTED) {
            throw new Refused(InspectionRefusal.DRAW_STEP, "名册已经冻结 (the roster is frozen already)");
        }
        if (draw.commitmentIndex().isEmpty()) {
            throw new Refused(
                    InspectionRefusal.DRAW_STEP,
                    "种子摘要尚未写入公开日志，请几秒后再试 (the seed's hash is not in the log yet: try again in seconds)");
        }
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        PlanView plan = plans.find(draw.plan()).orElseThrow();
        List<Quotas.Line> lines = new ArrayList<>(plans.lines(plan.from(), plan.to()));
        lines.sort(Comparator.comparing(Quotas.Line::name));
        byte[] codeKey = new byte[32];
        SEEDS.nextBytes(codeKey);
        DrawRoster roster = roster(lines, new MerchantCodes(codeKey), today);
        byte[] sha256 = roster.sha256();
        LeafId leaf = ledger.append(LeafKind.DRAW, "draw/" + id + "/roster", sha256);
        database.update(
                """
                insert into draw_roster (draw_id, roster, sha256, merchants, inspectors, reveal_by, frozen_at, frozen_by, leaf_id,
                    code_key, strata)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                roster.canonical(),
                sha256,
                roster.merchants(),
                roster.inspectors().size(),
                materials.period("draw-reveal", today).lastDayFrom(today),
                now,
                actor.account(),
                leaf.value(),
                codeKey,
                lines.stream().map(Quotas.Line::name).toArray(String[]::new));
    }

    /**
     * Tells the seed and draws.
     *
     * @param witness something that nobody could know when the seed was made, such as the winning numbers of a lottery of that
     *     day or what somebody present called out; may be empty, at most 200 characters
     * @throws Refused if it is the person who committed, the roster isn't frozen, or the time is over
     */
    @Transactional
    public DrawView reveal(long id, String witness, Actor actor) {
        Plans.requirePlanner(actor);
        DrawView draw = locked(id);
        String committedBy = database.one("select committed_by from draw where id = ?", row -> row.getString(1), id)
                .orElseThrow();
        if (committedBy.equals(actor.account())) {
            throw new Refused(InspectionRefusal.DRAW_OWN, "种子应由承诺人以外的人公开 (the seed is told by somebody else)");
        }
        if (draw.state() == DrawView.State.BROKEN) {
            throw new Refused(InspectionRefusal.DRAW_BROKEN, "已超过公开期限，本次抽取作废 (the time is over: the draw is broken)");
        }
        if (draw.state() != DrawView.State.FROZEN) {
            throw new Refused(
                    InspectionRefusal.DRAW_STEP,
                    "本次抽取%s，不能公开种子 (not the step of this draw)"
                            .formatted(draw.state().title().zh()));
        }
        String words = witness == null ? "" : witness.strip();
        if (words.length() > 200) {
            throw new IllegalArgumentException("见证内容最多200字 (200 characters at most)");
        }
        DrawRoster roster = rosterOf(id);
        byte[] seed = database.one("select seed from draw where id = ?", row -> row.getBytes(1), id)
                .orElseThrow();
        List<Draw.Drawn> drawn = Draw.of(roster, seed, words);
        LeafId leaf = ledger.append(
                LeafKind.DRAW, "draw/" + id + "/result", HexFormat.of().parseHex(Evidence.sha256(list(drawn))));
        database.update("""
                insert into draw_reveal (draw_id, witness, revealed_at, revealed_by, leaf_id) values (?, ?, ?, ?, ?)
                """, id, words, clock.instant(), actor.account(), leaf.value());
        Map<String, String> accounts = new HashMap<>();
        Map<String, MerchantId> merchantsByCode = merchantsByCode(id);
        Map<String, String> strata = strataByCode(id);
        inspectors().forEach(account -> accounts.put(InspectorCode.of(account), account));
        for (int i = 0; i < drawn.size(); i++) {
            Draw.Drawn d = drawn.get(i);
            database.update(
                    "insert into draw_visit (draw_id, no, stratum, merchant_id, inspectors) values (?, ?, ?, ?, ?)",
                    id,
                    i + 1,
                    strata.get(d.stratum()),
                    merchantsByCode.get(d.merchant()).value(),
                    // one who left since the roster was frozen is kept by the code, so that the list says so
                    d.inspectors().stream()
                            .map(code -> accounts.getOrDefault(code, code))
                            .toArray(String[]::new));
        }
        return find(id).orElseThrow();
    }

    public Optional<DrawView> find(long id) {
        return database.one(COLUMNS + " where d.id = ?", row -> view(row, true), id);
    }

    /** Newest first, at most 100, without their visits. */
    public List<DrawView> list() {
        return database.query(COLUMNS + " order by d.id desc limit ?", row -> view(row, false), SHOWN);
    }

    /** What anybody needs to make the draw again; empty before the roster is frozen. */
    Optional<PublishedDraw> published(long id) {
        return find(id).filter(d -> d.rosterSha256().isPresent()).map(d -> {
            DrawRoster roster = rosterOf(id);
            List<String> result = d.visits().stream()
                    .map(v -> new Draw.Drawn(v.stratumCode(), v.merchantCode(), v.codes()).line())
                    .toList();
            return PublishedDraw.of(d, roster, result);
        });
    }

    /** The drawn visits that this inspector still has to make, oldest first; for a regulator all; at most 200. */
    public List<OpenVisit> open(Optional<String> inspector) {
        return database.query(
                """
                select v.draw_id, v.merchant_id, v.stratum, v.inspectors, p.period_to from draw_visit v
                join draw d on d.id = v.draw_id join draw_reveal r on r.draw_id = d.id join inspection_plan p on p.id = d.plan_id
                where (?::text is null or ?::text = any (v.inspectors)) and p.period_to >= ?
                  and not exists (select 1 from visit x where x.merchant_id = v.merchant_id and x.kind in ('PATROL', 'SAMPLING')
                                  and x.occurred_at >= r.revealed_at and x.day <= p.period_to and x.inspector = any (v.inspectors)
                                  and not exists (select 1 from visit_superseded s where s.earlier = x.id))
                order by p.period_to, v.draw_id, v.no limit ?
                """,
                row -> new OpenVisit(
                        row.getLong(1),
                        new MerchantId(row.getLong(2)),
                        row.getString(3),
                        List.of((String[]) row.getArray(4).getArray()),
                        row.getDate(5).toLocalDate()),
                inspector.orElse(null),
                inspector.orElse(null),
                Market.dayOf(clock.instant()),
                MOST_OPEN);
    }

    /** A drawn visit that none of those who were drawn for it has made yet. */
    public record OpenVisit(long draw, MerchantId merchant, String stratum, List<String> inspectors, LocalDate until) {}

    /**
     * An inspector is kin to a merchant or otherwise close to it: from now on the two are never drawn together.
     *
     * @param note for the office only
     */
    @Transactional
    public void declareKinship(String inspector, MerchantId merchant, String note, Actor actor) {
        if (!actor.account().equals(inspector)) {
            Plans.requirePlanner(actor);
        }
        String words = note == null ? "" : note.strip();
        if (words.length() > 200) {
            throw new IllegalArgumentException("说明最多200字 (200 characters at most)");
        }
        merchants.get(merchant);
        if (!inspectors().contains(inspector)) {
            throw new Refused(InspectionRefusal.INSPECTOR_UNKNOWN, "没有检查员账号“" + inspector + "” (no such inspector)");
        }
        database.update(
                """
                insert into inspector_kinship (inspector, merchant_id, note, declared_at, declared_by)
                select ?, ?, ?, ?, ? where not exists (
                    select 1 from inspector_kinship k where k.inspector = ? and k.merchant_id = ?
                      and not exists (select 1 from inspector_kinship_end e where e.kinship_id = k.id))
                """, inspector, merchant.value(), words, clock.instant(), actor.account(), inspector, merchant.value());
    }

    /** A declaration in force. */
    public record Kinship(long id, String inspector, MerchantId merchant, String note, Instant declaredAt) {}

    /** For an inspector their own; for a regulator or the office everybody's. */
    public List<Kinship> kinships(Actor actor) {
        boolean all = actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN);
        return database.query(
                """
                select k.id, k.inspector, k.merchant_id, k.note, k.declared_at from inspector_kinship k
                where (? or k.inspector = ?) and not exists (select 1 from inspector_kinship_end e where e.kinship_id = k.id)
                order by k.id desc limit 500
                """,
                row -> new Kinship(
                        row.getLong(1),
                        row.getString(2),
                        new MerchantId(row.getLong(3)),
                        row.getString(4),
                        Database.instant(row, "declared_at")),
                all,
                actor.account());
    }

    /** Takes a declaration back. Only the office or a regulator: an inspector must not clear the way to a friend. */
    @Transactional
    public void endKinship(long id, Actor actor) {
        Plans.requirePlanner(actor);
        database.update("""
                insert into inspector_kinship_end (kinship_id, ended_at, ended_by)
                select id, ?, ? from inspector_kinship where id = ? on conflict do nothing
                """, clock.instant(), actor.account(), id);
    }

    // ---- inside

    private DrawRoster roster(List<Quotas.Line> lines, MerchantCodes codes, LocalDate today) {
        List<DrawRoster.Stratum> strata = new ArrayList<>();
        Set<String> wanted = new HashSet<>();
        for (Quotas.Line line : lines) {
            List<String> coded = line.merchants().stream()
                    .map(m -> codes.of(MerchantId.fromString(m)))
                    .toList();
            wanted.addAll(coded);
            strata.add(new DrawRoster.Stratum(MerchantCodes.ofStratum(strata.size()), line.quota(), coded));
        }
        List<String> accounts = inspectors();
        int team = materials.number("plan-team", today).number();
        if (accounts.size() < team) {
            throw new Refused(
                    InspectionRefusal.INSPECTOR_UNKNOWN,
                    "检查员不足%d名 (fewer inspectors than a team has: %d)".formatted(team, accounts.size()));
        }
        Set<DrawRoster.Conflict> conflicts = new HashSet<>();
        Map<String, Set<String>> lastTeams = new TreeMap<>();
        database.query("""
                select l.merchant_id, i.inspector from (
                    select distinct on (v.merchant_id) v.merchant_id, v.inspectors from draw_visit v
                    order by v.merchant_id, v.draw_id desc) l, unnest(l.inspectors) i (inspector)
                """, row -> lastTeams
                .computeIfAbsent(codes.of(new MerchantId(row.getLong(1))), m -> new HashSet<>())
                .add(row.getString(2)));
        database.query("""
                select m.id, v.inspector from merchant m
                join lateral (select x.inspector from visit x where x.merchant_id = m.id and x.kind <> 'SELF'
                              order by x.day desc, x.seq desc limit 1) v on true
                union
                select k.merchant_id, k.inspector from inspector_kinship k
                where not exists (select 1 from inspector_kinship_end e where e.kinship_id = k.id)
                """, row -> {
            // the roster knows merchants by this draw's codes only
            String merchant = codes.of(new MerchantId(row.getLong(1)));
            if (wanted.contains(merchant) && accounts.contains(row.getString(2))) {
                conflicts.add(new DrawRoster.Conflict(merchant, InspectorCode.of(row.getString(2))));
            }
            return true;
        });
        wanted.forEach(merchant -> conflicts.addAll(
                lastTeam(merchant, lastTeams.getOrDefault(merchant, Set.of()), accounts, conflicts, team)));
        return new DrawRoster(
                strata,
                accounts.stream().map(InspectorCode::of).toList(),
                conflicts,
                team,
                materials.number("plan-most-visits", today).number());
    }

    /**
     * Those who were drawn for a merchant last time, whoever of them has recorded the visit. Where too few would be left for a
     * team, in a market with a handful of inspectors, only the one who recorded it stays away.
     */
    private static Set<DrawRoster.Conflict> lastTeam(
            String merchant, Set<String> last, List<String> accounts, Set<DrawRoster.Conflict> known, int team) {
        Set<DrawRoster.Conflict> all = new HashSet<>();
        accounts.stream()
                .map(account -> new DrawRoster.Conflict(merchant, InspectorCode.of(account)))
                .filter(known::contains)
                .forEach(all::add);
        accounts.stream()
                .filter(last::contains)
                .map(account -> new DrawRoster.Conflict(merchant, InspectorCode.of(account)))
                .forEach(all::add);
        return accounts.size() - all.size() >= team ? all : Set.of();
    }

    private List<String> inspectors() {
        return database.query(
                "select login from account where role = 'INSPECTOR' and disabled_at is null order by login limit ?",
                row -> row.getString(1),
                DrawRoster.MOST_INSPECTORS);
    }

    private Map<String, MerchantId> merchantsByCode(long id) {
        MerchantCodes codes = new MerchantCodes(
                database.one("select code_key from draw_roster where draw_id = ?", row -> row.getBytes(1), id)
                        .orElseThrow());
        Map<String, MerchantId> byCode = new HashMap<>();
        database.query("select id from merchant", row -> new MerchantId(row.getLong(1)))
                .forEach(merchant -> byCode.put(codes.of(merchant), merchant));
        return byCode;
    }

    private Map<String, String> strataByCode(long id) {
        String[] names = database.one(
                        "select strata from draw_roster where draw_id = ?",
                        row -> (String[]) row.getArray(1).getArray(),
                        id)
                .orElseThrow();
        Map<String, String> byCode = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            byCode.put(MerchantCodes.ofStratum(i), names[i]);
        }
        return byCode;
    }

    private DrawRoster rosterOf(long id) {
        return DrawRoster.parse(
                database.one("select roster from draw_roster where draw_id = ?", row -> row.getString(1), id)
                        .orElseThrow());
    }

    static byte[] list(List<Draw.Drawn> drawn) {
        StringBuilder text = new StringBuilder();
        drawn.forEach(d -> text.append(d.line()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private DrawView locked(long id) {
        database.query("select 1 from draw where id = ? for update", row -> true, id);
        return find(id).orElseThrow(() -> new Refused(InspectionRefusal.DRAW_UNKNOWN, "没有抽取" + id + " (no such draw)"));
    }

    private DrawView view(ResultSet row, boolean withVisits) throws SQLException {
        long id = row.getLong("id");
        Optional<LocalDate> revealBy =
                Optional.ofNullable(row.getDate("reveal_by")).map(java.sql.Date::toLocalDate);
        Optional<Instant> revealedAt = Optional.ofNullable(Database.instant(row, "revealed_at"));
        DrawView.State state = state(revealBy, revealedAt);
        return new DrawView(
                id,
                row.getString("purpose"),
                row.getLong("plan_id"),
                state,
                HexFormat.of().formatHex(row.getBytes("commitment")),
                Database.instant(row, "committed_at"),
                index(row, "commitment_leaf"),
                hex(row, "sha256"),
                Optional.ofNullable(Database.instant(row, "frozen_at")),
                index(row, "roster_leaf"),
                revealBy,
                hex(row, "seed"),
                Optional.ofNullable(row.getString("witness")),
                revealedAt,
                index(row, "result_leaf"),
                row.getInt("merchants"),
                row.getInt("inspectors"),
                withVisits && revealedAt.isPresent()
                        ? visits(
                                id,
                                revealedAt.get(),
                                row.getDate("period_to").toLocalDate(),
                                new MerchantCodes(row.getBytes("code_key")),
                                List.of((String[]) row.getArray("strata").getArray()))
                        : List.of());
    }

    private DrawView.State state(Optional<LocalDate> revealBy, Optional<Instant> revealedAt) {
        if (revealedAt.isPresent()) {
            return DrawView.State.DRAWN;
        }
        if (revealBy.isEmpty()) {
            return DrawView.State.COMMITTED;
        }
        return Market.dayOf(clock.instant()).isAfter(revealBy.get()) ? DrawView.State.BROKEN : DrawView.State.FROZEN;
    }

    private List<DrawView.Drawn> visits(
            long id, Instant since, LocalDate until, MerchantCodes codes, List<String> strata) {
        return database.query(
                """
                select v.no, v.stratum, v.merchant_id, v.inspectors, coalesce(bool_or(x.inspector = any (v.inspectors)), false) done,
                       coalesce(bool_or(x.inspector <> all (v.inspectors)), false) by_others
                from draw_visit v
                left join visit x on x.merchant_id = v.merchant_id and x.kind in ('PATROL', 'SAMPLING')
                    and x.occurred_at >= ? and x.day <= ? and not exists (select 1 from visit_superseded s where s.earlier = x.id)
                where v.draw_id = ? group by v.draw_id, v.no order by v.no
                """,
                row -> {
                    List<String> accounts = List.of((String[]) row.getArray(4).getArray());
                    MerchantId merchant = new MerchantId(row.getLong(3));
                    return new DrawView.Drawn(
                            row.getInt(1),
                            row.getString(2),
                            MerchantCodes.ofStratum(strata.indexOf(row.getString(2))),
                            merchant,
                            codes.of(merchant),
                            accounts.stream()
                                    .map(a -> a.startsWith("J-") ? a : InspectorCode.of(a))
                                    .toList(),
                            accounts,
                            row.getBoolean(5),
                            row.getBoolean(6));
                },
                since,
                until,
                id);
    }

    private Optional<Long> index(ResultSet row, String column) throws SQLException {
        long leaf = row.getLong(column);
        return row.wasNull() ? Optional.empty() : ledger.indexOf(new LeafId(leaf));
    }

    private static Optional<String> hex(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(HexFormat.of()::formatHex);
    }
}
