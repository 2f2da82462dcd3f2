package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Text;

/** Corrections that are due by tomorrow: whoever is near looks at them. */
@ApplicationScoped
class CorrectionTasks implements FieldTasks {

    @Inject
    Inspections inspections;

    @Override
    public List<FieldTask> tasksFor(Actor inspector, LocalDate today, int most) {
        return inspections.correctionsDue(today.plusDays(1)).stream()
                .limit(most)
                .map(c -> new FieldTask(
                        "follow-up:" + c.visit(),
                        VisitKind.FOLLOW_UP,
                        c.merchant(),
                        c.overdue()
                                ? Text.of("整改已逾期，期限" + c.dueOn(), "correction overdue since " + c.dueOn())
                                : Text.of("整改期限" + c.dueOn(), "correction due on " + c.dueOn()),
                        Optional.of(c.visit()),
                        Optional.of(c.dueOn())))
                .toList();
    }
}
