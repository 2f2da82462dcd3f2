package org.herbtrust.verify;

import java.util.List;
import org.herbtrust.kernel.Text;
import org.herbtrust.publication.rules.Party;

/**
 * The long part of an answer: where a lot comes from, on which way it came to its seller, how it was tested. Kept as JSON in
 * {@code answer_story} until something happens to the lots; what may change a verdict is no part of it.
 *
 * @param restsOn codes of the lots and numbers of the merchants that it tells of
 * @param party the seller as anyone may see it
 */
record Story(
        boolean traced,
        Text originNote,
        List<Answer.Origin> origins,
        List<Answer.Step> steps,
        List<Answer.Test> tests,
        List<String> eventIds,
        Party party,
        List<String> restsOn) {

    /** Raised when a release tells stories otherwise: those of before are not read any more. */
    static final int FORMAT = 2;
}
