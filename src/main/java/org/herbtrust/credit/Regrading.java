package org.herbtrust.credit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.herbtrust.credit.rules.Aging;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Grading;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.kernel.MerchantId;

/**
 * Looks at every file as of a day. Files are read in batches and judged side by side; only a merchant of whom there is news
 * costs a transaction of its own.
 */
@ApplicationScoped
class Regrading {

    /** Files at a time; twice as many are in memory, for the next ones are read while these are judged. */
    private static final int BATCH = 1_000;

    @Inject
    CreditFile file;

    @Inject
    Policies policies;

    @Inject
    MarketViews markets;

    /** Publishes what is news of a merchant; tells whether the grade moved. */
    @FunctionalInterface
    interface Publishing {
        boolean publish(MerchantId merchant);
    }

    /** What a pass over all files came to. */
    record Pass(int merchants, int news, int moved) {}

    Pass over(LocalDate day, Publishing publishing) {
        Policy policy = policies.inForce(day);
        int merchants = 0;
        int news = 0;
        int moved = 0;
        ExecutorService reader = Executors.newSingleThreadExecutor(work -> new Thread(work, "regrading-reader"));
        try {
            Future<List<CreditFile.Filed>> next = reader.submit(() -> read(0));
            while (true) {
                List<CreditFile.Filed> batch = next.get();
                if (batch.isEmpty()) {
                    return new Pass(merchants, news, moved);
                }
                long after = batch.get(batch.size() - 1).merchant().value();
                // the database reads on while these are judged
                next = reader.submit(() -> read(after));
                prepareMarket(policy, batch, day);
                List<MerchantId> toPublish = batch.parallelStream()
                        .filter(filed -> isNews(policy, filed, day))
                        .map(CreditFile.Filed::merchant)
                        .toList();
                for (MerchantId merchant : toPublish) {
                    moved += QuarkusTransaction.requiringNew().call(() -> publishing.publish(merchant)) ? 1 : 0;
                }
                merchants += batch.size();
                news += toPublish.size();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while regrading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            reader.shutdownNow();
        }
    }

    private List<CreditFile.Filed> read(long after) {
        return QuarkusTransaction.requiringNew().timeout(600).call(() -> file.files(after, BATCH));
    }

    /** The views of the market are asked for here, so that no worker below needs the database. */
    private void prepareMarket(Policy policy, List<CreditFile.Filed> batch, LocalDate day) {
        QuarkusTransaction.requiringNew().timeout(600).run(() -> {
            LocalDate first = batch.stream()
                    .flatMap(filed -> filed.facts().stream())
                    .map(f -> f.knownOn())
                    .min(LocalDate::compareTo)
                    .orElse(day);
            markets.prepare(policy, first, day);
        });
    }

    private boolean isNews(Policy policy, CreditFile.Filed filed, LocalDate day) {
        if (filed.unsigned()
                || !filed.policySha256().equals(policy.sha256())
                || !Aging.expired(policy, filed.facts(), day).isEmpty()
                || !Aging.commitmentKept(filed.facts(), day).isEmpty()) {
            return true;
        }
        Grading.Verdict verdict = Grading.verdict(
                policy,
                quarter -> markets.on(policy, filed.kind(), quarter),
                new Grading.File(
                        filed.merchant(),
                        filed.facts(),
                        Optional.of(new Explanation.Previous(filed.grade(), filed.since())),
                        filed.confirmations()),
                day);
        return verdict.published() != filed.grade()
                || !verdict.pending().equals(filed.pending())
                || verdict.underObjection() != filed.underObjection();
    }
}
