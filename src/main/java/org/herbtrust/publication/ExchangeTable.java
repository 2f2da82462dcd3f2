package org.herbtrust.publication;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.Refusal;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.herbtrust.publication.rules.ExchangeField;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;

/**
 * Exchanged records as a file, both ways.
 *
 * @param format the set of fields that the file uses
 * @param rows each by field code
 * @param ignored headers that no field has
 */
record ExchangeTable(ExchangeFormat format, List<Row> rows, List<String> ignored) {

    /** The header stands in one of the first lines: a title may be above it. */
    private static final int HEADER_WITHIN = 5;

    /** A header is one if so many of its cells name fields. */
    private static final int FEWEST_NAMES = 4;

    private static final int LONGEST_TEXT = 10_000;

    /** @param number of the line in a sheet, of the record in XML, from 1 */
    record Row(int number, Map<String, String> values) {}

    /**
     * Reads a file in any of its formats; the version of the fields is told by the names in it.
     *
     * @throws Refused {@link Refusal#SHEET_REFUSED} if it is no such file
     */
    static ExchangeTable read(byte[] file, ExchangeKind kind, ExchangeRules rules) {
        return isXml(file) ? readXml(file, kind, rules) : readSheet(file, kind, rules);
    }

    private static boolean isXml(byte[] file) {
        for (byte b : file) {
            boolean byteOrderMarkOrBlank = b < 0 || b <= ' ';
            if (!byteOrderMarkOrBlank) {
                return b == '<';
            }
        }
        return false;
    }

    private static ExchangeTable readSheet(byte[] file, ExchangeKind kind, ExchangeRules rules) {
        List<Sheet.Line> lines = Sheet.read(file, SheetFormat.of(file)).lines();
        for (int i = 0; i < Math.min(HEADER_WITHIN, lines.size()); i++) {
            List<String> header = lines.get(i).cells();
            Optional<ExchangeFormat> format = best(header, kind, rules);
            if (format.isPresent()) {
                return table(format.get(), header, lines.subList(i + 1, lines.size()));
            }
        }
        throw refused("前%d行没有“%s”字段的表头 (no header with the fields of the standard in the first lines)"
                .formatted(HEADER_WITHIN, kind.title().zh()));
    }

    /** The version of which most names stand in the header. */
    private static Optional<ExchangeFormat> best(List<String> header, ExchangeKind kind, ExchangeRules rules) {
        ExchangeFormat best = null;
        long most = FEWEST_NAMES - 1;
        for (ExchangeFormat format : rules.formats()) {
            long names = header.stream()
                    .filter(name -> format.named(name).isPresent())
                    .count();
            if (format.kind() == kind && names > most) {
                best = format;
                most = names;
            }
        }
        return Optional.ofNullable(best);
    }

    private static ExchangeTable table(ExchangeFormat format, List<String> header, List<Sheet.Line> lines) {
        Map<Integer, String> codes = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        for (int c = 0; c < header.size(); c++) {
            Optional<ExchangeField> field = format.named(header.get(c));
            if (field.isPresent()) {
                if (codes.containsValue(field.get().code())) {
                    throw refused(
                            "表头中%s出现两次 (given twice)".formatted(field.get().code()));
                }
                codes.put(c, field.get().code());
            } else if (!header.get(c).isEmpty()) {
                ignored.add(header.get(c));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Sheet.Line line : lines) {
            if (!line.blank()) {
                Map<String, String> values = new LinkedHashMap<>();
                codes.forEach((column, code) -> values.put(
                        code, column < line.cells().size() ? line.cells().get(column) : ""));
                rows.add(new Row(line.number(), values));
            }
        }
        return new ExchangeTable(format, rows, ignored);
    }

    private static ExchangeTable readXml(byte[] file, ExchangeKind kind, ExchangeRules rules) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        if (file.length > Sheet.LARGEST_FILE) {
            throw refused("文件超过5 MB (the file is larger than 5 MB)");
        }
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            xml.nextTag();
            String version =
                    Optional.ofNullable(xml.getAttributeValue(null, "version")).orElse(ExchangeRules.CURRENT);
            String said =
                    Optional.ofNullable(xml.getAttributeValue(null, "kind")).orElse("");
            if (!xml.getLocalName().equals("records") || !said.equalsIgnoreCase(kind.name())) {
                throw refused("不是“%s”的记录：根元素应为 <records kind=\"%s\"> (the root element says another kind)"
                        .formatted(kind.title().zh(), kind.name().toLowerCase(Locale.ROOT)));
            }
            ExchangeFormat format = rules.format(kind, version)
                    .orElseThrow(() -> refused("没有%s版的字段 (no such version)".formatted(version)));
            List<Row> rows = new ArrayList<>();
            List<String> ignored = new ArrayList<>();
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                if (!xml.getLocalName().equals("record") || rows.size() == Sheet.MOST_ROWS) {
                    throw refused(
                            "应为 <record>，最多%d条 (a record is expected, at most so many)".formatted(Sheet.MOST_ROWS));
                }
                rows.add(new Row(rows.size() + 1, readRecord(xml, format, ignored)));
            }
            return new ExchangeTable(format, rows, ignored);
        } catch (XMLStreamException broken) {
            throw refused("XML第%d行有误 (not well-formed near line %1$d)"
                    .formatted(
                            broken.getLocation() == null
                                    ? 1
                                    : broken.getLocation().getLineNumber()));
        }
    }

    private static Map<String, String> readRecord(XMLStreamReader xml, ExchangeFormat format, List<String> ignored)
            throws XMLStreamException {
        Map<String, String> values = new LinkedHashMap<>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String code = xml.getLocalName();
            String text = xml.getElementText();
            if (text.length() > LONGEST_TEXT) {
                throw refused(code + "过长 (too long)");
            }
            if (format.field(code).isEmpty()) {
                if (!ignored.contains(code)) {
                    ignored.add(code);
                }
            } else if (values.put(code, text) != null) {
                throw refused(code + "在一条记录中出现两次 (given twice in one record)");
            }
        }
        return values;
    }

    // ---- the way out -------------------------------------------------------------------------------------------

    /** @param records by field code */
    static byte[] write(ExchangeFormat format, List<Map<String, String>> records, ExchangeFileFormat as) {
        return switch (as) {
            case CSV ->
                Sheet.write(format.kind().title().zh(), rows(records, format, ExchangeField::code), SheetFormat.CSV);
            case XLSX ->
                Sheet.write(
                        format.kind().title().zh(),
                        rows(records, format, field -> field.name().zh() + "（" + field.code() + "）"),
                        SheetFormat.XLSX);
            case XML -> xml(format, records);
        };
    }

    private static List<List<String>> rows(
            List<Map<String, String>> records, ExchangeFormat format, Function<ExchangeField, String> header) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(format.fields().stream().map(header).toList());
        for (Map<String, String> record : records) {
            rows.add(format.fields().stream()
                    .map(field -> record.getOrDefault(field.code(), ""))
                    .toList());
        }
        return rows;
    }

    private static byte[] xml(ExchangeFormat format, List<Map<String, String>> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("records");
            xml.writeAttribute("kind", format.kind().name().toLowerCase(Locale.ROOT));
            xml.writeAttribute("version", format.version());
            for (Map<String, String> record : records) {
                xml.writeStartElement("record");
                for (ExchangeField field : format.fields()) {
                    String value = record.getOrDefault(field.code(), "");
                    if (!value.isEmpty()) {
                        xml.writeStartElement(field.code());
                        xml.writeCharacters(value);
                        xml.writeEndElement();
                    }
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return out.toByteArray();
        } catch (XMLStreamException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private static Refused refused(String detail) {
        return new Refused(Refusal.SHEET_REFUSED, detail);
    }
}
