package org.herbtrust.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.inspection.CheckAnswer;
import org.herbtrust.inspection.Finding;
import org.herbtrust.inspection.Visit;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/** The fields of a visit on a form, an official's as a merchant's own: answers, findings, a statement. */
final class VisitSheet {

    /** Lines for findings that the form offers; what is more goes into a second visit. */
    static final List<FindingLine> LINES =
            List.of(new FindingLine(1), new FindingLine(2), new FindingLine(3), new FindingLine(4), new FindingLine(5));

    private static final String QUESTION = "q-";

    private VisitSheet() {}

    /** The names of the fields of one line for a finding. */
    public record FindingLine(int number) {
        public String getViolation() {
            return "violation-" + number;
        }

        public String getTimes() {
            return "count-" + number;
        }

        public String getLot() {
            return "lot-" + number;
        }

        public String getNote() {
            return "note-" + number;
        }
    }

    /** Reads the form and refuses it if a field is wrong. */
    static Visit read(
            Entered form, MultivaluedMap<String, String> typed, VisitKind kind, MerchantId merchant, Instant now) {
        Map<String, CheckAnswer> answers = new LinkedHashMap<>();
        for (String name : typed.keySet()) {
            if (name.startsWith(QUESTION)) {
                form.maybe(name, CheckAnswer::valueOf)
                        .ifPresent(answer -> answers.put(name.substring(QUESTION.length()), answer));
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (FindingLine line : LINES) {
            Optional<String> violation = form.maybe(line.getViolation());
            int count = form.maybe(line.getTimes(), Integer::valueOf).orElse(1);
            Optional<ShortCode> lot = form.maybe(line.getLot(), ShortCode::new);
            violation.ifPresent(code -> findings.add(new Finding(code, count, form.value(line.getNote()), lot)));
        }
        Optional<LocalDate> correctBy = form.maybe("correctBy", LocalDate::parse);
        Optional<VisitId> follows = form.maybe("follows", VisitId::fromString);
        form.done();
        return new Visit(
                new VisitId(form.commandName()),
                kind,
                merchant,
                now,
                form.value("place"),
                findings,
                answers,
                correctBy,
                form.value("statement"),
                follows);
    }
}
