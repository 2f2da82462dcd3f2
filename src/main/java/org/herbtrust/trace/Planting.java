package org.herbtrust.trace;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How a lot was grown, in the fields that the national platform records for planting batches. All are optional; what is
 * told is public.
 *
 * @param seedSource where seed or seedlings came from, such as 自繁
 * @param areaMu planted area in mu (亩, 1/15 ha)
 * @param fertiliser what was given, in the grower's words
 * @param pesticide what was sprayed and when, in the grower's words
 */
public record Planting(String seedSource, BigDecimal areaMu, LocalDate plantedOn, String fertiliser, String pesticide) {

    private static final BigDecimal LARGEST = new BigDecimal("100000");

    public Planting {
        seedSource = text(seedSource, "种源 (seed source)");
        fertiliser = text(fertiliser, "施肥 (fertiliser)");
        pesticide = text(pesticide, "用药 (pesticide)");
        if (areaMu != null && (areaMu.signum() <= 0 || areaMu.compareTo(LARGEST) > 0)) {
            throw new IllegalArgumentException("面积应在0到100000亩之间 (area from 0 to 100000 mu): " + areaMu);
        }
    }

    private static String text(String value, String field) {
        String text = value == null || value.isBlank() ? null : value.strip();
        if (text != null && text.length() > 200) {
            throw new IllegalArgumentException(field + "最多200个字 (at most 200 characters)");
        }
        return text;
    }
}
