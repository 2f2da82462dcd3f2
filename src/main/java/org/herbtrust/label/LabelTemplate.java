package org.herbtrust.label;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.DatedFile;

/**
 * What goes where on a label of one size, from a day on; read from a file of {@code labels/}, whose README explains the
 * fields. All measures on the label are dots of 1/8 mm, the grid of a 203 dpi printer.
 *
 * @param source where the content is asked for
 * @param verified whether somebody compared it with the printed law
 * @param mark where the market's mark stands
 * @param badge where the supplier's grade stands, on labels that show it
 */
record LabelTemplate(
        String name,
        LocalDate validFrom,
        String source,
        boolean verified,
        Text title,
        int widthDots,
        int heightDots,
        QrBox qr,
        Optional<Box> mark,
        Optional<Box> badge,
        List<Block> blocks,
        Optional<Sheet> sheet) {

    static final int DOTS_PER_MM = 8;

    /** Below this, Chinese characters are no longer read: 1.5 mm. */
    private static final int LEAST_SIZE = 12;

    private static final int MOST_DOTS = 3_000;

    /** A rectangle, from its upper left corner. */
    record Box(int x, int y, int width, int height) {

        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        private static Box square(DatedFile.Row row) {
            int size = row.integer("size", 8, MOST_DOTS);
            Box box = new Box(row.integer("x", 0, MOST_DOTS), row.integer("y", 0, MOST_DOTS), size, size);
            row.nothingElse();
            return box;
        }
    }

    /** @param box quiet zone included; the modules shrink from {@code moduleDots} to {@code leastModuleDots} */
    record QrBox(Box box, int moduleDots, int leastModuleDots) {}

    /**
     * Texts one below the other. They shrink together from {@code size} to {@code least}, and are wrapped, until all of them fit;
     * if they don't, the label is refused. Nothing is ever cut off.
     */
    record Block(Box box, boolean centred, List<Line> lines) {

        /** Whether it differs from label to label. */
        boolean isOfAPiece() {
            return lines.stream().anyMatch(line -> LabelText.isOfAPiece(line.text()));
        }
    }

    /**
     * @param text with placeholders such as {@code {name}}
     * @param whole on one row or not at all
     */
    record Line(String text, int size, int least, boolean whole) {}

    /** Where labels lie on a sheet of paper: from the upper left, across, then down. In millimetres, as makers give them. */
    record Sheet(
            double widthMm,
            double heightMm,
            int columns,
            int rows,
            double leftMm,
            double topMm,
            double pitchXMm,
            double pitchYMm) {
        int labels() {
            return columns * rows;
        }
    }

    LabelTemplate {
        blocks = List.copyOf(blocks);
        List<Box> taken = new ArrayList<>();
        taken.add(qr.box());
        mark.ifPresent(taken::add);
        badge.ifPresent(taken::add);
        blocks.forEach(block -> taken.add(block.box()));
        for (int i = 0; i < taken.size(); i++) {
            Box box = taken.get(i);
            if (box.x() + box.width() > widthDots || box.y() + box.height() > heightDots) {
                throw new IllegalArgumentException(name + ": outside of the label: " + box);
            }
            for (Box other : taken.subList(0, i)) {
                if (box.overlaps(other)) {
                    throw new IllegalArgumentException(name + ": one over the other: " + box + ", " + other);
                }
            }
        }
        sheet.ifPresent(s -> {
            double width = widthDots / (double) DOTS_PER_MM;
            double height = heightDots / (double) DOTS_PER_MM;
            if (s.leftMm() + (s.columns() - 1) * s.pitchXMm() + width > s.widthMm()
                    || s.topMm() + (s.rows() - 1) * s.pitchYMm() + height > s.heightMm()
                    || s.pitchXMm() < width
                    || s.pitchYMm() < height) {
                throw new IllegalArgumentException(name + ": labels lie beyond the sheet, or over each other");
            }
        });
    }

    /** @throws IllegalArgumentException naming the line and what is wrong with it */
    static LabelTemplate read(DatedFile file) {
        DatedFile.Row row = file.root();
        LabelTemplate template = new LabelTemplate(
                row.string("name"),
                row.day("validFrom"),
                row.string("source"),
                row.flag("verified", false),
                row.text("title"),
                row.integer("widthDots", 100, MOST_DOTS),
                row.integer("heightDots", 100, MOST_DOTS),
                qr(row.row("qr")),
                row.has("mark") ? Optional.of(Box.square(row.row("mark"))) : Optional.empty(),
                row.has("badge") ? Optional.of(Box.square(row.row("badge"))) : Optional.empty(),
                row.rows("blocks").stream().map(LabelTemplate::block).toList(),
                row.has("sheet") ? Optional.of(sheet(row.row("sheet"))) : Optional.empty());
        row.nothingElse();
        return template;
    }

    private static QrBox qr(DatedFile.Row row) {
        int size = row.integer("size", 80, MOST_DOTS);
        Box box = new Box(row.integer("x", 0, MOST_DOTS), row.integer("y", 0, MOST_DOTS), size, size);
        int least = row.integer("leastModuleDots", 3, 20);
        QrBox qr = new QrBox(box, row.integer("moduleDots", least, 20), least);
        row.nothingElse();
        return qr;
    }

    private static Block block(DatedFile.Row row) {
        Box box = new Box(
                row.integer("x", 0, MOST_DOTS),
                row.integer("y", 0, MOST_DOTS),
                row.integer("width", 20, MOST_DOTS),
                row.integer("height", LEAST_SIZE, MOST_DOTS));
        boolean centred = row.flag("centred", false);
        List<Line> lines = row.rows("lines").stream()
                .map(line -> {
                    int least = line.integer("least", LEAST_SIZE, MOST_DOTS);
                    Line read = new Line(
                            line.string("text"),
                            line.integer("size", least, MOST_DOTS),
                            least,
                            line.flag("whole", false));
                    line.nothingElse();
                    return read;
                })
                .toList();
        row.nothingElse();
        return new Block(box, centred, lines);
    }

    private static Sheet sheet(DatedFile.Row row) {
        Sheet sheet = new Sheet(
                row.number("widthMm", 50, 500),
                row.number("heightMm", 50, 500),
                row.integer("columns", 1, 20),
                row.integer("rows", 1, 40),
                row.number("leftMm", 0, 100),
                row.number("topMm", 0, 100),
                row.number("pitchXMm", 10, 300),
                row.number("pitchYMm", 10, 300));
        row.nothingElse();
        return sheet;
    }
}
