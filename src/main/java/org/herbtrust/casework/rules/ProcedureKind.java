package org.herbtrust.casework.rules;

import org.herbtrust.kernel.Text;

/** The procedures that bind a merchant, or that a merchant may ask for. Their steps are data. */
public enum ProcedureKind {
    ADMISSION(Text.of("市场准入", "admission")),
    EXIT(Text.of("失信退出", "exit")),
    BLACKLIST(Text.of("市场黑名单", "blacklist")),
    WARNING(Text.of("诚信引导", "guidance and warning")),
    REPAIR(Text.of("信用修复", "credit repair")),
    OBJECTION(Text.of("信用异议", "objection"));

    private final Text title;

    ProcedureKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** Whether a party asks and the market answers. */
    public boolean isRequest() {
        return this == ADMISSION || this == REPAIR || this == OBJECTION;
    }
}
