package org.herbtrust.inspection.rules;

import org.herbtrust.kernel.Text;

/** How one item, or a whole report, comes out. */
public enum Outcome {
    PASS(Text.of("符合规定", "passes")),
    FAIL(Text.of("不符合规定", "fails")),
    /** Something that had to be judged could not be. */
    INCOMPLETE(Text.of("未能判定", "incomplete")),
    /** The item has no limit for these goods on that day; it is shown and decides nothing. */
    NO_LIMIT(Text.of("无限度要求", "no limit"));

    private final Text title;

    Outcome(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
