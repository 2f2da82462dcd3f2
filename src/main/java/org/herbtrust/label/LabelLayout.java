package org.herbtrust.label;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Refused;

/**
 * The labels of a batch on a template: where everything lies that all of them share, in dots of 1/8 mm from the upper left
 * corner. Laid out once; each label then adds its code. The same for every file format, so that a preview shows what is printed.
 */
final class LabelLayout {

    private final LabelTemplate template;
    private final LabelText text;
    private final Map<String, String> values;
    private final LabelFont font;
    private final List<Run> shared = new ArrayList<>();
    private final List<Path2D> shapes = new ArrayList<>();

    /** A text on one row; {@code width} is what it takes at {@code size}. */
    record Run(String text, double x, double baseline, double size, double width) {}

    /** @throws Refused if a text does not fit, or the font lacks a character */
    LabelLayout(LabelTemplate template, LabelText text, LabelFont font) {
        this.template = template;
        this.text = text;
        this.values = text.values();
        this.font = font;
        for (LabelTemplate.Block block : template.blocks()) {
            if (!block.isOfAPiece()) {
                shared.addAll(TextSetting.set(block, text::fill, font, template));
            }
        }
        template.mark().ifPresent(box -> shapes.add(Emblem.ofTheMarket(box)));
        template.badge().ifPresent(box -> text.grade()
                .ifPresent(grade -> shapes.add(Emblem.ofAGrade(grade.grade(), box, font))));
    }

    LabelTemplate template() {
        return template;
    }

    LabelFont font() {
        return font;
    }

    /** What the label is of, for a file's title. */
    String name() {
        return text.name();
    }

    List<Run> shared() {
        return shared;
    }

    /** Filled black. */
    List<Path2D> shapes() {
        return shapes;
    }

    /** @throws Refused if the content of the code is too long for this size */
    LabelDrawing label(LabelText.Piece piece) {
        List<Run> own = new ArrayList<>();
        for (LabelTemplate.Block block : template.blocks()) {
            if (block.isOfAPiece()) {
                own.addAll(TextSetting.set(block, line -> LabelText.fill(line, values, piece), font, template));
            }
        }
        QrMatrix qr = QrMatrix.of(piece.content());
        LabelTemplate.QrBox box = template.qr();
        int size = box.box().width();
        int moduleDots = Math.min(box.moduleDots(), size / qr.sizeWithQuiet());
        if (moduleDots < box.leastModuleDots()) {
            throw new Refused(
                    LabelRefusal.TEXT_DOES_NOT_FIT,
                    "二维码内容较长，在%s上无法清晰打印，请用大一号的标签 (the code is too long for this size: use a larger label)"
                            .formatted(template.title().zh()));
        }
        int offset = (size - qr.sizeWithQuiet() * moduleDots) / 2 + QrMatrix.QUIET * moduleDots;
        return new LabelDrawing(this, qr, box.box().x() + offset, box.box().y() + offset, moduleDots, List.copyOf(own));
    }

    /** Fills a line of a template. */
    @FunctionalInterface
    interface Filling {
        Optional<String> fill(String line);
    }
}
