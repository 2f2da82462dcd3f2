package org.herbtrust.label.rules;

import org.herbtrust.kernel.Text;

/** Why a text that begins like GS1 data isn't. */
final class Gs1Fault extends IllegalArgumentException {

    private final transient Text why;

    Gs1Fault(String zh, String en) {
        super(zh + " (" + en + ")");
        this.why = Text.of(zh, en);
    }

    Text why() {
        return why;
    }
}
