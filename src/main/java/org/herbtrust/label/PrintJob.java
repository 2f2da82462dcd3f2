package org.herbtrust.label;

import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Text;

/**
 * How far a print in the background is.
 *
 * @param done labels that were written or sent, of {@code total}
 * @param printer its name; empty if a file is made
 * @param said what to tell the person; empty while there is nothing to say
 */
public record PrintJob(
        UUID id,
        UUID batch,
        LabelFormat format,
        State state,
        int done,
        int total,
        Optional<String> printer,
        Optional<Text> said) {

    /** In the order in which a job goes through them; the last three are ends. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    public boolean isOver() {
        return state.compareTo(State.DONE) >= 0;
    }

    public int percent() {
        return (int) (100L * done / total);
    }
}
