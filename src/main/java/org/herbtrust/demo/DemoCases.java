package org.herbtrust.demo;

import java.time.LocalDate;
import java.util.List;
import org.herbtrust.casework.CaseId;
import org.herbtrust.casework.CaseQuery;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Decision;
import org.herbtrust.casework.Opening;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;

/** Cases of the demonstration, in every state: two that ended in an exit and a listing, others waiting for somebody. */
final class DemoCases {

    private static final String FACTS = "多次巡查发现同类问题，责令整改后仍未改正，相关检查记录附后（示范案件）。";
    private static final String REASONS = "事实清楚，证据充分；当事人未提出可采纳的陈述申辩意见（示范案件）。";

    /** Puts a deed on the generator's agenda. */
    @FunctionalInterface
    interface Agenda {
        void at(LocalDate day, int hour, int minute, Runnable what);
    }

    private final Casework casework;
    private final Agenda agenda;
    private final Actor first;
    private final Actor second;
    private final LocalDate today;

    DemoCases(Casework casework, Agenda agenda, Actor first, Actor second, LocalDate today) {
        this.casework = casework;
        this.agenda = agenda;
        this.first = first;
        this.second = second;
        this.today = today;
    }

    /** @param merchants the ones with the most against them; at least five */
    void schedule(List<MerchantId> merchants) {
        run(merchants.get(0), ProcedureKind.BLACKLIST, "illegal-production-or-sale", 60, 5);
        run(merchants.get(1), ProcedureKind.EXIT, "commitment-broken", 90, 5);
        run(merchants.get(2), ProcedureKind.EXIT, "gravely-dishonest", 50, 3);
        run(merchants.get(3), ProcedureKind.EXIT, "commitment-broken", 4, 2);
        run(merchants.get(4), ProcedureKind.EXIT, "commitment-broken", 3, 1);
    }

    /** The first so many steps of: open, notice, proposal, confirmation, service; long enough apart for any holiday. */
    private void run(MerchantId merchant, ProcedureKind procedure, String ground, int daysAgo, int steps) {
        LocalDate day = today.minusDays(daysAgo);
        CaseId[] id = new CaseId[1];
        agenda.at(day, 9, 10, () -> id[0] = opened(merchant, procedure, ground));
        if (steps > 1) {
            agenda.at(day.plusDays(1), 10, 0, () -> casework.serveNotice(id[0], first));
        }
        if (steps > 2) {
            agenda.at(
                    day.plusDays(20),
                    10,
                    0,
                    () -> casework.proposeDecision(id[0], new Decision(REASONS, null, true), first));
        }
        if (steps > 3) {
            agenda.at(day.plusDays(21), 10, 0, () -> casework.confirmDecision(id[0], second));
        }
        if (steps > 4) {
            agenda.at(day.plusDays(22), 10, 0, () -> casework.serve(id[0], first));
        }
    }

    /** The rules may have proposed the case already: then a person takes it up. */
    private CaseId opened(MerchantId merchant, ProcedureKind procedure, String ground) {
        return casework.list(CaseQuery.of(merchant), null, null, first).items().stream()
                .filter(c -> c.procedure() == procedure && c.state() == CaseState.PROPOSED)
                .findFirst()
                .map(proposed -> casework.takeUp(proposed.id(), first).id())
                .orElseGet(() -> casework.open(new Opening(merchant, procedure, ground, FACTS, List.of()), first));
    }
}
