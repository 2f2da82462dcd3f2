package org.herbtrust.trace;

import java.util.Locale;
import org.herbtrust.kernel.Text;

/** The state in which a material is traded. Never 饮片: prepared slices are not sold on a market of materials. */
public enum Form {
    FRESH(Text.of("鲜货", "fresh")),
    DRIED(Text.of("干货", "dried")),
    SLICED(Text.of("产地片", "sliced at origin")),
    WHOLE(Text.of("统货", "whole")),
    UNKNOWN(Text.of("未说明", "not told"));

    private final Text title;

    Form(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** The word in events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Form ofWord(String word) {
        for (Form form : values()) {
            if (form.word().equals(word)) {
                return form;
            }
        }
        return UNKNOWN;
    }
}
