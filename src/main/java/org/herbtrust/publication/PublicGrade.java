package org.herbtrust.publication;

import java.time.LocalDate;
import org.herbtrust.kernel.Text;

/**
 * A grade as it is published: the letter and what it rests on, never the number behind it.
 *
 * @param grade A, B, C, D or NOT_ENOUGH
 */
public record PublicGrade(String grade, Text title, LocalDate asOf, String policyVersion, Long ledgerIndex) {}
