package org.herbtrust.casework;

import java.time.LocalDate;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;

/** News: nobody took a step in time. Fired once for each step that lapsed. */
public record StepOverdue(
        CaseId caseId, MerchantId merchant, ProcedureKind procedure, CaseState state, LocalDate dueOn) {}
