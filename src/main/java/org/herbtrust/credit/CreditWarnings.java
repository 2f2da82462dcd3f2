package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.rules.Cusum;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.MarketQuarter;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.credit.rules.Switching;
import org.herbtrust.inspection.ResultConfirmed;
import org.herbtrust.inspection.SampleView;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Material;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.MaterialPart;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;

/**
 * Early warning for those in charge: where bad outcomes gather, how severely a merchant's goods are to be sampled, whether
 * inspectors judge alike. It raises questions; no grade and no measure follows from it, and nothing of it is public.
 */
@ApplicationScoped
public class CreditWarnings {

    /** Outcomes that a sum is taken over, the newest: older ones have been wiped out or have alarmed long ago. */
    private static final int MOST_OUTCOMES = 1_000;

    private static final int SHOWN = 200;
    private static final int QUARTERS = 8;

    @Inject
    Database database;

    @Inject
    Policies policies;

    @Inject
    MarketViews markets;

    @Inject
    Materials materials;

    @Inject
    Merchants merchants;

    @Inject
    Clock clock;

    /** What a sum of evidence is about. */
    public enum Subject {
        MERCHANT,
        MATERIAL
    }

    /**
     * A sum of evidence that is above zero.
     *
     * @param subject a merchant's number or a material's code
     * @param value with two decimals; an alarm is given from {@code limit} on
     */
    public record Signal(
            Subject kind,
            String subject,
            Text name,
            BigDecimal value,
            BigDecimal limit,
            Optional<LocalDate> alarmSince,
            int observed,
            int bad,
            LocalDate lastDay) {}

    /** How severely a merchant's goods of one medicinal part are to be sampled. */
    public record SamplingState(
            MerchantId merchant,
            MaterialPart part,
            Switching.Severity severity,
            LocalDate since,
            int score,
            boolean mayBeReduced,
            int lots,
            Text why) {}

    /** Sums above zero, the greatest first; alarms before all. */
    @Transactional
    public List<Signal> signals(Subject kind, Actor actor) {
        requireOfficial(actor);
        double limit = policies.inForce(today()).warning().cusum().limit();
        return database.query("""
                select subject, value, alarm_since, observed, bad, last_day from credit_signal
                where kind = ? and value > 0 order by alarm_since is null, value desc, subject limit ?
                """, row -> signal(kind, row, limit), kind, SHOWN);
    }

    private Signal signal(Subject kind, ResultSet row, double limit) throws SQLException {
        String subject = row.getString(1);
        Text name = kind == Subject.MATERIAL
                ? materials.find(new MaterialCode(subject)).map(Material::name).orElse(Text.of(subject, subject))
                : Text.of(subject, subject);
        return new Signal(
                kind,
                subject,
                name,
                row.getBigDecimal(2).setScale(2, RoundingMode.HALF_EVEN),
                BigDecimal.valueOf(limit).setScale(2, RoundingMode.HALF_EVEN),
                Optional.ofNullable(row.getObject(3, LocalDate.class)),
                row.getInt(4),
                row.getInt(5),
                row.getObject(6, LocalDate.class));
    }

    /** Merchants' groups of goods whose sampling is not the usual, or could be reduced; the severest first. */
    @Transactional
    public List<SamplingState> unusualSampling(Actor actor) {
        requireOfficial(actor);
        return database.query(SAMPLING + """
                        where severity <> 'NORMAL' or may_be_reduced
                        order by array_position(array['STOPPED', 'TIGHTENED', 'NORMAL', 'REDUCED'], severity), merchant_id
                        limit ?
                        """, CreditWarnings::sampling, SHOWN);
    }

    /** Of one merchant, all groups of goods that were ever sampled. For planning and for its file. */
    @Transactional
    public List<SamplingState> samplingOf(MerchantId merchant) {
        return database.query(
                SAMPLING + "where merchant_id = ? order by part", CreditWarnings::sampling, merchant.value());
    }

    private static final String SAMPLING = """
            select merchant_id, part, severity, since, score, may_be_reduced, lots, why_zh, why_en from credit_switching
            """;

    private static SamplingState sampling(ResultSet row) throws SQLException {
        return new SamplingState(
                new MerchantId(row.getLong(1)),
                MaterialPart.valueOf(row.getString(2)),
                Switching.Severity.valueOf(row.getString(3)),
                row.getObject(4, LocalDate.class),
                row.getInt(5),
                row.getBoolean(6),
                row.getInt(7),
                Text.of(row.getString(8), row.getString(9)));
    }

    /**
     * A regulator agrees that sampling is reduced (once the score is reached), or that it goes on after a stop.
     *
     * @throws Refused where the rules do not ask for it
     */
    @Transactional
    public SamplingState consent(
            MerchantId merchant, MaterialPart part, Switching.Severity to, String reason, Actor actor) {
        if (!actor.is(Role.REGULATOR)) {
            throw new Refused(CreditRefusal.NOT_YOURS_TO_ENTER, "由监管人员同意 (a regulator consents)");
        }
        if (reason == null || reason.isBlank() || reason.length() > 1000) {
            throw new IllegalArgumentException("请填写理由，最多1000字 (a reason of 1 to 1000 characters)");
        }
        SamplingState now = samplingOf(merchant).stream()
                .filter(s -> s.part() == part)
                .findFirst()
                .orElseThrow(() -> new Refused(CreditRefusal.NO_SUCH_SWITCH, "没有抽检记录 (never sampled)"));
        boolean asked = to == Switching.Severity.REDUCED
                ? now.mayBeReduced()
                : to == Switching.Severity.TIGHTENED && now.severity() == Switching.Severity.STOPPED;
        if (!asked) {
            throw new Refused(
                    CreditRefusal.NO_SUCH_SWITCH,
                    "现为“%s”，转移规则不允许 (the switching rules do not allow it)"
                            .formatted(now.severity().title().zh()));
        }
        database.update("""
                insert into credit_sampling_consent
                    (merchant_id, part, severity, consented_on, reason, login, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """, merchant.value(), part, to, today(), reason.strip(), actor.account(), clock.instant());
        recomputeSwitching(merchant, part);
        return samplingOf(merchant).stream()
                .filter(s -> s.part() == part)
                .findFirst()
                .orElseThrow();
    }

    /**
     * A merchant whose index has been in the worst tier for a long time: a person should look whether a warning is due.
     *
     * @param since the day since which it is in that tier
     */
    public record ToReview(MerchantId merchant, LocalDate since) {}

    /** Those whose index has been in tier D for two quarters or longer, whatever their grade; the longest first. */
    @Transactional
    public List<ToReview> toReview(Actor actor) {
        requireOfficial(actor);
        return database.query(
                """
                select s.merchant_id, (g.explanation::jsonb -> 'index' ->> 'tierSince')::date as since
                from credit_standing s join credit_grade g on g.id = s.grade_id
                where g.explanation::jsonb -> 'index' ->> 'tier' = 'D'
                  and (g.explanation::jsonb -> 'index' ->> 'independentVisits')::int > 0
                  and (g.explanation::jsonb -> 'index' ->> 'tierSince')::date <= ?
                order by since, s.merchant_id limit ?
                """,
                row -> new ToReview(new MerchantId(row.getLong(1)), row.getObject(2, LocalDate.class)),
                today().minusMonths(REVIEW_MONTHS),
                SHOWN);
    }

    /** Two quarters: one bad quarter may be chance. */
    private static final int REVIEW_MONTHS = 6;

    /** How alike inspectors have judged, at the start of each of the last quarters, the newest first; nobody is named. */
    @Transactional
    public List<MarketQuarter.Consistency> consistency(Actor actor) {
        requireOfficial(actor);
        LocalDate quarter = MarketView.quarterOf(today());
        Policy policy = policies.inForce(today());
        List<MarketQuarter.Consistency> quarters = new ArrayList<>();
        for (int i = 0; i < QUARTERS; i++) {
            quarters.add(markets.consistency(policy, quarter.minusMonths(3L * i)));
        }
        return quarters;
    }

    /** A result that stands. */
    void confirmed(ResultConfirmed news, SampleView sample, LocalDate today) {
        MaterialPart part =
                materials.find(sample.material()).map(Material::kind).orElse(null);
        if (part == null) {
            return;
        }
        LocalDate known = news.knownOn().isAfter(today) ? today : news.knownOn();
        int added = database.update(
                """
                insert into credit_lot_result (sample_id, merchant_id, material, part, sampled_on, known_on, accepted)
                values (?, ?, ?, ?, ?, ?, ?) on conflict (sample_id) do nothing
                """,
                news.sampleId().value(),
                news.merchant().value(),
                sample.material().value(),
                part,
                news.day().isAfter(known) ? known : news.day(),
                known,
                news.verdict() != Outcome.FAIL);
        if (added > 0) {
            recomputeSwitching(news.merchant(), part);
            recomputeMaterial(sample.material());
        }
    }

    private void recomputeMaterial(MaterialCode material) {
        List<Cusum.Outcome> outcomes = database.query(
                """
                select known_on, accepted from (
                    select known_on, accepted, sampled_on, sample_id from credit_lot_result where material = ?
                    order by known_on desc, sampled_on desc, sample_id desc limit ?) newest
                order by known_on, sampled_on, sample_id
                """,
                row -> new Cusum.Outcome(row.getObject(1, LocalDate.class), !row.getBoolean(2)),
                material.value(),
                MOST_OUTCOMES);
        store(Subject.MATERIAL, material.value(), outcomes);
    }

    private void recomputeSwitching(MerchantId merchant, MaterialPart part) {
        List<Switching.Lot> lots = database.query(
                """
                select sampled_on, accepted from credit_lot_result where merchant_id = ? and part = ?
                order by sampled_on, known_on, sample_id
                """,
                row -> new Switching.Lot(row.getObject(1, LocalDate.class), row.getBoolean(2)),
                merchant.value(),
                part);
        List<Switching.Consent> consents = database.query(
                """
                select severity, consented_on from credit_sampling_consent
                where merchant_id = ? and part = ? order by consented_on, id
                """,
                row -> new Switching.Consent(
                        Switching.Severity.valueOf(row.getString(1)), row.getObject(2, LocalDate.class)),
                merchant.value(),
                part);
        Switching now = Switching.of(policies.inForce(today()).warning().switching(), lots, consents, today());
        Text why = now.switches().isEmpty()
                ? Text.of("从正常检验开始", "it begins with normal inspection")
                : now.switches().get(now.switches().size() - 1).why();
        database.update(
                """
                insert into credit_switching
                    (merchant_id, part, severity, since, score, may_be_reduced, lots, why_zh, why_en)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (merchant_id, part) do update set severity = excluded.severity, since = excluded.since,
                    score = excluded.score, may_be_reduced = excluded.may_be_reduced, lots = excluded.lots,
                    why_zh = excluded.why_zh, why_en = excluded.why_en
                """,
                merchant.value(),
                part,
                now.severity(),
                now.since(),
                now.score(),
                now.mayBeReduced(),
                now.lots(),
                why.zh(),
                why.en());
    }

    /** A merchant's file has something new. */
    void learned(MerchantId merchant, List<Fact> facts, LocalDate today) {
        Policy policy = policies.inForce(today);
        List<Cusum.Outcome> outcomes = facts.stream()
                .filter(f -> f.isKnown(today) && f.takenAway(today).isEmpty() && isOutcome(f.type()))
                .sorted(Comparator.comparing(Fact::knownOn)
                        .thenComparing(Fact::occurredOn)
                        .thenComparing(Fact::id))
                .map(f -> new Cusum.Outcome(
                        f.knownOn(),
                        f.type() == FactType.SAMPLE_FAILED
                                || f.worst()
                                        .filter(w ->
                                                w.isAtLeast(policy.warning().bad()))
                                        .isPresent()))
                .toList();
        if (!outcomes.isEmpty()) {
            store(Subject.MERCHANT, merchant.toString(), outcomes);
        }
    }

    private static boolean isOutcome(FactType type) {
        return type == FactType.VISIT || type == FactType.SAMPLE_FAILED || type == FactType.SAMPLE_PASSED;
    }

    private void store(Subject kind, String subject, List<Cusum.Outcome> outcomes) {
        Cusum sum = Cusum.of(policies.inForce(today()).warning().cusum(), outcomes);
        database.update(
                """
                insert into credit_signal (kind, subject, value, alarm_since, observed, bad, last_day)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (kind, subject) do update set value = excluded.value, alarm_since = excluded.alarm_since,
                    observed = excluded.observed, bad = excluded.bad, last_day = excluded.last_day
                """,
                kind,
                subject,
                BigDecimal.valueOf(sum.value()).setScale(6, RoundingMode.HALF_EVEN),
                sum.alarmSince().orElse(null),
                sum.observed(),
                sum.bad(),
                outcomes.get(outcomes.size() - 1).day());
    }

    private static void requireOfficial(Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(CreditRefusal.NOT_YOURS_TO_SEE, "预警只供监管人员和市场办公室使用 (for officials only)");
        }
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
