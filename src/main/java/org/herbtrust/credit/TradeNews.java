package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.label.CopyConfirmed;
import org.herbtrust.trace.TradeViolation;

/** What the traced data and the labels prove becomes a fact in the transaction that found it. */
@ApplicationScoped
class TradeNews {

    private static final Map<TradeViolation.Kind, FactType> TYPES = new EnumMap<>(Map.of(
            TradeViolation.Kind.BALANCE_EXCEEDED, FactType.TRACE_BALANCE_EXCEEDED,
            TradeViolation.Kind.UNLABELLED_SALE, FactType.TRACE_UNLABELLED_SALE,
            TradeViolation.Kind.UNTRACED_OVER_ALLOWANCE, FactType.TRACE_UNTRACED_OVER_ALLOWANCE));

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
                            "copy:" + news.label()),
                    Actor.system());
        }
    }

    private LocalDate notAfterToday(LocalDate day) {
        LocalDate today = Market.dayOf(clock.instant());
        return day.isAfter(today) ? today : day;
    }
}
