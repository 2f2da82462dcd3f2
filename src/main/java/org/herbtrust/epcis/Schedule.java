package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a query is to be run (EPCIS 2.0, QuerySchedule): all fields that are given must hold at once. A field is a list
 * of numbers, ranges ({@code [8-17]}, {@code 8-17}) and steps ({@code 0/30}); an empty one holds always. Where a
 * coarse field is given, the finer ones that are not mean their first value: {@code hour 1, minute 5} is once a day.
 *
 * @param given the fields as the subscriber wrote them
 */
record Schedule(Map<Field, String> given) {

    private static final int LONGEST_FIELD = 200;
    private static final Pattern PART = Pattern.compile("(?:\\*|\\[?(\\d{1,2})(?:-(\\d{1,2}))?]?)(?:/(\\d{1,2}))?");

    /** A schedule such as the 31st of February would be looked for until the end of time. */
    private static final int MOST_YEARS = 9;

    /** From the finest to the coarsest; a day of the week is no finer than a day of the month. */
    enum Field {
        SECOND("second", 0, 59),
        MINUTE("minute", 0, 59),
        HOUR("hour", 0, 23),
        DAY_OF_MONTH("dayOfMonth", 1, 31),
        MONTH("month", 1, 12),
        /** 1 is Monday. */
        DAY_OF_WEEK("dayOfWeek", 1, 7);

        private final String word;
        private final int first;
        private final int last;

        Field(String word, int first, int last) {
            this.word = word;
            this.first = first;
            this.last = last;
        }

        String word() {
            return word;
        }
    }

    Schedule {
        given = Map.copyOf(given);
        if (given.isEmpty()) {
            throw new IllegalArgumentException(
                    "至少一个字段 (at least one of second, minute, hour, dayOfMonth, month," + " dayOfWeek)");
        }
        given.forEach(Schedule::values);
    }

    /** @throws IllegalArgumentException with the reason, if a field is unknown or its text has no meaning */
    static Schedule of(JsonNode json) {
        Map<Field, String> given = new EnumMap<>(Field.class);
        for (Map.Entry<String, JsonNode> e : json.properties()) {
            Field field = List.of(Field.values()).stream()
                    .filter(f -> f.word.equals(e.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("未知字段 (unknown field): " + e.getKey()));
            String text = e.getValue().asText().strip();
            if (!e.getValue().isValueNode() || text.length() > LONGEST_FIELD) {
                throw new IllegalArgumentException(e.getKey() + "须为文本 (a text of numbers)");
            }
            if (!text.isEmpty()) {
                given.put(field, text);
            }
        }
        return new Schedule(given);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        for (Field field : Field.values()) {
            if (given.containsKey(field)) {
                json.put(field.word, given.get(field));
            }
        }
        return json;
    }

    /** The first moment after {@code after} at which all fields hold; empty if there is none in the next years. */
    Optional<Instant> next(Instant after, ZoneId zone) {
        Map<Field, BitSet> wanted = wanted();
        ZonedDateTime at = after.atZone(zone).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        int lastYear = at.getYear() + MOST_YEARS;
        while (at.getYear() <= lastYear) {
            if (!wanted.get(Field.MONTH).get(at.getMonthValue())) {
                at = at.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).plusMonths(1);
            } else if (!wanted.get(Field.DAY_OF_MONTH).get(at.getDayOfMonth())
                    || !wanted.get(Field.DAY_OF_WEEK).get(at.getDayOfWeek().getValue())) {
                at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!wanted.get(Field.HOUR).get(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!wanted.get(Field.MINUTE).get(at.getMinute())) {
                at = at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            } else if (!wanted.get(Field.SECOND).get(at.getSecond())) {
                at = at.plusSeconds(1);
            } else {
                return Optional.of(at.toInstant());
            }
        }
        return Optional.empty();
    }

    private Map<Field, BitSet> wanted() {
        Field finest = List.of(Field.values()).stream()
                .filter(given::containsKey)
                .findFirst()
                .orElseThrow();
        Map<Field, BitSet> wanted = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            BitSet values = new BitSet();
            if (given.containsKey(field)) {
                values = values(field, given.get(field));
            } else if (field.compareTo(finest) < 0 && field.compareTo(dayOr(finest)) < 0) {
                values.set(field.first);
            } else {
                values.set(field.first, field.last + 1);
            }
            wanted.put(field, values);
        }
        return wanted;
    }

    /** Every Monday means every Monday, not the first day of each month if that is a Monday. */
    private static Field dayOr(Field finest) {
        return finest == Field.DAY_OF_WEEK ? Field.DAY_OF_MONTH : finest;
    }

    private static BitSet values(Field field, String text) {
        BitSet values = new BitSet();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher m = PART.matcher(part.strip());
            if (!m.matches()) {
                throw new IllegalArgumentException(field.word + ": " + text);
            }
            int step = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
            int from = m.group(1) == null ? field.first : Integer.parseInt(m.group(1));
            int to = m.group(2) != null
                    ? Integer.parseInt(m.group(2))
                    : m.group(1) == null || m.group(3) != null ? field.last : from;
            if (from < field.first || to > field.last || from > to || step < 1) {
                throw new IllegalArgumentException(
                        field.word + "须在" + field.first + "–" + field.last + "之间 (out of range): " + text);
            }
            for (int i = from; i <= to; i += step) {
                values.set(i);
            }
        }
        return values;
    }
}
