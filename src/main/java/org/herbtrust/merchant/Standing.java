package org.herbtrust.merchant;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.herbtrust.kernel.Text;

/** Whether an entity may trade here. Institutions 准入, 失信退出 and 黑名单 of the city plan end in one of these. */
public enum Standing {
    APPLIED(Text.of("申请中", "applied")),
    ADMITTED(Text.of("已准入", "admitted")),
    SUSPENDED(Text.of("暂停经营", "suspended")),
    EXITED(Text.of("已退出", "exited")),
    BLACKLISTED(Text.of("已列入市场黑名单", "on the market's blacklist"));

    private static final Map<Standing, Set<Standing>> MOVES = new EnumMap<>(Standing.class);

    static {
        MOVES.put(APPLIED, EnumSet.of(ADMITTED, EXITED));
        MOVES.put(ADMITTED, EnumSet.of(SUSPENDED, EXITED, BLACKLISTED));
        MOVES.put(SUSPENDED, EnumSet.of(ADMITTED, EXITED, BLACKLISTED));
        MOVES.put(EXITED, EnumSet.of(ADMITTED, BLACKLISTED));
        MOVES.put(BLACKLISTED, EnumSet.of(EXITED));
    }

    private final Text title;

    Standing(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** Only the admitted capture events, print labels and receive goods. */
    public boolean mayTrade() {
        return this == ADMITTED;
    }

    public boolean mayBecome(Standing next) {
        return MOVES.get(this).contains(next);
    }
}
