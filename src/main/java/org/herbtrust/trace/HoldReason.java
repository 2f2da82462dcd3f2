package org.herbtrust.trace;

import org.herbtrust.kernel.Text;

/** Why goods may not be moved. The national platform freezes for 质量 or 其他; this list is finer. */
public enum HoldReason {
    FAILED_RESULT(Text.of("检验不合格", "failed a test")),
    SUSPECTED_FAKE(Text.of("疑似假劣", "suspected fake or inferior")),
    INVESTIGATION(Text.of("调查需要", "under investigation")),
    RECALL(Text.of("召回", "recalled"));

    private final Text title;

    HoldReason(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
