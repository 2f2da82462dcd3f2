package org.herbtrust.label;

import java.util.ArrayList;
import java.util.List;
import org.herbtrust.kernel.Refused;

/**
 * One label laid out: where the QR code and each text lie, in dots of 1/8 mm from the upper left corner. The same for every
 * file format, so that a preview shows what is printed.
 */
record LabelDrawing(LabelTemplate template, QrMatrix qr, int qrX, int qrY, int moduleDots, List<Run> runs) {

    private static final String ELLIPSIS = "…";
    /** Share of the line's height above the baseline; fits the font's ascenders and its ideographs. */
    private static final double BASELINE = 0.88;

    /** A text on one line; {@code width} is what it takes at {@code size}. */
    record Run(String text, double x, double baseline, double size, double width) {}

    /** @throws Refused if something that must be whole does not fit, or the font lacks a character */
    static LabelDrawing of(LabelTemplate template, LabelText text, LabelFont font) {
        QrMatrix qr = QrMatrix.of(text.address());
        LabelTemplate.QrBox box = template.qr();
        int moduleDots = Math.min(box.moduleDots(), box.size() / qr.sizeWithQuiet());
        if (moduleDots < box.leastModuleDots()) {
            throw new Refused(
                    LabelRefusal.TEXT_DOES_NOT_FIT, "二维码内容太长，在此尺寸上无法清晰打印 (the address is too long for this size)");
        }
        int slack = (box.size() - qr.sizeWithQuiet() * moduleDots) / 2;
        int offset = slack + QrMatrix.QUIET * moduleDots;
        List<Run> runs = new ArrayList<>();
        for (LabelTemplate.Line line : template.lines()) {
            text.fill(line.text()).map(t -> fit(line, t, font)).ifPresent(runs::add);
        }
        return new LabelDrawing(template, qr, box.x() + offset, box.y() + offset, moduleDots, List.copyOf(runs));
    }

    private static Run fit(LabelTemplate.Line line, String text, LabelFont font) {
        double em = font.widthOf(text);
        double size = Math.max(line.least(), Math.min(line.size(), Math.floor(line.width() / em)));
        String shown = text;
        if (em * size > line.width()) {
            if (line.whole()) {
                throw new Refused(
                        LabelRefusal.TEXT_DOES_NOT_FIT, "这一行放不下且不能截断 (does not fit and must not be cut): " + text);
            }
            shown = cut(text, line.width() / size, font);
        }
        double width = font.widthOf(shown) * size;
        double x = line.alignEnd() ? line.x() + line.width() - width : line.x();
        // the line keeps its foot where the template put it, so that a shrunk text stands on the same baseline
        return new Run(shown, x, line.y() + line.size() * BASELINE, size, width);
    }

    private static String cut(String text, double mostEm, LabelFont font) {
        int[] characters = text.codePoints().toArray();
        double em = font.widthOf(ELLIPSIS);
        int kept = 0;
        while (kept < characters.length) {
            double next = em + font.widthOf(Character.toString(characters[kept]));
            if (next > mostEm) {
                break;
            }
            em = next;
            kept++;
        }
        return new String(characters, 0, kept).stripTrailing() + ELLIPSIS;
    }
}
