package org.herbtrust.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.herbtrust.casework.CaseDecided;
import org.herbtrust.casework.CaseQuery;
import org.herbtrust.casework.CaseSummary;
import org.herbtrust.casework.CaseView;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.DecisionLifted;
import org.herbtrust.casework.ObjectionMarked;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Page;

/**
 * Decisions become public in the transaction that serves them. A warning alone is not published (SAMR Order 45, article 2);
 * what was repaired or successfully objected to is withdrawn, in the same scope in which it was published.
 */
@ApplicationScoped
class CaseNews {

    /** The market operator's office, which takes the market's own decisions. */
    private static final String BODY = "市场管理办公室";

    @Inject
    Publication publication;

    @Inject
    Casework casework;

    void publish(@Observes CaseDecided news) {
        CaseView decided = casework.get(news.caseId(), Actor.system());
        switch (news.procedure()) {
            case EXIT -> publication.publish(record(RecordKind.DECISION, news, decided));
            case BLACKLIST -> publication.publish(record(RecordKind.BLACK, news, decided));
            case REPAIR -> {
                if (news.granted()) {
                    withdraw(news, decided, Text.of("信用修复，停止公示", "credit repaired, display ended"));
                }
            }
            case OBJECTION -> {
                if (news.granted()) {
                    withdraw(news, decided, Text.of("异议成立，予以更正", "objection upheld, corrected"));
                }
            }
            case WARNING, ADMISSION -> {
                // between the market and the merchant; who is admitted is in the register
            }
        }
    }

    /** What is disputed is shown as disputed, within the transaction that marked it. */
    void mark(@Observes ObjectionMarked news) {
        news.decisionNos().forEach(number -> publication.markObjection(number, news.underObjection()));
    }

    /** A decision that was quashed or repaired is withdrawn in the scope in which it was published. */
    void withdraw(@Observes DecisionLifted news) {
        if (news.cause() != DecisionLifted.Cause.TERM_OVER && publication.isPublished(news.decisionNo())) {
            publication.withdraw(
                    news.decisionNo(),
                    news.cause() == DecisionLifted.Cause.QUASHED
                            ? Text.of("原决定已撤销（" + news.by() + "）", "the decision was quashed (" + news.by() + ")")
                            : Text.of("信用修复，停止公示（" + news.by() + "）", "credit repaired (" + news.by() + ")"),
                    BODY);
        }
    }

    private static NewRecord record(RecordKind kind, CaseDecided news, CaseView decided) {
        Text title = news.procedure().title();
        return new NewRecord(
                kind,
                news.merchant(),
                news.decisionNo(),
                Text.of("决定：" + title.zh(), "decided: " + title.en()),
                Text.of(
                        news.ground().zh() + "（" + news.basis() + "）",
                        news.ground().en() + " (" + news.basis() + ")"),
                BODY,
                Set.copyOf(news.actors()).size(),
                news.decidedOn(),
                news.publishFrom(),
                news.removeOn(),
                decided.policyVersion());
    }

    /** What rests on a fact that was repaired or corrected is withdrawn with it. */
    private void withdraw(CaseDecided news, CaseView decided, Text why) {
        Set<String> facts = new TreeSet<>(decided.creditFacts());
        for (CaseSummary other : casesOf(news)) {
            Optional<String> number = other.decisionNo();
            boolean published = other.procedure() == ProcedureKind.EXIT || other.procedure() == ProcedureKind.BLACKLIST;
            if (published && number.isPresent() && publication.isPublished(number.get())) {
                CaseView before = casework.get(other.id(), Actor.system());
                if (!Collections.disjoint(before.creditFacts(), facts)) {
                    publication.withdraw(number.get(), why, BODY);
                }
            }
        }
    }

    private List<CaseSummary> casesOf(CaseDecided news) {
        return casework.list(CaseQuery.of(news.merchant()), null, Page.MOST, Actor.system())
                .items();
    }
}
