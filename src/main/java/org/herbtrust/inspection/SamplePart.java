package org.herbtrust.inspection;

import org.herbtrust.kernel.Text;

/** The parts that a sample is cut into, in the order of their seals: a third each (0211). */
public enum SamplePart {
    TEST(Text.of("检验用", "for the test")),
    RETEST(Text.of("复验用", "for a retest")),
    RETAINED(Text.of("留样", "retained"));

    static final int NEEDED = values().length;

    private final Text title;

    SamplePart(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
