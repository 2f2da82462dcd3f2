package org.herbtrust.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.credit.GradeChanged;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.merchant.StandingChanged;

/** The red list follows from the grade alone: who is graded A and may trade is on it. A favour, so that no person decides. */
@ApplicationScoped
class RedList {

    private static final String POLICY = "publication-1.0";
    private static final Text LISTED = Text.of("列入红榜", "put on the red list");
    private static final Text GROUND =
            Text.of("信用等级A（守信），自动列入；等级变动即撤下", "graded A (trustworthy): listed by rule, taken off when the grade moves");

    @Inject
    Publication publication;

    @Inject
    Merchants merchants;

    @Inject
    Clock clock;

    void follow(@Observes GradeChanged news) {
        if (news.to() == Grade.A && merchants.get(news.merchant()).standing().mayTrade()) {
            list(news.merchant(), news.asOf());
        } else if (news.to() != Grade.A) {
            publication.end(RecordKind.RED, news.merchant(), "信用等级变动");
        }
    }

    void follow(@Observes StandingChanged news) {
        if (news.to() != Standing.ADMITTED) {
            publication.end(
                    RecordKind.RED,
                    news.merchant(),
                    "经营资格变动：" + news.to().title().zh());
        }
    }

    private void list(MerchantId merchant, LocalDate asOf) {
        LocalDate today = Market.dayOf(clock.instant());
        publication.end(RecordKind.RED, merchant, "重新列入");
        publication.publish(new NewRecord(
                RecordKind.RED,
                merchant,
                "红榜-" + merchant + "-" + asOf,
                LISTED,
                GROUND,
                "药材市场信用评级",
                0,
                asOf.isAfter(today) ? today : asOf,
                today,
                Optional.empty(),
                POLICY));
    }
}
