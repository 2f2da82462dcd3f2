package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Text;

/** Complaints about a merchant that still have to be looked into, whoever does it. */
@ApplicationScoped
class ComplaintTasks implements FieldTasks {

    @Inject
    Complaints complaints;

    @Override
    public List<FieldTask> tasksFor(Actor inspector, LocalDate today, int most) {
        return complaints.list(false, null, most).items().stream()
                .filter(c -> c.merchant().isPresent())
                .map(c -> new FieldTask(
                        "complaint:" + c.id(),
                        VisitKind.COMPLAINT,
                        c.merchant().orElseThrow(),
                        Text.of(
                                "投诉核查：" + c.about().title().zh(),
                                "complaint: " + c.about().title().en()),
                        Optional.empty(),
                        Optional.of(c.dueOn())))
                .toList();
    }
}
