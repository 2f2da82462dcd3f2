package org.herbtrust.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.inspection.rules.Measured;

/**
 * What a laboratory reports of a sample.
 *
 * @param variant trade form as the laboratory has found it; left out of the JSON where absent, as in reports of the time before
 */
record LabReport(
        String lab,
        String reportNo,
        LocalDate reportedOn,
        List<Measured> measured,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> variant) {

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
        variant = variant.map(String::strip).filter(v -> !v.isEmpty());
        if (variant.filter(v -> v.length() > 40).isPresent()) {
            throw new IllegalArgumentException("规格过长 (the trade form is too long)");
        }
    }
}
