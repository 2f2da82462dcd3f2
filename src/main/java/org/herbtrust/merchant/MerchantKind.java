package org.herbtrust.merchant;

import org.herbtrust.kernel.Text;

/** What an entity does in the chain from the field to the stall. */
public enum MerchantKind {
    GROWER(Text.of("种植户", "grower")),
    PROCESSOR(Text.of("加工户", "processor")),
    TRADER(Text.of("经营户", "stall merchant"));

    private final Text title;

    MerchantKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
