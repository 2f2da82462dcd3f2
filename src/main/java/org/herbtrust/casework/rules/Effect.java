package org.herbtrust.casework.rules;

/** What a move does outside of its case. */
public enum Effect {
    NONE,
    /** The merchant's standing becomes EXITED. */
    EXIT,
    /** The merchant's standing becomes BLACKLISTED. */
    BLACKLIST,
    /** The order becomes a fact of the credit file. */
    ORDER_TO_CORRECT,
    /** The facts of the case are corrected. */
    CORRECTED,
    /** If granted, the facts of the case are repaired. */
    REPAIR,
    /** The facts of the case are marked as under objection. */
    MARK_OBJECTION,
    /** The facts of the case are excluded if the objection was upheld; else the mark is taken off. */
    SETTLE_OBJECTION
}
