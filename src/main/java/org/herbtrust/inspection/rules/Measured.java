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
 */
public record Measured(String item, Optional<BigDecimal> value, Unit unit, boolean below) {

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
    }

    /**
     * Reads what a report says: {@code 12.3}, {@code <0.05}, {@code 未检出}, {@code 未检出(<0.05)}, {@code ND}.
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
        if (t.equals("未检出") || t.equalsIgnoreCase("ND")) {
            return new Measured(item, Optional.empty(), known, true);
        }
        String bare = t.replaceFirst("^未检出", "").replaceFirst("^\\((.*)\\)$", "$1");
        boolean below = bare.startsWith("<");
        try {
            return new Measured(item, Optional.of(new BigDecimal(below ? bare.substring(1) : bare)), known, below);
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
