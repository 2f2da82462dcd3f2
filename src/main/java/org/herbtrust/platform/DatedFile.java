package org.herbtrust.platform;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.herbtrust.kernel.Text;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file of rules (YAML) read strictly: a missing, unknown, repeated or unreadable value is refused with the file's name, its
 * line and the reason. It is known by the SHA-256 of its bytes.
 */
public final class DatedFile {

    private static final int MOST_BYTES = 1_000_000;

    private final String name;
    private final String sha256;
    private final Row root;

    /**
     * Reads the bytes of a file.
     *
     * @throws IllegalArgumentException naming file, line and reason
     */
    public DatedFile(String name, byte[] bytes) {
        this.name = name;
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(name + ": larger than " + MOST_BYTES + " bytes");
        }
        try {
            this.sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        try {
            Node node = new Yaml(options).compose(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            if (!(node instanceof MappingNode mapping)) {
                throw new IllegalArgumentException(name + " line 1: names and values are expected");
            }
            this.root = new Row(mapping);
        } catch (MarkedYAMLException bad) {
            int line = bad.getProblemMark() == null ? 1 : bad.getProblemMark().getLine() + 1;
            throw new IllegalArgumentException(name + " line " + line + ": " + bad.getProblem(), bad);
        }
    }

    /** Lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    public Row root() {
        return root;
    }

    private IllegalArgumentException refuse(Node at, String reason) {
        return new IllegalArgumentException(name + " line " + (at.getStartMark().getLine() + 1) + ": " + reason);
    }

    /** Names with their values; each value can be asked for once it is known what it must be. */
    public final class Row {

        private final MappingNode node;
        private final Map<String, Node> values = new LinkedHashMap<>();
        private final Set<String> asked = new TreeSet<>();

        private Row(MappingNode node) {
            this.node = node;
            for (NodeTuple tuple : node.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw refuse(tuple.getKeyNode(), "a plain name is expected");
                }
                if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                    throw refuse(key, key.getValue() + " is given twice");
                }
            }
        }

        /** A complaint about this row, with its line. */
        public IllegalArgumentException wrong(String reason) {
            return refuse(node, reason);
        }

        /** Refuses names that nobody asked for: a misspelt name must not be silently without effect. */
        public void nothingElse() {
            for (Map.Entry<String, Node> entry : values.entrySet()) {
                if (!asked.contains(entry.getKey())) {
                    throw refuse(entry.getValue(), "unknown name " + entry.getKey());
                }
            }
        }

        /** The names in the order of the file. */
        public List<String> names() {
            return List.copyOf(values.keySet());
        }

        public Row row(String key) {
            Node value = needed(key);
            if (value instanceof MappingNode mapping) {
                return new Row(mapping);
            }
            throw refuse(value, key + " needs names and values");
        }

        public List<Row> rows(String key) {
            List<Row> rows = new ArrayList<>();
            for (Node item : items(key)) {
                if (!(item instanceof MappingNode mapping)) {
                    throw refuse(item, key + " needs names and values in each entry");
                }
                rows.add(new Row(mapping));
            }
            return rows;
        }

        public List<String> strings(String key) {
            List<String> strings = new ArrayList<>();
            for (Node item : items(key)) {
                strings.add(scalar(item, key));
            }
            return strings;
        }

        public <E extends Enum<E>> List<E> listOf(String key, Class<E> type) {
            List<E> list = new ArrayList<>();
            for (Node item : items(key)) {
                list.add(constant(item, key, type));
            }
            return list;
        }

        public List<Double> numbers(String key, double least, double most) {
            List<Double> list = new ArrayList<>();
            for (Node item : items(key)) {
                list.add(number(item, key, least, most));
            }
            return list;
        }

        public boolean has(String key) {
            asked.add(key);
            Node value = values.get(key);
            return value != null && !(value instanceof ScalarNode s && isNull(s));
        }

        public String string(String key) {
            return scalar(needed(key), key);
        }

        public Optional<String> optional(String key) {
            return has(key) ? Optional.of(string(key)) : Optional.empty();
        }

        /** Both languages, as {@code {zh: …, en: …}}. */
        public Text text(String key) {
            Row row = row(key);
            Text text = Text.of(row.string("zh"), row.string("en"));
            row.nothingElse();
            return text;
        }

        public int integer(String key, int least, int most) {
            Node value = needed(key);
            double number = number(value, key, least, most);
            if (number != Math.rint(number)) {
                throw refuse(value, key + " must be a whole number: " + number);
            }
            return (int) number;
        }

        public Optional<Integer> optionalInteger(String key, int least, int most) {
            return has(key) ? Optional.of(integer(key, least, most)) : Optional.empty();
        }

        public double number(String key, double least, double most) {
            return number(needed(key), key, least, most);
        }

        public Optional<Double> optionalNumber(String key, double least, double most) {
            return has(key) ? Optional.of(number(key, least, most)) : Optional.empty();
        }

        public boolean flag(String key, boolean usual) {
            if (!has(key)) {
                return usual;
            }
            Node value = needed(key);
            String text = scalar(value, key);
            if (!text.equals("true") && !text.equals("false")) {
                throw refuse(value, key + " must be true or false: " + text);
            }
            return Boolean.parseBoolean(text);
        }

        public LocalDate day(String key) {
            Node value = needed(key);
            String text = scalar(value, key);
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException bad) {
                throw refuse(value, key + " must be a day like 2026-01-31: " + text);
            }
        }

        public Optional<LocalDate> optionalDay(String key) {
            return has(key) ? Optional.of(day(key)) : Optional.empty();
        }

        public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
            return constant(needed(key), key, type);
        }

        public <E extends Enum<E>> Optional<E> optionalOneOf(String key, Class<E> type) {
            return has(key) ? Optional.of(oneOf(key, type)) : Optional.empty();
        }

        private Node needed(String key) {
            if (!has(key)) {
                throw wrong(key + " is missing");
            }
            return values.get(key);
        }

        private List<Node> items(String key) {
            Node value = needed(key);
            if (value instanceof SequenceNode sequence) {
                return sequence.getValue();
            }
            throw refuse(value, key + " must be a list");
        }

        private String scalar(Node value, String key) {
            if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return scalar.getValue().strip();
            }
            throw refuse(value, key + " must be a plain value");
        }

        private double number(Node value, String key, double least, double most) {
            String text = scalar(value, key);
            double number;
            try {
                number = Double.parseDouble(text);
            } catch (NumberFormatException bad) {
                throw refuse(value, key + " must be a number: " + text);
            }
            if (!(number >= least && number <= most)) {
                throw refuse(value, key + " must be from " + least + " to " + most + ": " + text);
            }
            return number;
        }

        private <E extends Enum<E>> E constant(Node value, String key, Class<E> type) {
            String text = scalar(value, key);
            for (E e : type.getEnumConstants()) {
                if (e.name().equals(text)) {
                    return e;
                }
            }
            throw refuse(value, key + " must be one of " + List.of(type.getEnumConstants()) + ": " + text);
        }

        private boolean isNull(ScalarNode scalar) {
            return scalar.getScalarStyle() == org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN
                    && (scalar.getValue().isEmpty()
                            || scalar.getValue().equals("null")
                            || scalar.getValue().equals("~"));
        }
    }
}
