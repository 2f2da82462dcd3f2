package org.herbtrust.casework;

import java.util.Optional;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;

/** Which cases a list is to hold; empty fields don't narrow. */
public record CaseQuery(
        Optional<CaseState> state, Optional<ProcedureKind> procedure, Optional<MerchantId> merchant, boolean overdue) {

    public static CaseQuery all() {
        return new CaseQuery(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    public static CaseQuery of(MerchantId merchant) {
        return new CaseQuery(Optional.empty(), Optional.empty(), Optional.of(merchant), false);
    }
}
