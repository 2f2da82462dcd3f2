package org.herbtrust.casework;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;

/** A case in a list. */
public record CaseSummary(
        CaseId id,
        MerchantId merchant,
        ProcedureKind procedure,
        CaseState state,
        String groundId,
        Optional<LocalDate> dueOn,
        boolean overdue,
        Optional<String> decisionNo) {}
