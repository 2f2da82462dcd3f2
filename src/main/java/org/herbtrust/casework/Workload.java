package org.herbtrust.casework;

import java.util.List;
import org.herbtrust.casework.rules.ProcedureKind;

/** How many cases are open, and how many of them wait for somebody. */
public record Workload(List<Line> lines) {

    public Workload {
        lines = List.copyOf(lines);
    }

    /**
     * One procedure.
     *
     * @param soon due within the next two days, today included
     */
    public record Line(ProcedureKind procedure, int open, int soon, int overdue) {}

    public int open() {
        return lines.stream().mapToInt(Line::open).sum();
    }

    public int soon() {
        return lines.stream().mapToInt(Line::soon).sum();
    }

    public int overdue() {
        return lines.stream().mapToInt(Line::overdue).sum();
    }
}
