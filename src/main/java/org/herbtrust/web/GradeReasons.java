package org.herbtrust.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.Text;

/**
 * An explanation of a grade, read for a person: the sentence, the rules, what counted, what did not, the way up.
 *
 * @param shortest the least that would lift the grade, null where there is nothing to say
 * @param pending the grade that waits for a person, null if none does
 */
public record GradeReasons(
        Grade grade,
        Grade pending,
        String asOf,
        String policyVersion,
        Text why,
        List<Rule> rules,
        List<Used> used,
        List<LeftOut> leftOut,
        List<Text> waysUp,
        Text shortest,
        Text adjustment,
        Text notice,
        List<Confirmed> confirmed,
        List<Remedy> remedies) {

    private static final Set<FactType> LOOKS =
            EnumSet.of(FactType.VISIT, FactType.REINSPECTION, FactType.COMPLAINT_VISIT, FactType.SAMPLE_PASSED);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A named person's yes. */
    public record Confirmed(Grade grade, String on, String by) {}

    /** A row of the policy that applied. */
    public record Rule(String id, Text text, Grade cap, String basis, boolean confirmed, boolean needsConfirmation) {}

    /**
     * A fact that counted.
     *
     * @param looked whether somebody looked at goods or stall: only then "nothing found" means something
     */
    public record Used(
            String fact,
            Text type,
            boolean looked,
            String day,
            int critical,
            int serious,
            int minor,
            String weight,
            boolean disputed) {
        public boolean isClean() {
            return critical + serious + minor == 0;
        }
    }

    /** A fact that did not count, and why not. */
    public record LeftOut(String fact, Text type, String day, Text reason) {}

    /** What the merchant may do about it. */
    public record Remedy(Text text, int days, boolean workingDays, String basis) {}

    /** Reads the canonical JSON of the credit package. */
    static GradeReasons of(String explanation) {
        try {
            JsonNode e = JSON.readTree(explanation);
            return new GradeReasons(
                    Grade.valueOf(e.path("grade").asText()),
                    e.path("pending").isTextual()
                            ? Grade.valueOf(e.path("pending").asText())
                            : null,
                    e.path("asOf").asText(),
                    e.path("policyVersion").asText(),
                    text(e.path("why")),
                    each(
                            e.path("rulesFired"),
                            r -> new Rule(
                                    r.path("rule").asText(),
                                    text(r.path("text")),
                                    Grade.valueOf(r.path("cap").asText()),
                                    r.path("basis").asText(),
                                    r.path("confirmed").asBoolean(),
                                    r.path("needsConfirmation").asBoolean())),
                    each(
                            e.path("used"),
                            u -> new Used(
                                    u.path("fact").asText(),
                                    type(u),
                                    LOOKS.contains(
                                            FactType.valueOf(u.path("type").asText())),
                                    u.path("occurredOn").asText(),
                                    u.path("critical").asInt(),
                                    u.path("serious").asInt(),
                                    u.path("minor").asInt(),
                                    Display.plain(u.path("weight")
                                            .decimalValue()
                                            .setScale(2, java.math.RoundingMode.HALF_EVEN)),
                                    u.path("underObjection").asBoolean())),
                    each(
                            e.path("leftOut"),
                            l -> new LeftOut(
                                    l.path("fact").asText(),
                                    type(l),
                                    l.path("occurredOn").asText(),
                                    text(l.path("reason")))),
                    each(e.path("waysUp"), w -> text(w.path("text"))),
                    textOrNull(e.path("shortestWayUp").path("text")),
                    textOrNull(e.path("index").path("inspectorAdjustment").path("line")),
                    textOrNull(e.path("legalBasis").path("text")),
                    each(
                            e.path("confirmations"),
                            c -> new Confirmed(
                                    Grade.valueOf(c.path("grade").asText()),
                                    c.path("on").asText(),
                                    c.path("by").asText())),
                    each(
                            e.path("remedies"),
                            r -> new Remedy(
                                    text(r.path("text")),
                                    r.path("days").asInt(),
                                    r.path("workingDays").asBoolean(),
                                    r.path("basis").asText())));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an explanation cannot be read", broken);
        }
    }

    private static Text type(JsonNode row) {
        return FactType.valueOf(row.path("type").asText()).title();
    }

    /** Explanations that were stored before may lack a part. */
    private static Text textOrNull(JsonNode both) {
        return both.isObject() ? text(both) : null;
    }

    private static Text text(JsonNode both) {
        return Text.of(both.path("zh").asText(), both.path("en").asText());
    }

    private static <T> List<T> each(JsonNode rows, Function<JsonNode, T> reading) {
        List<T> read = new ArrayList<>();
        rows.forEach(row -> read.add(reading.apply(row)));
        return List.copyOf(read);
    }
}
