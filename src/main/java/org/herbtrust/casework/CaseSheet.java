package org.herbtrust.casework;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A document of a case before it is set: what its page shows.
 *
 * @param addressee null where it is addressed to nobody
 * @param day written as official documents write it: 2026年3月10日
 * @param seal random, printed at the foot: it tells two copies apart, and nobody can guess the document from its hash
 */
public record CaseSheet(
        String issuer,
        String number,
        String title,
        String addressee,
        List<String> paragraphs,
        String day,
        String caseNumber,
        String note,
        String seal) {

    public CaseSheet {
        title = printable(title);
        addressee = addressee == null ? null : printable(addressee);
        paragraphs = paragraphs.stream().map(CaseSheet::printable).toList();
    }

    /** Without what no page can show and no XML can hold: control characters and halves of characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]", " ");
    }

    /** Paragraphs are parted by empty lines or line ends. */
    static List<String> paragraphs(String body) {
        return Arrays.stream(body.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    static String chinese(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** The same as plain text: for the page, for search, for readers of a screen. */
    String text() {
        return issuer + "\n" + title + "\n" + number + "\n\n"
                + (addressee == null ? "" : addressee + "：\n\n")
                + paragraphs.stream().collect(Collectors.joining("\n\n"))
                + "\n\n" + issuer + "\n" + day + "\n";
    }
}
