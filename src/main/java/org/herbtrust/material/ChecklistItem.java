package org.herbtrust.material;

import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Validity;

/**
 * One question of an inspection's checklist.
 *
 * @param kind inspection kind, such as {@code PATROL}
 * @param violation code of the violation that a "no" points to, or null where "no" is only noted
 */
public record ChecklistItem(String kind, String code, Text question, String violation, Validity validity) {}
