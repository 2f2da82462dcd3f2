package org.herbtrust.label;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/**
 * What goes where on a label of one size; read from {@code labels/NAME.yaml}, which explains the fields. All measures are
 * dots of 1/8 mm, the grid of a 203 dpi printer.
 */
record LabelTemplate(
        String name, Text title, int widthDots, int heightDots, QrBox qr, List<Line> lines, Optional<Sheet> sheet) {

    static final int DOTS_PER_MM = 8;

    /** The templates that come with the system, the default first. */
    static final List<String> NAMES = List.of("60x40", "a4-24");

    /** @param size of the box, quiet zone included; the modules shrink from {@code moduleDots} to {@code leastModuleDots} */
    record QrBox(int x, int y, int size, int moduleDots, int leastModuleDots) {}

    /**
     * @param text with placeholders such as {@code {name}}
     * @param y top of the line
     * @param whole never cut off: rather refuse the label
     * @param alignEnd set against the right edge of its width
     */
    record Line(String text, int x, int y, int width, int size, int least, boolean whole, boolean alignEnd) {
        Line {
            if (least < 12 || size < least || width < size) {
                throw new IllegalArgumentException("sizes of a line don't fit together: " + text);
            }
        }

        boolean overlaps(int otherX, int otherY, int otherWidth, int otherHeight) {
            return x < otherX + otherWidth && otherX < x + width && y < otherY + otherHeight && otherY < y + size;
        }
    }

    /** Where labels lie on a sheet of paper: from the upper left, across, then down. */
    record Sheet(int widthDots, int heightDots, int columns, int rows, int left, int top, int pitchX, int pitchY) {
        int labels() {
            return columns * rows;
        }
    }

    LabelTemplate {
        lines = List.copyOf(lines);
        sheet = sheet == null ? Optional.empty() : sheet;
        if (qr.x() < 0 || qr.y() < 0 || qr.x() + qr.size() > widthDots || qr.y() + qr.size() > heightDots) {
            throw new IllegalArgumentException("the QR code lies outside of " + name);
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.x() < 0
                    || line.y() < 0
                    || line.x() + line.width() > widthDots
                    || line.y() + line.size() > heightDots) {
                throw new IllegalArgumentException("outside of " + name + ": " + line.text());
            }
            if (line.overlaps(qr.x(), qr.y(), qr.size(), qr.size())) {
                throw new IllegalArgumentException("over the QR code of " + name + ": " + line.text());
            }
            for (Line other : lines.subList(0, i)) {
                if (line.overlaps(other.x(), other.y(), other.width(), other.size())) {
                    throw new IllegalArgumentException(
                            "one over the other on " + name + ": " + line.text() + ", " + other.text());
                }
            }
        }
        sheet.ifPresent(s -> {
            if (s.left() + (s.columns() - 1) * s.pitchX() + widthDots > s.widthDots()
                    || s.top() + (s.rows() - 1) * s.pitchY() + heightDots > s.heightDots()
                    || s.pitchX() < widthDots
                    || s.pitchY() < heightDots) {
                throw new IllegalArgumentException("labels lie beyond the sheet of " + name);
            }
        });
    }

    private static final Map<String, LabelTemplate> BUILT_IN = read();

    /** @throws Refused if there is no template of that name */
    static LabelTemplate named(String name) {
        LabelTemplate template = BUILT_IN.get(name);
        if (template == null) {
            throw new Refused(LabelRefusal.UNKNOWN_TEMPLATE, "可用的标签样式 (known templates): " + String.join(", ", NAMES));
        }
        return template;
    }

    private static Map<String, LabelTemplate> read() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory()).findAndRegisterModules();
        Map<String, LabelTemplate> templates = new LinkedHashMap<>();
        for (String name : NAMES) {
            try (InputStream in = LabelTemplate.class.getResourceAsStream("/labels/" + name + ".yaml")) {
                if (in == null) {
                    throw new IllegalStateException("labels/" + name + ".yaml is not on the class path");
                }
                templates.put(name, yaml.readValue(in, LabelTemplate.class));
            } catch (IOException e) {
                throw new UncheckedIOException("labels/" + name + ".yaml can't be read", e);
            }
        }
        return templates;
    }
}
