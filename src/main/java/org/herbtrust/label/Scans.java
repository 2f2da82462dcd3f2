package org.herbtrust.label;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.Suspected;

/**
 * The second door of labels: who looks at them, whether one package can explain that, and how often.
 *
 * <p>A suspicion is the machine's, with its reasons; that a label was copied is found by a named person only.
 */
@ApplicationScoped
public class Scans {

    /** Days that statistics may span. */
    public static final int LONGEST_SPAN = 400;

    private static final int MOST_CASES = 200;
    private static final int LONGEST_REASON = 1_000;

    @Inject
    ScanRecorder recorder;

    @Inject
    CopyWatch watch;

    @Inject
    ScanTable table;

    @Inject
    Event<CopySuspected> suspected;

    @Inject
    Event<CopyConfirmed> confirmed;

    @Inject
    Event<CopyWithdrawn> withdrawn;

    @Inject
    Clock clock;

    // ---- scans

    /** Takes a scan down, in the background: may be called where nothing may wait. Codes never issued leave no trace. */
    public void note(Scan scan) {
        recorder.note(scan);
    }

    /** Writes and judges what is waiting, at once. For whoever can't wait a fifth of a second. */
    public void settle() {
        recorder.writeAll();
        watch.judgeAll();
    }

    /** Deletes what has been kept long enough. */
    @Scheduled(every = "6h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    public void forgetOld() {
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        ScanRules rules = watch.rules();
        table.forget(now.minus(rules.keepDays(today), ChronoUnit.DAYS), today.minusDays(rules.keepKeyDays(today) - 1L));
    }

    // ---- copies

    /** What speaks for copies of that label, if anything does. */
    public Optional<CopyCase> suspicion(ShortCode label) {
        return table.find(label);
    }

    /** Those that wait for an inspector, the weightiest first. */
    public List<CopyCase> openCases() {
        return table.open(MOST_CASES);
    }

    /** The cases about an entity's labels, open and settled, the newest first. */
    public List<CopyCase> casesOf(MerchantId merchant) {
        return table.of(merchant, MOST_CASES);
    }

    /** What was found lately, the newest first. */
    public List<CopyFinding> findings() {
        return table.findings(MOST_CASES);
    }

    /** What was found about that label, the oldest first. */
    public List<CopyFinding> findings(ShortCode label) {
        return table.findings(label);
    }

    /**
     * An inspector or regulator finds that the label was copied. Buyers are told so from the next scan on.
     *
     * @param byMerchant whether the label's own merchant made or used the copies; if not, it is the one who was harmed
     * @param reason what was seen, such as two packages with one code
     * @throws Refused if nothing speaks for copies, or it was found already
     */
    @Transactional
    public CopyCase confirm(ShortCode label, boolean byMerchant, String reason, Actor actor) {
        Instant now = clock.instant();
        CopyCase found = settled(label, actor);
        table.record(found, true, byMerchant, reason(reason), actor, now);
        table.confirm(label, now);
        LocalDate happenedOn = found.since().orElse(Market.dayOf(found.judgedAt()));
        confirmed.fire(new CopyConfirmed(label, found.merchant(), byMerchant, happenedOn, now));
        suspected.fire(new CopySuspected(label, found.merchant(), Suspected.CONFIRMED, now));
        return table.find(label).orElseThrow();
    }

    /**
     * An inspector or regulator finds that there is nothing in it. Only later scans can raise a suspicion again.
     *
     * @throws Refused if nothing speaks for copies, or they were found
     */
    @Transactional
    public void dismiss(ShortCode label, String reason, Actor actor) {
        Instant now = clock.instant();
        CopyCase found = settled(label, actor);
        table.record(found, false, false, reason(reason), actor, now);
        table.remove(label);
        suspected.fire(new CopySuspected(label, found.merchant(), Suspected.NOT, now));
    }

    /**
     * A regulator finds that the label was not copied after all. Both findings stay on record; buyers are warned no more, and only
     * later scans can raise a suspicion again.
     *
     * @param reason what shows that the finding was wrong
     * @throws Refused if no finding stands
     */
    @Transactional
    public void withdraw(ShortCode label, String reason, Actor actor) {
        if (!actor.is(Role.REGULATOR)) {
            throw new Refused(ScanRefusal.NOT_FOR_YOU, "已作出的认定由监管人员撤回 (for a regulator to withdraw)");
        }
        Instant now = clock.instant();
        String why = reason(reason);
        CopyCase found = table.locked(label)
                .filter(c -> c.grade() == Suspected.CONFIRMED)
                .orElseThrow(() -> new Refused(
                        ScanRefusal.NOT_SUSPECTED, "标签" + label.grouped() + "没有被认定复制 (was not found to be copied)"));
        table.record(found, false, false, why, actor, now);
        table.remove(label);
        withdrawn.fire(new CopyWithdrawn(label, found.merchant(), why, actor));
        suspected.fire(new CopySuspected(label, found.merchant(), Suspected.NOT, now));
    }

    private CopyCase settled(ShortCode label, Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR)) {
            throw new Refused(ScanRefusal.NOT_FOR_YOU, "是否被复制由检查员或监管人员认定 (for inspectors and regulators to find)");
        }
        CopyCase found = table.locked(label)
                .orElseThrow(() -> new Refused(
                        ScanRefusal.NOT_SUSPECTED,
                        "标签" + label.grouped() + "没有复制嫌疑 (nothing speaks for copies of it)"));
        if (found.grade() == Suspected.CONFIRMED) {
            throw new Refused(ScanRefusal.SETTLED, "已认定被复制 (found to be copied already)");
        }
        return found;
    }

    private static String reason(String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("请写明看到了什么，最多" + LONGEST_REASON + "个字 (say what you saw)");
        }
        return reason;
    }

    // ---- statistics

    /**
     * How often labels were scanned, of one entity or of the whole market.
     *
     * @param from first day
     * @param to last day, at most {@value #LONGEST_SPAN} days later
     */
    @Transactional
    public ScanStatistics statistics(Optional<MerchantId> merchant, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || from.plusDays(LONGEST_SPAN).isBefore(to)) {
            throw new IllegalArgumentException(
                    "起止日期应先后相接，最多" + LONGEST_SPAN + "天 (from before to, at most " + LONGEST_SPAN + " days)");
        }
        int smallest = watch.rules().smallestCell(Market.dayOf(clock.instant()));
        List<ScanStatistics.Counted> days = table.counts(merchant, from, to, "day");
        return new ScanStatistics(
                from,
                to,
                days.stream().mapToLong(ScanStatistics.Counted::scans).sum(),
                smallest,
                ScanStatistics.Line.of(days, smallest),
                ScanStatistics.Line.of(table.counts(merchant, from, to, "place"), smallest),
                ScanStatistics.Line.of(table.counts(merchant, from, to, "material"), smallest));
    }
}
