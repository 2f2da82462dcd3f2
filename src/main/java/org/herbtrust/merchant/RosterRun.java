package org.herbtrust.merchant;

/** What an import of a roster does with it. */
public enum RosterRun {
    /** Reads and checks everything and stores nothing. */
    CHECK_ONLY,
    /** Stores all rows, or nothing if one has an error. */
    ALL_OR_NOTHING,
    /** Stores the rows without error and reports the others. */
    GOOD_ROWS
}
