package org.herbtrust.epcis;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * That an event speaks of a thing, a class or a container, without the event's body: what somebody needs who follows goods
 * from event to event.
 *
 * @param seq place of the event in the order of capture
 * @param declaration whether this is the declaration that the event of that id is wrong
 * @param place business location, else read point
 * @param thing in canonical form
 * @param role of the thing in the event
 * @param quantity of a class, in whatever unit the event gives
 * @param parent of an aggregation
 */
public record Mention(
        long seq,
        String eventId,
        boolean declaration,
        EpcisEvent.Type type,
        Optional<EpcisEvent.Action> action,
        Optional<String> bizStep,
        Optional<String> disposition,
        Instant eventTime,
        Instant recordTime,
        Optional<String> place,
        String thing,
        Role role,
        Optional<BigDecimal> quantity,
        Optional<String> parent) {

    /** As the event's lists are called, from the thing's point of view. */
    public enum Role {
        EPC("epc"),
        CLASS("class"),
        PARENT("parent"),
        CHILD("child"),
        CHILD_CLASS("childClass"),
        INPUT("input"),
        INPUT_CLASS("inputClass"),
        OUTPUT("output"),
        OUTPUT_CLASS("outputClass");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        private static final Map<String, Role> BY_WORD =
                Stream.of(values()).collect(Collectors.toMap(role -> role.word, Function.identity()));

        static Role of(String word) {
            return BY_WORD.get(word);
        }

        /** Whether the thing is inside of what the event calls its parent. */
        public boolean isContent() {
            return this == CHILD || this == CHILD_CLASS;
        }

        public boolean isInput() {
            return this == INPUT || this == INPUT_CLASS;
        }

        public boolean isOutput() {
            return this == OUTPUT || this == OUTPUT_CLASS;
        }
    }

    Mention with(String what, Role as, Optional<BigDecimal> howMuch) {
        return new Mention(
                seq,
                eventId,
                declaration,
                type,
                action,
                bizStep,
                disposition,
                eventTime,
                recordTime,
                place,
                what,
                as,
                howMuch,
                parent);
    }
}
