package org.herbtrust.inspection;

import org.herbtrust.kernel.Text;

/** What the map shows of a stall: the most pressing thing. The first outranks the others. */
public enum StallState {
    HELD("封", Text.of("有封存的货", "goods on hold")),
    OVERDUE("逾", Text.of("整改逾期", "correction overdue")),
    COMPLAINT("诉", Text.of("有未结投诉", "complaint open")),
    TO_CORRECT("改", Text.of("整改中", "correction open")),
    LONG_UNVISITED("久", Text.of("久未检查", "not visited for long")),
    SUSPENDED("停", Text.of("暂停经营", "suspended")),
    FINE("✓", Text.of("正常", "in order"));

    private final String sign;
    private final Text title;

    StallState(String sign, Text title) {
        this.sign = sign;
        this.title = title;
    }

    /** One character for the map: colour alone tells too little. */
    public String sign() {
        return sign;
    }

    public Text title() {
        return title;
    }

    /** For the class that colours it. */
    public String cssClass() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
