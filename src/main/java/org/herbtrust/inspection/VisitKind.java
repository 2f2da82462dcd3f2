package org.herbtrust.inspection;

import java.util.EnumSet;
import java.util.Set;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;

/** Why somebody looked. The names are those of {@code checklists.yaml}. */
public enum VisitKind {
    PATROL(Text.of("巡查", "patrol"), Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN),
    /** Checks a patrol: never by the one who patrolled. */
    SUPERVISION(Text.of("督查", "supervision of patrols"), Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN),
    SAMPLING(Text.of("监督抽验", "supervisory sampling"), Role.INSPECTOR, Role.REGULATOR, Role.ADMIN),
    COMPLAINT(Text.of("投诉核查", "check of a complaint"), Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN),
    /** Looks whether an earlier visit's findings were corrected. */
    FOLLOW_UP(Text.of("复查", "follow-up"), Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN),
    /** By the merchant about itself. */
    SELF(Text.of("自检", "self-check"), Role.MERCHANT, Role.GROWER);

    private final Text title;
    private final Set<Role> recorders;

    VisitKind(Text title, Role first, Role... rest) {
        this.title = title;
        this.recorders = EnumSet.of(first, rest);
    }

    public Text title() {
        return title;
    }

    boolean mayBeRecordedBy(Role role) {
        return recorders.contains(role);
    }
}
