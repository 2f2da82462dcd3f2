package org.herbtrust.publication;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.DatedFile;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.herbtrust.publication.rules.ExchangeField;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;
import org.herbtrust.publication.rules.PenaltyKind;

/** The fields of the exchange and the treatment of penalties, from their dated files. */
@ApplicationScoped
class ExchangeRules {

    private static final String FIELDS = "/traceability-schema/exchange/fields.csv";
    private static final String POLICY = "/traceability-schema/policy/publication-1.0.yaml";

    /** The version that is written. */
    static final String CURRENT = "2018";

    private final List<ExchangeFormat> formats = new ArrayList<>();
    private final List<PenaltyKind> penalties = new ArrayList<>();
    private String policyVersion;
    private int discloseWorkingDays;
    private int withdrawDays;

    @PostConstruct
    void load() {
        readFields(bytes(FIELDS));
        readPolicy(new DatedFile(POLICY, bytes(POLICY)));
    }

    /** The format that is kept and written. */
    ExchangeFormat current(ExchangeKind kind) {
        return format(kind, CURRENT).orElseThrow();
    }

    Optional<ExchangeFormat> format(ExchangeKind kind, String version) {
        return formats.stream()
                .filter(format -> format.kind() == kind && format.version().equals(version))
                .findFirst();
    }

    List<ExchangeFormat> formats() {
        return List.copyOf(formats);
    }

    /** The gravest treatment that covers it; empty for a kind that the policy doesn't know. */
    Optional<PenaltyKind> penalty(String kindOfPenalty) {
        return penalties.stream().filter(kind -> kind.covers(kindOfPenalty)).findFirst();
    }

    String policyVersion() {
        return policyVersion;
    }

    int discloseWorkingDays() {
        return discloseWorkingDays;
    }

    int withdrawDays() {
        return withdrawDays;
    }

    private void readFields(byte[] file) {
        List<Sheet.Line> lines = Sheet.read(file, SheetFormat.CSV).lines();
        Map<String, Integer> columns = new LinkedHashMap<>();
        lines.get(0).cells().forEach(name -> columns.put(name, columns.size()));
        Map<List<String>, List<ExchangeField>> fields = new LinkedHashMap<>();
        for (Sheet.Line line : lines.subList(1, lines.size())) {
            try {
                readField(line.cells(), columns, fields);
            } catch (RuntimeException wrong) {
                throw new IllegalStateException(FIELDS + " line " + line.number() + ": " + wrong.getMessage(), wrong);
            }
        }
        fields.forEach(
                (key, list) -> formats.add(new ExchangeFormat(ExchangeKind.valueOf(key.get(0)), key.get(1), list)));
    }

    private static void readField(
            List<String> cells, Map<String, Integer> columns, Map<List<String>, List<ExchangeField>> fields) {
        LocalDate.parse(cells.get(columns.get("valid_from")));
        String required = cells.get(columns.get("required"));
        String values = cells.get(columns.get("values"));
        String becomes = cells.get(columns.get("becomes"));
        fields.computeIfAbsent(
                        List.of(cells.get(columns.get("record")), cells.get(columns.get("version"))),
                        key -> new ArrayList<>())
                .add(new ExchangeField(
                        cells.get(columns.get("code")),
                        Text.of(cells.get(columns.get("zh")), cells.get(columns.get("en"))),
                        ExchangeField.Kind.valueOf(cells.get(columns.get("kind"))),
                        Integer.parseInt(cells.get(columns.get("longest"))),
                        required.isEmpty()
                                ? ExchangeField.Required.NO
                                : ExchangeField.Required.valueOf(required.toUpperCase(Locale.ROOT)),
                        values.isEmpty() ? List.of() : List.of(values.split("\\|", -1)),
                        !cells.get(columns.get("personal")).isEmpty(),
                        Optional.of(becomes).filter(code -> !code.isEmpty())));
    }

    private void readPolicy(DatedFile file) {
        DatedFile.Row root = file.root();
        policyVersion = root.string("version");
        root.string("validFrom");
        root.string("source");
        root.string("verified");
        discloseWorkingDays = root.integer("discloseWorkingDays", 1, 60);
        withdrawDays = root.integer("withdrawDays", 1, 60);
        for (DatedFile.Row row : root.rows("penalties")) {
            PenaltyKind kind = new PenaltyKind(
                    row.string("id"),
                    row.strings("words"),
                    row.string("fact"),
                    row.string("class"),
                    Boolean.parseBoolean(row.string("published")),
                    row.integer("months", 1, 60),
                    row.string("basis"));
            row.nothingElse();
            try {
                FactType.valueOf(kind.fact());
                DisplayClass.valueOf(kind.displayClass());
            } catch (IllegalArgumentException unknown) {
                throw row.wrong(unknown.getMessage());
            }
            penalties.add(kind);
        }
        root.nothingElse();
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = ExchangeRules.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
