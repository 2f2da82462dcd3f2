package org.herbtrust.label;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.LabelState;

/** Fired in the transaction that changes the state of labels: whoever keeps an answer to their scan must forget it. */
public record LabelsChanged(UUID batch, List<ShortCode> codes, LabelState state, Instant at) {}
