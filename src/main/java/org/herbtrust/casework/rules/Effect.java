package org.herbtrust.casework.rules;

/** What a move does outside of its case. */
public enum Effect {
    NONE,
    /** If granted, the merchant's standing becomes ADMITTED; else the application ends and its stall is free. */
    ADMIT,
    /** The application is withdrawn: its stall is free again. */
    WITHDRAW_APPLICATION,
    /** The checks of an application or request are made and written down; what they find bars its grant. */
    CHECK,
    /** The merchant's standing becomes SUSPENDED until the case is decided. */
    SUSPEND,
    /** A standing that this case suspended becomes ADMITTED again. */
    RESUME,
    /** The merchant's standing becomes EXITED. */
    EXIT,
    /** The merchant's standing becomes BLACKLISTED. */
    BLACKLIST,
    /** A listing is over: the standing becomes EXITED, from which re-entry may be applied for. */
    UNLIST,
    /** The order becomes a fact of the credit file. */
    ORDER_TO_CORRECT,
    /** The facts of the case are corrected. */
    CORRECTED,
    /** If granted, the facts of the case are repaired, and the decision it was asked against ends early. */
    REPAIR,
    /** The facts of the case, and the decision it is against, are marked as under objection. */
    MARK_OBJECTION,
    /** If upheld, the facts are excluded and the decision is quashed; else the mark is taken off. */
    SETTLE_OBJECTION,
    /** A request is withdrawn: the mark is taken off. */
    UNMARK_OBJECTION
}
