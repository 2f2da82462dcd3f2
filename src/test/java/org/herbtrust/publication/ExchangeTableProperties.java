package org.herbtrust.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herbtrust.publication.rules.ExchangeField;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;

class ExchangeTableProperties {

    private static final ExchangeRules RULES = rules();

    private static ExchangeRules rules() {
        ExchangeRules rules = new ExchangeRules();
        rules.load();
        return rules;
    }

    @Provide
    Arbitrary<Map<String, String>> penalties() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("=+-@'\",;<>&\n 0123456789甲乙罚款万元")
                .ofMinLength(1)
                .ofMaxLength(40)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.startsWith("'"));
        ExchangeFormat format = RULES.current(ExchangeKind.PENALTY);
        List<ExchangeField> fields = format.fields().stream()
                .filter(field -> field.kind() == ExchangeField.Kind.TEXT && !field.personal())
                .toList();
        return texts.list().ofSize(fields.size()).map(values -> {
            Map<String, String> record = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                String value = values.get(i);
                record.put(
                        fields.get(i).code(),
                        value.substring(
                                        0,
                                        value.offsetByCodePoints(
                                                0,
                                                Math.min(
                                                        value.codePointCount(0, value.length()),
                                                        fields.get(i).longest())))
                                .strip());
            }
            record.values().removeIf(String::isEmpty);
            return record;
        });
    }

    @Property(tries = 60)
    void whatIsWrittenIsReadAgainInEveryFormat(@ForAll("penalties") Map<String, String> record) {
        ExchangeFormat format = RULES.current(ExchangeKind.PENALTY);
        for (ExchangeFileFormat as : ExchangeFileFormat.values()) {
            byte[] file = ExchangeTable.write(format, List.of(record), as);
            ExchangeTable read = ExchangeTable.read(file, ExchangeKind.PENALTY, RULES);
            assertThat(read.format()).isEqualTo(format);
            assertThat(read.ignored()).isEmpty();
            List<Map<String, String>> rows = new ArrayList<>();
            for (ExchangeTable.Row row : read.rows()) {
                Map<String, String> values = new LinkedHashMap<>(row.values());
                values.values().removeIf(String::isEmpty);
                rows.add(values);
            }
            assertThat(rows).as(as.name()).containsExactly(record);
        }
    }
}
