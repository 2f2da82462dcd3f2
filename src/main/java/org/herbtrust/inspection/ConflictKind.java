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
    /** It names a record of another person, kind or merchant: that one counts until somebody has agreed. */
    CORRECTS_ANOTHER(Text.of("更正的是他人、他类或他户的记录", "corrects a record of another person, kind or merchant")),
    CORRECTS_UNKNOWN(Text.of("所更正的记录未到", "the record that it corrects has not arrived")),
    CATALOGUE_CHANGED(Text.of("检查表或违规目录已变更", "the checklist or the violations have changed")),
    CLOCK(Text.of("手机时间不准", "the phone's clock was wrong"));

    private final Text title;

    ConflictKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** Whether a person may settle it by letting the record take the other one's place. */
    public boolean mayReplace() {
        return this == CORRECTED_TWICE || this == CORRECTS_ANOTHER;
    }
}
