package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.herbtrust.inspection.rules.Quotas;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;

/**
 * A plan of inspections.
 *
 * @param visits how many it asks for
 * @param lines by grid and reason, as counted when it was made
 * @param goods what it looks at more closely, with how far that has come
 */
public record PlanView(
        long id,
        String title,
        LocalDate from,
        LocalDate to,
        Instant madeAt,
        String madeBy,
        int merchants,
        int visits,
        List<Line> lines,
        List<Goods> goods) {

    /**
     * @param detail tier's letter or the material
     * @param raised how many of the quota are there for the grid's minimum only
     */
    public record Line(
            String grid, Quotas.Reason reason, String detail, int sharePercent, int merchants, int quota, int raised) {

        public Text why() {
            return switch (reason) {
                case TIER -> Text.of(detail + "档", "tier " + detail);
                case FOCUS -> Text.of("重点品种", "focus goods");
                case LONG_UNVISITED -> Text.of("久未检查，必查", "not visited for long, for certain");
            };
        }
    }

    /**
     * @param samples that the plan asks for
     * @param taken in the plan's time
     */
    public record Goods(MaterialCode material, Set<Integer> months, Text why, int samples, int taken) {}
}
