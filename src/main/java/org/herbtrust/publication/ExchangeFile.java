package org.herbtrust.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.kernel.Text;
import org.herbtrust.publication.rules.ExchangeKind;

/**
 * A file that was made for the public credit platform, with what became of it.
 *
 * @param number such as {@code PENALTY-20261120-0007}; it names the file for ever
 * @param records in it
 * @param sha256 of its bytes, which are kept
 * @param receipts the oldest first
 */
public record ExchangeFile(
        long id,
        String number,
        ExchangeKind kind,
        ExchangeFileFormat format,
        LocalDate from,
        LocalDate to,
        int records,
        String sha256,
        Instant madeAt,
        String madeBy,
        List<Receipt> receipts) {

    public ExchangeFile {
        receipts = List.copyOf(receipts);
    }

    /** What became of a file. */
    public enum Event {
        /** Handed over; a second time is a resend of the same bytes. */
        SENT(Text.of("已报送", "sent")),
        ACCEPTED(Text.of("已接收", "accepted")),
        REFUSED(Text.of("被退回", "refused"));

        private final Text title;

        Event(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    /** @param note the platform's own number or reason */
    public record Receipt(Event event, String note, Instant at, String by) {}
}
