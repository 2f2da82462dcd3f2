package org.herbtrust.trace;

import org.herbtrust.kernel.Text;

/** Where a material comes from in the national platform's sense (来源: 栽培, 野生, 自购). */
public enum Source {
    CULTIVATED(Text.of("栽培", "cultivated")),
    WILD(Text.of("野生", "wild")),
    PURCHASED(Text.of("外购", "purchased")),
    UNKNOWN(Text.of("未说明", "not told"));

    private final Text title;

    Source(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** The word in events and in the catalogue's rules. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Source ofWord(String word) {
        for (Source source : values()) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        return UNKNOWN;
    }
}
