package org.herbtrust.inspection.rules;

import java.math.BigDecimal;
import java.util.Optional;
import org.herbtrust.material.rules.Unit;

/**
 * One figure of a laboratory's report.
 *
 * @param item code of the test item
 * @param value as reported; if {@code below}, the laboratory's limit of quantification, empty where it did not say
 * @param below reported as not detected, or as less than {@code value}
 * @param method as the report names it, such as {@code 通则2331第一法}; empty where it says nothing, which counts as the limit's own
 */
public record Measured(String item, Optional<BigDecimal> value, Unit unit, boolean below, Optional<String> method) {

    private static final int LONGEST_METHOD = 100;

    private static final BigDecimal MOST = new BigDecimal("1E9");

    public Measured {
        if (item == null || !item.matches("[a-z][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException("不是检验项目代码 (not the code of a test item): " + item);
        }
        if (value.isEmpty() && !below) {
            throw new IllegalArgumentException("检验项目" + item + "没有数值 (no figure)");
        }
        value.ifPresent(v -> {
            if (v.signum() < 0 || v.compareTo(MOST) > 0 || v.scale() > 12 || v.scale() < -12) {
                throw new IllegalArgumentException("检验值超出范围 (figure out of range): " + v);
            }
        });
        method = method.map(String::strip).filter(m -> !m.isEmpty());
        if (method.filter(m -> m.length() > LONGEST_METHOD).isPresent()) {
            throw new IllegalArgumentException("检验方法最多" + LONGEST_METHOD + "字 (method too long)");
        }
    }

    public Measured(String item, Optional<BigDecimal> value, Unit unit, boolean below) {
        this(item, value, unit, below, Optional.empty());
    }

    /** The same figure, found by that method; null or blank for one that isn't named. */
    public Measured by(String named) {
        return new Measured(item, value, unit, below, Optional.ofNullable(named));
    }

    /**
     * Reads what a report says: {@code 12.3}, {@code <0.05}, {@code 未检出}, {@code ND}, and with the laboratory's limit of
     * quantification {@code 未检出(<0.05)} or {@code 未检出(0.05)}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Measured of(String item, String text, String unit) {
        String t = text == null
                ? ""
                : text.replaceAll("\\s", "").replace('＜', '<').replace('（', '(').replace('）', ')');
        if (t.length() > 40) {
            throw new IllegalArgumentException("检验值过长 (figure too long)");
        }
        Unit known = Unit.ofSign(unit);
        String told = t.replaceFirst("^(未检出|(?i:ND))", "");
        boolean nothing = told.length() < t.length();
        if (nothing && told.isEmpty()) {
            return new Measured(item, Optional.empty(), known, true);
        }
        String bare = told.replaceFirst("^\\((.*)\\)$", "$1");
        boolean less = bare.startsWith("<");
        try {
            // what stands beside "not detected" is the limit of quantification, with or without the sign
            return new Measured(
                    item, Optional.of(new BigDecimal(less ? bare.substring(1) : bare)), known, nothing || less);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("检验值无法读懂 (the figure cannot be read): " + text, notANumber);
        }
    }

    /** As a person reads it: {@code < 0.05 mg/kg}. */
    public String display() {
        return value.map(v -> (below ? "< " : "") + v.toPlainString() + " " + unit.sign())
                .orElse("未检出 not detected");
    }
}
