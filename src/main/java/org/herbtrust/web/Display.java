package org.herbtrust.web;

import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.ChecklistItem;
import org.herbtrust.trace.ConsignmentView;

/** How values look on a page, in the reader's language and the market's time. */
@TemplateExtension
final class Display {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Market.ZONE);

    private Display() {}

    /** The words in the reader's language. */
    static String tr(Text text, @TemplateExtension.TemplateAttribute(TemplateInstance.LOCALE) Object locale) {
        return text.in((Locale) locale);
    }

    /** Date and time of the market, to the minute. */
    static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    static LocalDate day(Instant instant) {
        return Market.dayOf(instant);
    }

    /** Without the zeros that say nothing: {@code 12.5 kg}. */
    static String inKg(Kilograms mass) {
        return plain(mass.value()) + " kg";
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static String percent(BigDecimal share) {
        return plain(share.movePointRight(2)) + " %";
    }

    /** To one decimal, where more would only look exact. */
    static String roundPercent(BigDecimal ratio) {
        return plain(ratio.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN)) + " %";
    }

    /** The field for one lot's part in a merge. */
    static String mergeField(ShortCode lot) {
        return "kg-" + lot;
    }

    /** The field for the weight at which a consignment arrived. */
    static String weightField(ConsignmentView consignment) {
        return "kg-" + consignment.id();
    }

    /** The field for one answer of a checklist. */
    static String answerField(ChecklistItem question) {
        return "q-" + question.code();
    }

    /** The class that colours a grade's letter. */
    static String cssClass(String grade) {
        return grade.length() == 1 ? grade.toLowerCase(Locale.ROOT) : "none";
    }
}
