package org.herbtrust.inspection;

import java.util.List;
import org.herbtrust.inspection.rules.Outcome;

/**
 * What became of a file of laboratory results.
 *
 * @param stored false where it was only looked at
 * @param rows figures that were read
 * @param faults what is wrong, by row; a report with a fault is left out as a whole
 * @param reports those without faults, with their verdicts
 */
public record LabImported(boolean stored, int rows, List<Fault> faults, List<Line> reports) {

    /** @param row as the spreadsheet counts, from 1; of JSON the number of the report */
    public record Fault(int row, String column, String detail) {}

    /** One report. */
    public record Line(int row, SampleId sample, String reportNo, boolean retest, int figures, Outcome verdict) {}

    public LabImported {
        faults = List.copyOf(faults);
        reports = List.copyOf(reports);
    }
}
