package org.herbtrust.material;

import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Unit;

/**
 * Something a laboratory measures.
 *
 * @param code stable, lower case with dashes, such as {@code water} or {@code pb}
 * @param unit in which limits are stated
 * @param method general chapter of the pharmacopoeia with the usual test
 * @param violation code of the violation that a failed result amounts to
 */
public record TestItem(String code, Text name, Unit unit, String method, String violation) {}
