package org.herbtrust.bench;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Locale;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditPolicies;
import org.herbtrust.platform.Database;
import org.junit.jupiter.api.Test;

/**
 * The nightly pass over all files on a real database. Not part of the suite:
 * {@code mvn test -Dtest=RegradeBench -Dbench.merchants=100000} (20 facts each). The first pass publishes every merchant once;
 * the second is what a night costs.
 */
@QuarkusTest
class RegradeBench {

    private static final int FACTS = 20;

    @Inject
    Credit credit;

    @Inject
    CreditPolicies policies;

    @Inject
    Database database;

    @Test
    void a_night() {
        int merchants = Integer.getInteger("bench.merchants", 20_000);
        QuarkusTransaction.requiringNew().timeout(1200).run(() -> fill(merchants));
        long counting = System.nanoTime();
        long facts = database.one("select count(*), sum(critical) from credit_fact", row -> row.getLong(1))
                .orElseThrow();
        double scan = (System.nanoTime() - counting) / 1e9;
        long before = System.nanoTime();
        int moved = credit.regradeAll();
        double night = (System.nanoTime() - before) / 1e9;
        Runtime.getRuntime().gc();
        long heapMb = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        System.out.printf(
                Locale.ROOT,
                "BENCH {\"merchants\":%d,\"facts\":%d,\"moved\":%d,\"nightSeconds\":%.1f,\"scanOfFactsSeconds\":%.2f,\"heapMbAfter\":%d}%n",
                merchants,
                facts,
                moved,
                night,
                scan,
                heapMb);
    }

    /** Merchants that are graded as their facts say, so that the pass finds no news: visits that were all clean, and a B. */
    private void fill(int merchants) {
        database.update("""
                insert into merchant (id, version, uscc, name, kind, operator, division, standing, applied_at)
                select 50000000 + n, 0, 'X' || lpad(n::text, 17, '0'), 'bench ' || n, 'TRADER', 'bench', '341602',
                       'APPLIED', now()
                from generate_series(1, ?) n
                """, merchants);
        database.update("""
                insert into credit_fact (merchant_id, type, occurred_on, known_on, critical, serious, minor, inspector,
                    source, recorded_at, login)
                select 50000000 + n, 'VISIT', current_date - 30 - (k * 87 + n %% 80), current_date - 30 - (k * 87 + n %% 80),
                       0, 0, 0, 'inspector' || (n + k) %% 40, 'bench:' || n || ':' || k, now(), 'bench'
                from generate_series(1, ?) n, generate_series(1, ?) k
                """.replace("%%", "%"), merchants, FACTS);
        database.update("""
                with grade as (
                    insert into credit_grade (merchant_id, as_of, grade, under_objection, since, policy_version,
                        policy_sha256, explanation, explanation_sha256, recorded_at)
                    select id, current_date, 'B', false, current_date, 'credit-1.0',
                        ?,
                        '{}', repeat('0', 64), now()
                    from merchant where id > 50000000
                    returning id, merchant_id)
                insert into credit_standing (merchant_id, grade_id, grade) select merchant_id, id, 'B' from grade
                """, policies.inForce().sha256());
        database.update("analyze credit_fact");
    }
}
