package org.herbtrust.merchant;

import java.time.Instant;

/** One line of an entity's history: appended, never edited. */
public record StandingEntry(Standing from, Standing to, Instant at, String decisionNo, String account) {}
