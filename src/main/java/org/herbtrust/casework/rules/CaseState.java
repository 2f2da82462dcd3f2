package org.herbtrust.casework.rules;

import org.herbtrust.kernel.Text;

/** Where a case stands. */
public enum CaseState {
    PROPOSED(false, Text.of("系统提示，待立案", "proposed by a rule")),
    OPENED(false, Text.of("已立案", "opened")),
    MARKED(false, Text.of("已标注异议", "marked")),
    NOTICE_SERVED(false, Text.of("已送达告知书", "notice served")),
    HEARING_ASKED(false, Text.of("已申请听证", "hearing asked for")),
    HEARD(false, Text.of("陈述、听证完毕", "heard")),
    DECISION_PROPOSED(false, Text.of("待批准", "decision proposed")),
    DECIDED(false, Text.of("已决定，待送达", "decided, to be served")),
    EFFECTIVE(true, Text.of("已生效", "in effect")),
    VERIFIED(true, Text.of("整改已确认", "correction verified")),
    DISMISSED(true, Text.of("已结案，不予处理", "dismissed"));

    private final boolean over;
    private final Text title;

    CaseState(boolean over, Text title) {
        this.over = over;
        this.title = title;
    }

    /** Whether nothing more can happen. */
    public boolean isOver() {
        return over;
    }

    public Text title() {
        return title;
    }
}
