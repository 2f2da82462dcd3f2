package org.herbtrust.casework;

import org.herbtrust.kernel.Text;

/** What a person is to an entity: whose dishonesty follows them to the next licence. */
public enum Post {
    OPERATOR(Text.of("经营者", "operator")),
    LEGAL_REPRESENTATIVE(Text.of("法定代表人", "legal representative")),
    CONTROLLER(Text.of("实际控制人", "person in control")),
    QUALITY_MANAGER(Text.of("质量负责人", "quality manager"));

    private final Text title;

    Post(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
