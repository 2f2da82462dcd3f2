package org.herbtrust.casework.rules;

import org.herbtrust.kernel.Text;

/** What can be done in a case. Which moves a procedure knows, and when, is data. */
public enum Move {
    OPEN(Text.of("立案/申请", "opened")),
    ACCEPT(Text.of("受理", "accepted")),
    CHECK(Text.of("核查", "checked")),
    POST_NOTICE(Text.of("公示", "public notice")),
    TALK(Text.of("约谈", "talk")),
    SERVE_NOTICE(Text.of("送达告知书/整改通知", "notice or order served")),
    REMIND(Text.of("到期提醒", "reminder")),
    RECORD_STATEMENT(Text.of("陈述、报告或补充材料", "statement, report or material")),
    WAIVE(Text.of("放弃陈述申辩期限", "time for a statement waived")),
    ASK_HEARING(Text.of("申请听证", "hearing asked for")),
    CALL_HEARING(Text.of("通知听证", "hearing called")),
    HOLD_HEARING(Text.of("举行听证", "hearing held")),
    MARK(Text.of("标注异议", "marked as under objection")),
    SUSPEND(Text.of("暂停经营", "trade suspended")),
    LIFT_SUSPENSION(Text.of("解除暂停", "suspension lifted")),
    PROPOSE_DECISION(Text.of("提出处理意见", "decision proposed")),
    RETURN_DECISION(Text.of("退回补充", "sent back")),
    CONFIRM_DECISION(Text.of("批准", "confirmed")),
    SERVE_DECISION(Text.of("送达决定", "decision served")),
    VERIFY(Text.of("复查确认已整改", "verified as corrected")),
    FIND_UNCORRECTED(Text.of("复查未整改", "found uncorrected")),
    DISMISS(Text.of("结案", "dismissed or withdrawn")),
    END_TERM(Text.of("期满解除", "term over"));

    private final Text title;

    Move(Text title) {
        this.title = title;
    }

    /** What was done, for a list of steps; what is to be done is told by the procedure's own words. */
    public Text title() {
        return title;
    }
}
