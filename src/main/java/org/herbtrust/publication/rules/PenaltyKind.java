package org.herbtrust.publication.rules;

import java.util.List;

/**
 * How a kind of penalty is treated here.
 *
 * @param words one of which stands in the penalty's kind as the authority wrote it
 * @param fact the type of the credit fact, by name: what it weighs is the credit policy's
 * @param displayClass 轻微, 一般 or 严重, by name
 * @param published whether it is shown to the public at all
 * @param months it is displayed from the day of the document, where the authority sets no end
 * @param basis the rule
 */
public record PenaltyKind(
        String id, List<String> words, String fact, String displayClass, boolean published, int months, String basis) {

    public PenaltyKind {
        words = List.copyOf(words);
    }

    public boolean covers(String kindOfPenalty) {
        return words.stream().anyMatch(kindOfPenalty::contains);
    }
}
