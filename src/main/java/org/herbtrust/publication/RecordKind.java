package org.herbtrust.publication;

import org.herbtrust.kernel.Text;

/** What a published record is. The market's own decisions and those of authorities are different kinds, never mixed. */
public enum RecordKind {
    RED(Text.of("红榜", "red list")),
    BLACK(Text.of("市场黑名单", "the market's blacklist")),
    DECISION(Text.of("市场决定", "decision of the market")),
    CORRECTION(Text.of("撤回与更正", "withdrawal or correction")),
    PENALTY(Text.of("行政处罚", "administrative penalty of an authority")),
    LICENCE(Text.of("行政许可", "administrative licence of an authority")),
    OFFICIAL_LISTING(Text.of("主管部门名单", "listing by an authority, imported"));

    private final Text title;

    RecordKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
