package org.herbtrust.ledger;

/** What kind of fact a leaf commits to. Names are part of the published entries: add, never rename. */
public enum LeafKind {
    /** A captured EPCIS event; subject is its event id. */
    EVENT,
    /** One issue of labels, hashed as a whole. */
    LABEL_BATCH,
    /** A confirmed inspection result. */
    RESULT,
    /** A grade with the hash of its explanation. */
    GRADE,
    /** A decision in a case. */
    DECISION,
    /** Another document of a case, by the hash of its bytes; the subject tells neither case nor party. */
    DOCUMENT,
    /** A published list as it stood. */
    LIST_SNAPSHOT,
    /** A random draw of objects and inspectors. */
    DRAW,
    /** A policy version that came into force. */
    POLICY,
    /** A credit commitment as signed. */
    COMMITMENT,
    /** A recall notice or its end. */
    RECALL
}
