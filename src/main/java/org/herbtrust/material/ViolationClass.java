package org.herbtrust.material;

import org.herbtrust.kernel.Text;

/** How grave a finding is; the worst first. */
public enum ViolationClass {
    CRITICAL(Text.of("严重", "critical")),
    SERIOUS(Text.of("较重", "serious")),
    MINOR(Text.of("轻微", "minor"));

    private final Text title;

    ViolationClass(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** Whether this is graver than the other. */
    public boolean isWorseThan(ViolationClass other) {
        return compareTo(other) < 0;
    }
}
