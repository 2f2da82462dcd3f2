/**
 * The sentences of the credit policy as functions of facts and a day: index, tier, fact rules, grade, explanation.
 *
 * <p>Plain Java: no clock, no database. Every number comes from a {@link org.herbtrust.credit.rules.Policy}. Doubles are
 * computed with {@link StrictMath} and the pure-Java special functions of Commons Math, so that the same inputs give the
 * same bits on every machine.
 */
package org.herbtrust.credit.rules;
