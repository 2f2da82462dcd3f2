package org.herbtrust.credit.rules;

import org.herbtrust.kernel.Text;

/** What may become of a fact after it was stored; each change is itself a dated entry. */
public enum FactStatus {
    UNDER_OBJECTION(Text.of("异议处理中", "under objection")),
    OBJECTION_REJECTED(Text.of("异议不成立", "objection rejected")),
    /** Its display period is over; rules that look further back still see it. */
    EXPIRED(Text.of("公示期满", "display period over")),
    CORRECTED(Text.of("已整改", "corrected")),
    /** The re-inspection that had found it corrected counts no longer. */
    REOPENED(Text.of("整改认定已撤销", "no longer taken as corrected")),
    SUPERSEDED(Text.of("已被更正的记录取代", "superseded")),
    QUASHED(Text.of("原决定已撤销", "quashed")),
    REPAIRED(Text.of("已信用修复", "repaired")),
    EXCLUDED(Text.of("依法不予处罚，不计入", "not punishable by law, not counted"));

    private final Text title;

    FactStatus(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** Whether the fact leaves every input of the grade for good. */
    public boolean takesAway() {
        return this == SUPERSEDED || this == QUASHED || this == REPAIRED || this == EXCLUDED;
    }
}
