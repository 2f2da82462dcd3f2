package org.herbtrust.label;

import java.time.LocalDate;

/**
 * The supplier's published credit grade as a label shows it. A label outlives a grade, so it always says of which month it is.
 *
 * @param grade a letter, such as {@code A}
 */
public record GradeMark(String grade, LocalDate on) {

    public GradeMark {
        if (!grade.matches("[A-Z]{1,3}")) {
            throw new IllegalArgumentException("等级应为1到3个大写字母 (a grade is one to three letters): " + grade);
        }
    }
}
