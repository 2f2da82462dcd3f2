package org.herbtrust.inspection;

import org.herbtrust.kernel.Text;

/** What buyers complain of, in their words. */
public enum ComplaintKind {
    NOT_GENUINE(Text.of("假的，或不是所写的药材", "fake, or not what it says")),
    DYED_OR_WEIGHTED(Text.of("染色、掺糖盐泥沙增重", "dyed, or made heavier")),
    SULPHUR(Text.of("有刺鼻硫磺味", "smells of sulphur")),
    MOULD(Text.of("发霉、虫蛀", "mouldy or eaten by insects")),
    SHORT_WEIGHT(Text.of("缺斤少两", "short weight")),
    LABEL_WRONG(Text.of("标签与货物不符，或标签像是复制的", "label doesn't fit the goods, or looks copied")),
    SERVICE(Text.of("态度恶劣、拒绝开票退货", "rude, no invoice, no return")),
    OTHER(Text.of("其他", "something else"));

    private final Text title;

    ComplaintKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
