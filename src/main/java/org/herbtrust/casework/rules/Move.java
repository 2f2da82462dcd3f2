package org.herbtrust.casework.rules;

/** What can be done in a case. Which moves a procedure knows, and when, is data. */
public enum Move {
    OPEN,
    SERVE_NOTICE,
    RECORD_STATEMENT,
    WAIVE,
    ASK_HEARING,
    HOLD_HEARING,
    MARK,
    PROPOSE_DECISION,
    RETURN_DECISION,
    CONFIRM_DECISION,
    SERVE_DECISION,
    VERIFY,
    DISMISS
}
