package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.CopyConfirmed;
import org.herbtrust.label.CopyWithdrawn;
import org.herbtrust.trace.TradeViolation;

/** What the traced data and the labels prove becomes a fact in the transaction that found it. */
@ApplicationScoped
class TradeNews {

    private static final Map<TradeViolation.Kind, FactType> TYPES = new EnumMap<>(Map.of(
            TradeViolation.Kind.BALANCE_EXCEEDED, FactType.TRACE_BALANCE_EXCEEDED,
            TradeViolation.Kind.UNLABELLED_SALE, FactType.TRACE_UNLABELLED_SALE,
            TradeViolation.Kind.UNTRACED_OVER_ALLOWANCE, FactType.TRACE_UNTRACED_OVER_ALLOWANCE));

    private static final int LONGEST_REASON = 1_000;

    @Inject
    Credit credit;

    @Inject
    Clock clock;

    void broken(@Observes TradeViolation news) {
        credit.enter(
                CreditFact.of(
                        news.merchant(),
                        TYPES.get(news.kind()),
                        notAfterToday(news.happenedOn()),
                        "trade:" + news.kind() + ":" + news.reference()),
                Actor.system());
    }

    /** A merchant whose label somebody else copied was harmed: that is no fact against it. */
    void copied(@Observes CopyConfirmed news) {
        if (news.byMerchant()) {
            credit.enter(
                    CreditFact.of(
                            news.merchant(),
                            FactType.TRACE_CLONED_LABEL,
                            notAfterToday(news.happenedOn()),
                            source(news)),
                    Actor.system());
        }
    }

    /** What was entered on the strength of the finding goes with it. */
    void withdrawn(@Observes CopyWithdrawn news) {
        credit.factFrom(source(news.label(), entered(news.label())))
                .filter(number -> !isGone(number, news.merchant()))
                .ifPresent(number -> credit.enter(
                        number,
                        FactStatus.QUASHED,
                        Market.dayOf(clock.instant()),
                        shortened("标签复制的认定已撤回：" + news.reason()),
                        news.actor()));
    }

    /** The same finding told twice is one fact; a new one, after the last was withdrawn, is another. */
    private String source(CopyConfirmed news) {
        int last = entered(news.label());
        boolean another = credit.factFrom(source(news.label(), last))
                .filter(number -> isGone(number, news.merchant()))
                .isPresent();
        return source(news.label(), another ? last + 1 : Math.max(last, 1));
    }

    private boolean isGone(String number, MerchantId merchant) {
        return credit.facts(merchant).stream()
                .filter(fact -> fact.id().equals(number))
                .flatMap(fact -> fact.entries().stream())
                .anyMatch(entry -> entry.status().takesAway());
    }

    /** Findings about that label that were entered so far. */
    private int entered(ShortCode label) {
        int count = 0;
        while (credit.factFrom(source(label, count + 1)).isPresent()) {
            count++;
        }
        return count;
    }

    private static String source(ShortCode label, int finding) {
        return "copy:" + label + (finding > 1 ? ":" + finding : "");
    }

    private static String shortened(String reason) {
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }

    private LocalDate notAfterToday(LocalDate day) {
        LocalDate today = Market.dayOf(clock.instant());
        return day.isAfter(today) ? today : day;
    }
}
