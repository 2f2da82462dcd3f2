package org.herbtrust.credit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.Grading;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.platform.Database;
import org.jboss.logging.Logger;

/**
 * A draft tried on all files: what each merchant's grade would have been at the end of each of the last twelve months and
 * today, beside what it was under the policy in force. Files are read in batches and none is written.
 */
@ApplicationScoped
class WhatIf {

    private static final Logger LOG = Logger.getLogger(WhatIf.class);
    private static final int MONTHS = 12;
    private static final int BATCH = 200;
    private static final int SHOWN = 200;

    /** A run that has not ended by then was broken off by a restart. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    @Inject
    CreditFile file;

    @Inject
    Policies policies;

    @Inject
    MarketViews markets;

    @Inject
    Database database;

    @Inject
    ManagedExecutor executor;

    @Inject
    Clock clock;

    WhatIfView start(PolicyVersion draft, Actor actor) {
        PolicyDraftId id = draft.draft().orElseThrow();
        Optional<WhatIfView> running = QuarkusTransaction.requiringNew()
                .call(() -> last(id))
                .filter(w -> w.found().isEmpty() && !w.failed());
        if (running.isPresent()) {
            return running.get();
        }
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        long run = QuarkusTransaction.requiringNew().call(() -> database.insert("""
                        insert into credit_what_if (policy_id, started_by, started_at, of)
                        values (?, ?, ?, (select count(*) from credit_standing)) returning id
                        """, id.value(), actor.account(), now));
        Policy then = PolicyFile.read(draft.version(), draft.file().getBytes(StandardCharsets.UTF_8));
        executor.execute(() -> run(run, then, today));
        return QuarkusTransaction.requiringNew().call(() -> last(id)).orElseThrow();
    }

    Optional<WhatIfView> last(PolicyDraftId id) {
        return database.one("""
                select policy_id, started_at, done, of, failed, finished_at is not null, result from credit_what_if
                where policy_id = ? order by id desc limit 1
                """, this::view, id.value());
    }

    private WhatIfView view(ResultSet row) throws SQLException {
        Instant started = row.getTimestamp(2).toInstant();
        boolean finished = row.getBoolean(6);
        boolean lost = !finished && started.plus(LONGEST).isBefore(clock.instant());
        String result = row.getString(7);
        return new WhatIfView(
                new PolicyDraftId(row.getLong(1)),
                started,
                row.getInt(3),
                row.getInt(4),
                row.getBoolean(5) || lost,
                Optional.ofNullable(result).map(WhatIf::read));
    }

    private void run(long run, Policy then, LocalDate today) {
        try {
            Tally tally = new Tally();
            long after = 0;
            boolean more = true;
            while (more) {
                long from = after;
                List<CreditFile.Filed> batch = QuarkusTransaction.requiringNew().call(() -> file.files(from, BATCH));
                QuarkusTransaction.requiringNew()
                        .run(() -> batch.forEach(filed -> tally.add(compare(then, filed, today))));
                more = !batch.isEmpty();
                if (more) {
                    after = batch.get(batch.size() - 1).merchant().value();
                    QuarkusTransaction.requiringNew()
                            .run(() -> database.update(
                                    "update credit_what_if set done = ? where id = ?", tally.merchants, run));
                }
            }
            String result = JSON.writeValueAsString(tally.found());
            QuarkusTransaction.requiringNew()
                    .run(() -> database.update(
                            "update credit_what_if set finished_at = ?, result = ? where id = ?",
                            clock.instant(),
                            result,
                            run));
        } catch (JsonProcessingException | RuntimeException failed) {
            LOG.errorf(failed, "what-if %d", run);
            QuarkusTransaction.requiringNew()
                    .run(() -> database.update(
                            "update credit_what_if set finished_at = ?, failed = true where id = ?",
                            clock.instant(),
                            run));
        }
    }

    private static WhatIfView.Found read(String result) {
        try {
            return JSON.readValue(result, WhatIfView.Found.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a what-if cannot be read", broken);
        }
    }

    /** One merchant's grades under both, oldest first; the last is today's. */
    private record Compared(MerchantId merchant, List<Grade> inForce, List<Grade> ofDraft, Explanation draftToday) {

        Grade now() {
            return inForce.get(inForce.size() - 1);
        }

        Grade then() {
            return ofDraft.get(ofDraft.size() - 1);
        }

        int months() {
            int months = 0;
            for (int i = 0; i < inForce.size(); i++) {
                months += inForce.get(i) == ofDraft.get(i) ? 0 : 1;
            }
            return months;
        }
    }

    private Compared compare(Policy draft, CreditFile.Filed filed, LocalDate today) {
        List<Grade> inForce = new ArrayList<>();
        List<Grade> ofDraft = new ArrayList<>();
        Optional<Explanation.Previous> before = Optional.empty();
        Optional<Explanation.Previous> draftBefore = Optional.empty();
        for (LocalDate day : days(today)) {
            Policy policy = policies.inForce(day);
            Grade now = verdict(policy, filed, before, day).published();
            Grade then = verdict(draft, filed, draftBefore, day).published();
            before = Optional.of(new Explanation.Previous(now, day));
            draftBefore = Optional.of(new Explanation.Previous(then, day));
            inForce.add(now);
            ofDraft.add(then);
        }
        Grade now = inForce.get(inForce.size() - 1);
        Explanation why = now == ofDraft.get(ofDraft.size() - 1)
                ? null
                : Grading.grade(
                        draft,
                        market(draft, filed),
                        new Grading.File(
                                filed.merchant(),
                                filed.facts(),
                                Optional.of(new Explanation.Previous(now, today)),
                                filed.confirmations()),
                        today);
        return new Compared(filed.merchant(), inForce, ofDraft, why);
    }

    private Grading.Verdict verdict(
            Policy policy, CreditFile.Filed filed, Optional<Explanation.Previous> before, LocalDate day) {
        return Grading.verdict(
                policy,
                market(policy, filed),
                new Grading.File(
                        filed.merchant(),
                        filed.facts(),
                        before,
                        filed.confirmations().stream()
                                .filter(c -> !c.on().isAfter(day))
                                .toList()),
                day);
    }

    private Function<LocalDate, MarketView> market(Policy policy, CreditFile.Filed filed) {
        return quarter -> markets.on(policy, filed.kind(), quarter);
    }

    private static List<LocalDate> days(LocalDate today) {
        List<LocalDate> days = new ArrayList<>();
        for (int months = MONTHS; months > 0; months--) {
            days.add(today.withDayOfMonth(1).minusMonths(months - 1L).minusDays(1));
        }
        days.add(today);
        return days;
    }

    /** Counted as they come; only so many merchants are kept as can be shown. */
    private static final class Tally {

        private int merchants;
        private int movedNow;
        private int better;
        private int worse;
        private int movedEver;
        private int changesInForce;
        private int changesOfDraft;
        private final Map<Grade, Map<Grade, Integer>> from = new TreeMap<>();
        private final List<WhatIfView.Moved> moved = new ArrayList<>();

        void add(Compared c) {
            merchants++;
            changesInForce += changes(c.inForce());
            changesOfDraft += changes(c.ofDraft());
            if (c.months() == 0) {
                return;
            }
            movedEver++;
            if (c.now() != c.then()) {
                movedNow++;
                better += c.then().isBetterThan(c.now()) ? 1 : 0;
                worse += c.then().isWorseThan(c.now()) ? 1 : 0;
                from.computeIfAbsent(c.now(), g -> new TreeMap<>()).merge(c.then(), 1, Integer::sum);
                if (moved.size() < SHOWN) {
                    moved.add(new WhatIfView.Moved(
                            c.merchant(),
                            c.now(),
                            c.then(),
                            c.months(),
                            c.draftToday().why()));
                }
            }
        }

        private static int changes(List<Grade> grades) {
            int changes = 0;
            for (int i = 1; i < grades.size(); i++) {
                changes += grades.get(i) == grades.get(i - 1) ? 0 : 1;
            }
            return changes;
        }

        WhatIfView.Found found() {
            List<WhatIfView.Count> counts = new ArrayList<>();
            from.forEach((now, thens) -> thens.forEach((then, n) -> counts.add(new WhatIfView.Count(now, then, n))));
            return new WhatIfView.Found(
                    merchants, movedNow, better, worse, movedEver, changesInForce, changesOfDraft, counts, moved);
        }
    }
}
