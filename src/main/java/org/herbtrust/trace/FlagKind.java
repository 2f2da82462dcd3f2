package org.herbtrust.trace;

import org.herbtrust.kernel.Text;

/** What a rule may notice. */
public enum FlagKind {
    YIELD_UNUSUAL(Text.of("产出率异常", "unusual yield")),
    PROCESS_UNKNOWN(Text.of("工序不明", "unknown process")),
    MATERIAL_UNTOLD(Text.of("掺入未说明的药材", "merged with goods of untold material")),
    RESTRICTED_MATERIAL(Text.of("受限品种", "restricted material")),
    WEIGHT_LOST(Text.of("收货重量明显减少", "much lighter on receipt"));

    private final Text title;

    FlagKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
