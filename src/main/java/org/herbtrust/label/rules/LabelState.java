package org.herbtrust.label.rules;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.herbtrust.kernel.Text;

/** The life of one label, from its serial being drawn to the end of the package that wears it. */
public enum LabelState {
    ISSUED(Text.of("已发放", "issued")),
    PRINTED(Text.of("已打印", "printed")),
    APPLIED(Text.of("已贴用", "on a package")),
    SOLD(Text.of("已售出", "sold")),
    DESTROYED(Text.of("已销毁", "destroyed")),
    VOIDED(Text.of("已作废", "voided"));

    private static final Map<LabelState, Set<LabelState>> MOVES = new EnumMap<>(Map.of(
            ISSUED, EnumSet.of(PRINTED, APPLIED, DESTROYED, VOIDED),
            PRINTED, EnumSet.of(APPLIED, SOLD, DESTROYED, VOIDED),
            APPLIED, EnumSet.of(SOLD, DESTROYED, VOIDED),
            SOLD, EnumSet.of(DESTROYED),
            DESTROYED, EnumSet.noneOf(LabelState.class),
            VOIDED, EnumSet.noneOf(LabelState.class)));

    private final Text title;

    LabelState(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    public boolean mayBecome(LabelState next) {
        return MOVES.get(this).contains(next);
    }

    /** The states from which that one may be reached; what a conditional update of many labels asks for. */
    public static Set<LabelState> thatMayBecome(LabelState next) {
        Set<LabelState> from = EnumSet.noneOf(LabelState.class);
        for (LabelState state : values()) {
            if (state.mayBecome(next)) {
                from.add(state);
            }
        }
        return from;
    }
}
