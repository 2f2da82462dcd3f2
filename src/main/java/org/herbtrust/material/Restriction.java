package org.herbtrust.material;

import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Validity;

/**
 * A rule that a material of some source falls under.
 *
 * @param id rule id that a refusal names, such as {@code toxic-28}
 * @param document what must be shown, for {@link Effect#REQUIRE_DOCUMENT} only, else null
 * @param basis regulation or notice
 */
public record Restriction(
        String id, Effect effect, Text message, Text document, String basis, Validity validity, boolean verified) {

    public Restriction {
        if ((effect == Effect.REQUIRE_DOCUMENT) != (document != null)) {
            throw new IllegalArgumentException(
                    "a document is named by REQUIRE_DOCUMENT rules, and only by them: " + id);
        }
    }

    /** What the market does when such goods are presented. */
    public enum Effect {
        REFUSE,
        REQUIRE_DOCUMENT,
        ALERT
    }
}
