package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** Finds the lots behind what a phone has scanned while it could not ask. */
@ApplicationScoped
class ScannedGoods {

    @Inject
    Labels labels;

    @Inject
    Trace trace;

    /** The lot of a label's or a lot's code, in any form that our codes are written in. */
    Optional<LotView> lot(String scanned) {
        Optional<ShortCode> code = Scanned.recognise(scanned).shortCode();
        return code.flatMap(labels::find).map(LabelView::lot).or(() -> code).flatMap(trace::find);
    }

    /** The visit that a record tells of. A code that nobody knows is no reason to refuse it: it stays in the record. */
    Visit visit(FieldRecord record, Instant now) {
        List<Finding> findings = record.findings().stream()
                .map(found -> new Finding(
                        found.violation(),
                        found.count(),
                        found.note(),
                        found.code().isEmpty()
                                ? Optional.empty()
                                : lot(found.code()).map(LotView::code)))
                .toList();
        return new Visit(
                record.id(),
                record.kind(),
                record.merchant(),
                record.occurredAt(now),
                record.place(),
                findings,
                record.checklist(),
                Optional.ofNullable(record.correctBy()),
                record.statement(),
                Optional.ofNullable(record.follows()));
    }
}
