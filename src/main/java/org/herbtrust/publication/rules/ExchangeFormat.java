package org.herbtrust.publication.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of a kind of record in one version of its standard, in the standard's order. */
public record ExchangeFormat(ExchangeKind kind, String version, List<ExchangeField> fields) {

    private static final String NATURAL_PERSON = "自然人";

    public ExchangeFormat {
        fields = List.copyOf(fields);
    }

    /**
     * A record that was read.
     *
     * @param values by field code, cleaned; empty fields and identity documents are left out
     * @param errors empty if it may be kept
     */
    public record Checked(Map<String, String> values, List<FieldProblem> errors) {

        public Checked {
            values = Map.copyOf(values);
            errors = List.copyOf(errors);
        }
    }

    /** What is wrong with a field. */
    public record FieldProblem(String code, String message) {}

    public Optional<ExchangeField> field(String code) {
        return fields.stream().filter(field -> field.code().equals(code)).findFirst();
    }

    /** By its code, its name, or both as {@code 名称（CODE）}. */
    public Optional<ExchangeField> named(String header) {
        String wanted = header.strip();
        return fields.stream()
                .filter(field -> wanted.equalsIgnoreCase(field.code())
                        || wanted.equals(field.name().zh())
                        || wanted.toUpperCase(Locale.ROOT).endsWith("（" + field.code() + "）"))
                .findFirst();
    }

    /** @param raw by field code; blank and missing are the same */
    public Checked check(Map<String, String> raw) {
        Map<String, String> values = new LinkedHashMap<>();
        List<FieldProblem> errors = new ArrayList<>();
        for (ExchangeField field : fields) {
            String value = raw.getOrDefault(field.code(), "").strip();
            if (value.isEmpty()) {
                if (isRequired(field, raw)) {
                    errors.add(new FieldProblem(field.code(), field.name().zh() + "必填 (required)"));
                }
                continue;
            }
            try {
                String cleaned = field.cleaned(value);
                if (!field.personal()) {
                    values.put(field.code(), cleaned);
                }
            } catch (IllegalArgumentException wrong) {
                errors.add(new FieldProblem(field.code(), wrong.getMessage()));
            }
        }
        checkDays(values, errors);
        return new Checked(values, errors);
    }

    private boolean isRequired(ExchangeField field, Map<String, String> raw) {
        String penalty = raw.getOrDefault("CF_CFLB", "");
        return switch (field.required()) {
            case NO -> false;
            case ALWAYS -> true;
            case ORGANISATION ->
                !raw.getOrDefault(kind.field("_XDR_LB"), "").strip().equals(NATURAL_PERSON);
            case FINE -> penalty.contains("罚款");
            case REVOKED -> penalty.contains("吊销") || penalty.contains("暂扣");
        };
    }

    private void checkDays(Map<String, String> values, List<FieldProblem> errors) {
        notBefore(values, errors, "CF_JDRQ", "CF_YXQ");
        notBefore(values, errors, "CF_JDRQ", "CF_GSJZQ");
        notBefore(values, errors, "XK_YXQZ", "XK_YXQZI");
    }

    private void notBefore(Map<String, String> values, List<FieldProblem> errors, String firstCode, String lastCode) {
        String first = values.get(firstCode);
        String last = values.get(lastCode);
        if (first != null && last != null && LocalDate.parse(last).isBefore(LocalDate.parse(first))) {
            String name = field(firstCode).map(field -> field.name().zh()).orElse(firstCode);
            errors.add(new FieldProblem(lastCode, "早于" + name + " (before " + firstCode + ")"));
        }
    }

    /**
     * The same record in the newer fields.
     *
     * @param raw by code of this version; several fields that became one are joined
     */
    public Map<String, String> renewed(Map<String, String> raw) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ExchangeField field : fields) {
            String value = raw.getOrDefault(field.code(), "").strip();
            if (!value.isEmpty()) {
                field.becomes().ifPresent(code -> values.merge(code, value, (a, b) -> a + "；" + b));
            }
        }
        return values;
    }
}
