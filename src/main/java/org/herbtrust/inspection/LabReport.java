package org.herbtrust.inspection;

import java.time.LocalDate;
import java.util.List;
import org.herbtrust.inspection.rules.Measured;

/** What a laboratory reports of a sample. */
record LabReport(String lab, String reportNo, LocalDate reportedOn, List<Measured> measured) {

    private static final int MOST_FIGURES = 300;

    LabReport {
        lab = lab == null ? "" : lab.strip();
        reportNo = reportNo == null ? "" : reportNo.strip();
        if (lab.isEmpty() || lab.length() > 100 || reportNo.isEmpty() || reportNo.length() > 60) {
            throw new IllegalArgumentException("请填写检验机构和报告编号 (laboratory and report number are needed)");
        }
        if (reportedOn == null) {
            throw new IllegalArgumentException("请填写报告日期 (the day of the report is needed)");
        }
        measured = measured == null ? List.of() : List.copyOf(measured);
        if (measured.isEmpty() || measured.size() > MOST_FIGURES) {
            throw new IllegalArgumentException("检验数值应有1到" + MOST_FIGURES + "项 (1 to " + MOST_FIGURES + " figures)");
        }
    }
}
