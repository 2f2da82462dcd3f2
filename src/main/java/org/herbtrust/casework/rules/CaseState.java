package org.herbtrust.casework.rules;

import org.herbtrust.kernel.Text;

/** Where a case stands. */
public enum CaseState {
    PROPOSED(false, Text.of("系统提示，待立案", "proposed by a rule")),
    OPENED(false, Text.of("已立案", "opened")),
    ACCEPTED(false, Text.of("已受理", "accepted")),
    CHECKED(false, Text.of("已核查", "checked")),
    POSTED(false, Text.of("公示中", "public notice running")),
    MARKED(false, Text.of("已标注异议", "marked")),
    TALKED(false, Text.of("已约谈", "talked to")),
    NOTICE_SERVED(false, Text.of("已送达告知书", "notice served")),
    HEARING_ASKED(false, Text.of("已申请听证", "hearing asked for")),
    HEARING_CALLED(false, Text.of("已通知听证", "hearing called")),
    HEARD(false, Text.of("陈述、听证完毕", "heard")),
    DECISION_PROPOSED(false, Text.of("待批准", "decision proposed")),
    DECIDED(false, Text.of("已决定，待送达", "decided, to be served")),
    EFFECTIVE(true, Text.of("已生效", "in effect")),
    VERIFIED(true, Text.of("整改已确认", "correction verified")),
    UNCORRECTED(true, Text.of("复查未整改", "found uncorrected")),
    DISMISSED(true, Text.of("已结案，不予处理", "dismissed")),
    ENDED(true, Text.of("已期满或提前解除", "term ended or ended early")),
    QUASHED(true, Text.of("已撤销", "quashed"));

    private final boolean over;
    private final Text title;

    CaseState(boolean over, Text title) {
        this.over = over;
        this.title = title;
    }

    /** Whether nobody has anything more to do; a term may still run out by itself. */
    public boolean isOver() {
        return over;
    }

    public Text title() {
        return title;
    }
}
