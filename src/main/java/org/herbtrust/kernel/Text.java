package org.herbtrust.kernel;

import java.util.Locale;

/** The same words in Chinese and in English. */
public record Text(String zh, String en) {

    public Text {
        if (zh == null || zh.isBlank() || en == null || en.isBlank()) {
            throw new IllegalArgumentException("both languages are needed: zh=" + zh + " en=" + en);
        }
    }

    public static Text of(String zh, String en) {
        return new Text(zh, en);
    }

    /** Chinese unless the reader asked for English. */
    public String in(Locale locale) {
        return "en".equals(locale.getLanguage()) ? en : zh;
    }
}
