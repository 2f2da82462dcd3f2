package org.herbtrust.material;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.herbtrust.material.rules.Validity;

/** Reads the files of {@code traceability-schema/catalogue}; whatever is wrong is reported with file and line. */
final class CatalogueFile {

    private static final String FOLDER = "traceability-schema/catalogue/";

    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CatalogueFile() {}

    /** Rows of a comma-separated file with a header; lines that start with {@code #} are comments. */
    static List<Row> csv(String name) {
        try (Reader reader = open(name)) {
            return csv(name, reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FOLDER + name, unreadable);
        }
    }

    static List<Row> csv(String name, Reader reader) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setCommentMarker('#')
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = format.parse(reader)) {
            List<Row> rows = new ArrayList<>();
            for (CSVRecord r : parser) {
                Row row = new Row(name, parser.getCurrentLineNumber(), r.toMap());
                if (!r.isConsistent()) {
                    throw row.wrong("the line has " + r.size() + " columns, the header "
                            + parser.getHeaderNames().size());
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The records of a YAML list. Their constructors check them; what they refuse is reported with its line. */
    static <T> List<T> yaml(String name, Class<T> record) {
        try (Reader reader = open(name)) {
            return yaml(name, reader, record);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FOLDER + name, unreadable);
        }
    }

    static <T> List<T> yaml(String name, Reader reader, Class<T> record) throws IOException {
        try {
            return YAML.readerForListOf(record).readValue(reader);
        } catch (JsonProcessingException wrong) {
            long line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
            throw new IllegalStateException(FOLDER + name + " line " + line + ": " + wrong.getOriginalMessage(), wrong);
        }
    }

    static Reader open(String name) {
        InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name);
        if (in == null) {
            in = CatalogueFile.class.getClassLoader().getResourceAsStream(FOLDER + name);
        }
        if (in == null) {
            throw new IllegalStateException(FOLDER + name + " is missing");
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** One line, with typed access to its columns. */
    record Row(String file, long line, Map<String, String> columns) {

        IllegalStateException wrong(String why) {
            return new IllegalStateException(FOLDER + file + " line " + line + ": " + why);
        }

        /** Runs a constructor; what it refuses is reported with the line. */
        <T> T checked(Supplier<T> made) {
            try {
                return made.get();
            } catch (IllegalArgumentException refused) {
                throw new IllegalStateException(FOLDER + file + " line " + line + ": " + refused.getMessage(), refused);
            }
        }

        String textOrEmpty(String column) {
            String value = columns.get(column);
            if (value == null) {
                throw wrong("no column " + column);
            }
            return value.strip();
        }

        String text(String column) {
            String value = textOrEmpty(column);
            if (value.isEmpty()) {
                throw wrong(column + " is empty");
            }
            return value;
        }

        /** Parts between bars: {@code a|b}. */
        List<String> parts(String column) {
            String value = textOrEmpty(column);
            return value.isEmpty()
                    ? List.of()
                    : Arrays.stream(value.split("\\|", -1)).map(String::strip).toList();
        }

        BigDecimal decimal(String column) {
            try {
                return new BigDecimal(text(column));
            } catch (NumberFormatException notANumber) {
                throw wrong(column + " is not a number: " + text(column));
            }
        }

        boolean flag(String column) {
            return switch (text(column)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw wrong(column + " is true or false, not: " + text(column));
            };
        }

        Optional<LocalDate> dayOrNone(String column) {
            return textOrEmpty(column).isEmpty() ? Optional.empty() : Optional.of(day(column));
        }

        LocalDate day(String column) {
            try {
                return LocalDate.parse(text(column));
            } catch (DateTimeParseException notADay) {
                throw wrong(column + " is not a day such as 2025-10-01: " + text(column));
            }
        }

        Validity validity() {
            return checked(() -> new Validity(day("validFrom"), dayOrNone("validTo")));
        }
    }
}
