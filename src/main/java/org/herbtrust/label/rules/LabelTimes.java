package org.herbtrust.label.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the life of the one genuine package.
 *
 * @param endedAt when its label was voided or its package destroyed
 */
public record LabelTimes(Optional<Instant> soldAt, Optional<Instant> endedAt) {

    public static final LabelTimes OPEN = new LabelTimes(Optional.empty(), Optional.empty());
}
