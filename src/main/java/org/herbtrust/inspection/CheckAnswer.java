package org.herbtrust.inspection;

/** The answer to a question of the checklist. */
public enum CheckAnswer {
    YES,
    NO,
    NOT_APPLICABLE
}
