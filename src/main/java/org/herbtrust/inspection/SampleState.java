package org.herbtrust.inspection;

import org.herbtrust.kernel.Text;

/** Where a sample stands; follows from the facts recorded of it. */
public enum SampleState {
    AWAITING_RESULT(Text.of("待检验结果", "awaiting the result")),
    INCOMPLETE(Text.of("结果不完整", "result incomplete")),
    PASSED(Text.of("合格", "passed")),
    FAILED_OPEN(Text.of("不合格，复验期内", "failed, a retest may be asked for")),
    RETEST_ASKED(Text.of("已申请复验", "retest asked for")),
    FAILED(Text.of("不合格（已确认）", "failed, confirmed")),
    PASSED_ON_RETEST(Text.of("复验合格", "passed on retest")),
    /** A retest that was asked for in time and cannot be made: the first report proves nothing any more. */
    VOID(Text.of("无法复验，结果不作依据", "cannot be tested again: no result stands"));

    private final Text title;

    SampleState(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
