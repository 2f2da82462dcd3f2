package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Text;

/** Visits that a draw gave to this inspector and that nobody has made yet. */
@ApplicationScoped
class DrawnTasks implements FieldTasks {

    @Inject
    Draws draws;

    @Override
    public List<FieldTask> tasksFor(Actor inspector, LocalDate today, int most) {
        return draws.open(Optional.of(inspector.account())).stream()
                .limit(most)
                .map(v -> new FieldTask(
                        "draw:" + v.draw() + ":" + v.merchant(),
                        VisitKind.PATROL,
                        v.merchant(),
                        Text.of("双随机抽中（第" + v.draw() + "次抽取）", "drawn by lot (draw " + v.draw() + ")"),
                        Optional.empty(),
                        Optional.of(v.until())))
                .toList();
    }
}
