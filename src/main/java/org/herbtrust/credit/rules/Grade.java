package org.herbtrust.credit.rules;

import org.herbtrust.kernel.Text;

/**
 * The published grade: the labels of 国食药监市〔2004〕454号 (守信, 警示, 失信, 严重失信), and the honest answer where there are
 * too few visits to say.
 */
public enum Grade {
    A(0, Text.of("守信", "trustworthy")),
    B(1, Text.of("警示", "watch")),
    C(2, Text.of("失信", "dishonest")),
    D(3, Text.of("严重失信", "gravely dishonest")),
    NOT_ENOUGH(1, Text.of("暂无足够检查记录", "not enough inspections yet"));

    private static final Grade[] LETTERS = {A, B, C, D};

    private final int rank;
    private final Text title;

    Grade(int rank, Text title) {
        this.rank = rank;
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** 0 for A to 3 for D; not enough visits ranks with B, where every file starts. */
    public int rank() {
        return rank;
    }

    public boolean isWorseThan(Grade other) {
        return rank > other.rank;
    }

    public boolean isBetterThan(Grade other) {
        return rank < other.rank;
    }

    public boolean isLetter() {
        return this != NOT_ENOUGH;
    }

    /** The worse of both; of equals, {@code a}. */
    public static Grade worse(Grade a, Grade b) {
        return b.isWorseThan(a) ? b : a;
    }

    static Grade letter(int rank) {
        return LETTERS[rank];
    }
}
