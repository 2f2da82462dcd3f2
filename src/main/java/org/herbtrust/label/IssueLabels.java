package org.herbtrust.label;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;

/**
 * Labels for packages of a lot.
 *
 * @param id chosen by whoever asks: asking again with the same id issues nothing new
 * @param netEach what each package holds, at least 0.1 g
 * @param grade 规格等级 in the trade's words, such as 选货
 * @param testReport number of the report that the goods were tested and found good in; without one the label says that the
 *     supplier checked the goods itself, and nothing more
 * @param standard 执行标准; the pharmacopoeia where nothing is said
 * @param storage 贮藏; cool and dry where nothing is said
 * @param expiresOn 保质期至; not on the label where nothing is said
 * @param signed whether the QR codes carry a signature that can be checked without a network; they are larger then
 * @param showGrade whether the labels show the supplier's published credit grade, if it has one
 */
public record IssueLabels(
        UUID id,
        ShortCode lot,
        int count,
        Kilograms netEach,
        Optional<String> grade,
        Optional<String> testReport,
        Optional<String> standard,
        Optional<String> storage,
        Optional<LocalDate> expiresOn,
        boolean signed,
        boolean showGrade) {

    /** Labels in one batch. */
    public static final int MOST = 10_000;

    public IssueLabels {
        if (id == null || lot == null || netEach == null) {
            throw new IllegalArgumentException("请填写批次、每件净重和本批编号 (lot, net weight and an id are needed)");
        }
        if (count < 1 || count > MOST) {
            throw new Refused(
                    LabelRefusal.TOO_MANY, "一批可发1到" + MOST + "枚标签，现为" + count + " (1 to " + MOST + " labels)");
        }
        if (netEach.isZero()) {
            throw new IllegalArgumentException("每件净重须大于0 (a package weighs more than nothing)");
        }
        grade = told(grade, "规格等级 (grade)");
        testReport = told(testReport, "检验报告号 (report number)");
        standard = told(standard, "执行标准 (standard)");
        storage = told(storage, "贮藏 (storage)");
        expiresOn = expiresOn == null ? Optional.empty() : expiresOn;
    }

    /** Ordinary labels: not signed, without a day of expiry or a grade. */
    public IssueLabels(
            UUID id,
            ShortCode lot,
            int count,
            Kilograms netEach,
            Optional<String> grade,
            Optional<String> testReport,
            Optional<String> standard,
            Optional<String> storage) {
        this(id, lot, count, netEach, grade, testReport, standard, storage, Optional.empty(), false, false);
    }

    private static Optional<String> told(Optional<String> text, String field) {
        Optional<String> told =
                text == null ? Optional.empty() : text.map(String::strip).filter(t -> !t.isEmpty());
        if (told.filter(t -> t.length() > 60).isPresent()) {
            throw new IllegalArgumentException(field + "最多60个字 (at most 60 characters)");
        }
        return told;
    }
}
