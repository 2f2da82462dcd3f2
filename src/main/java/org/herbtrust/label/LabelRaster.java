package org.herbtrust.label;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The labels of a layout as the dots of a printer: each module of the QR code is a whole number of them. What all labels share
 * is drawn once; a label then costs its code and a dozen characters. Many threads may draw at once.
 */
final class LabelRaster {

    /** Grey below this becomes black: thermal paper loses thin strokes, so a little more than half. */
    private static final int BLACK_BELOW = 150;

    private final LabelLayout layout;
    private final Resolution resolution;
    private final Bitmap shared;
    private final Map<Glyph, Sprite> sprites = new ConcurrentHashMap<>();

    private record Glyph(int character, double size) {}

    /** A character's dots; {@code left} and {@code top} are seen from the baseline's beginning. */
    private record Sprite(Bitmap dots, int left, int top, double advance) {}

    LabelRaster(LabelLayout layout, Resolution resolution) {
        this.layout = layout;
        this.resolution = resolution;
        this.shared = shared();
    }

    private Bitmap shared() {
        double scale = resolution.scale();
        LabelTemplate t = layout.template();
        int width = (int) Math.round(t.widthDots() * scale);
        int height = (int) Math.round(t.heightDots() * scale);
        Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (LabelLayout.Run run : layout.shared()) {
            all.append(
                    layout.font().outline(run.text(), run.x() * scale, run.baseline() * scale, run.size() * scale),
                    false);
        }
        BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = graphics(grey);
        g.fill(all);
        AffineTransform larger = AffineTransform.getScaleInstance(scale, scale);
        layout.shapes().forEach(shape -> g.fill(larger.createTransformedShape(shape)));
        g.dispose();
        return Bitmap.of(grey, BLACK_BELOW);
    }

    private static Graphics2D graphics(BufferedImage grey) {
        Graphics2D g = grey.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, grey.getWidth(), grey.getHeight());
        g.setColor(Color.BLACK);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }

    Bitmap draw(LabelDrawing label) {
        Bitmap picture = shared.copy();
        drawCode(label, picture);
        drawTexts(label.own(), picture);
        return picture;
    }

    private void drawCode(LabelDrawing label, Bitmap picture) {
        double scale = resolution.scale();
        LabelTemplate.Box box = layout.template().qr().box();
        int size = (int) Math.floor(box.width() * scale);
        int module = Math.min(
                (int) Math.round(label.moduleDots() * scale), size / label.qr().sizeWithQuiet());
        int offset = (size - module * label.qr().size()) / 2;
        int left = (int) Math.round(box.x() * scale) + offset;
        int top = (int) Math.round(box.y() * scale) + offset;
        for (QrMatrix.Bar bar : label.qr().bars()) {
            picture.blacken(left + bar.column() * module, top + bar.row() * module, bar.length() * module, module);
        }
    }

    private void drawTexts(List<LabelLayout.Run> runs, Bitmap picture) {
        double scale = resolution.scale();
        for (LabelLayout.Run run : runs) {
            double at = run.x() * scale;
            int baseline = (int) Math.round(run.baseline() * scale);
            for (int c : run.text().codePoints().toArray()) {
                Sprite sprite = sprites.computeIfAbsent(new Glyph(c, run.size() * scale), this::sprite);
                picture.add(sprite.dots(), (int) Math.round(at) + sprite.left(), baseline + sprite.top());
                at += sprite.advance();
            }
        }
    }

    private Sprite sprite(Glyph glyph) {
        String character = Character.toString(glyph.character());
        double advance = layout.font().widthOf(character) * glyph.size();
        Shape outline = layout.font().outline(character, 0, 0, glyph.size());
        Rectangle2D bounds = outline.getBounds2D();
        if (bounds.isEmpty()) {
            return new Sprite(Bitmap.white(1, 1), 0, 0, advance);
        }
        int left = (int) Math.floor(bounds.getMinX());
        int top = (int) Math.floor(bounds.getMinY());
        BufferedImage grey = new BufferedImage(
                (int) Math.ceil(bounds.getMaxX()) - left + 1,
                (int) Math.ceil(bounds.getMaxY()) - top + 1,
                BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = graphics(grey);
        g.translate(-left, -top);
        g.fill(outline);
        g.dispose();
        return new Sprite(Bitmap.of(grey, BLACK_BELOW), left, top, advance);
    }
}
