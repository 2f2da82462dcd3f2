package org.herbtrust.label;

import org.herbtrust.kernel.Text;

/** What a merchant may do with the goods behind a scanned code, or why not. */
public enum PackageVerdict {
    OK(Text.of("可以办理", "fine")),
    MISTYPED(Text.of("编码有误", "mistyped")),
    NOT_OURS(Text.of("不是本市场的编码", "not a code of this market")),
    NEVER_ISSUED(Text.of("不存在", "never issued")),
    OUT_OF_USE(Text.of("标签已作废或销毁", "voided or destroyed")),
    SOLD(Text.of("已售出", "sold already")),
    HELD(Text.of("已封存", "on hold")),
    NOT_SHIPPED(Text.of("未出库", "not sent off yet")),
    NOT_YOURS(Text.of("货权不匹配", "somebody else's goods")),
    ALREADY_IN(Text.of("已入库", "taken in already"));

    private final Text title;

    PackageVerdict(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
