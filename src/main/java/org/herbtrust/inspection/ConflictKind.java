package org.herbtrust.inspection;

import org.herbtrust.kernel.Text;

/** What can have changed between recording a visit on a phone and its arrival. None of it is a reason to refuse a record. */
public enum ConflictKind {
    TWO_ON_ONE_STALL(Text.of("两人同日检查同一摊位", "two inspectors at one stall on one day")),
    MERCHANT_CHANGED(Text.of("商户信息已变更", "the merchant has changed")),
    CORRECTION_DONE(Text.of("整改已由他人复查", "the correction was checked by somebody else")),
    CODE_UNKNOWN(Text.of("扫描的编码不属于本市场", "a scanned code that is not of this market")),
    CODE_ELSEWHERE(Text.of("扫描的货物登记在他人名下", "scanned goods that are registered with somebody else")),
    CORRECTED_TWICE(Text.of("同一记录被更正两次", "one record corrected twice")),
    CLOCK(Text.of("手机时间不准", "the phone's clock was wrong"));

    private final Text title;

    ConflictKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
