package org.herbtrust.credit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A drafted version of the policy; written {@code PD00012}. */
public record PolicyDraftId(long value) {

    public PolicyDraftId {
        if (value < 1) {
            throw new IllegalArgumentException("a draft's number is from 1: " + value);
        }
    }

    /** Reads {@code PD00012}. */
    @JsonCreator
    public static PolicyDraftId fromString(String text) {
        String t = text == null ? "" : text.strip();
        if (!t.matches("PD\\d{5,15}")) {
            throw new IllegalArgumentException("草案编号形如 PD00012 (a draft's number looks like PD00012): " + text);
        }
        return new PolicyDraftId(Long.parseLong(t.substring(2)));
    }

    @JsonValue
    @Override
    public String toString() {
        return "PD%05d".formatted(value);
    }
}
