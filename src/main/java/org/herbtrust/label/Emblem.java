package org.herbtrust.label;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** What is drawn on labels besides text and code: black shapes with white parts cut out of them. */
final class Emblem {

    /** The square in which the mark is drawn. */
    private static final double MARK_UNITS = 32;
    /** Height of the grade's letter in the disc. */
    private static final double LETTER = 0.72;

    private Emblem() {}

    /** The market's mark, the same sprout that the pages show. */
    static Path2D ofTheMarket(LabelTemplate.Box box) {
        Path2D sprout = new Path2D.Double();
        sprout.moveTo(16, 26);
        sprout.lineTo(16, 14);
        sprout.moveTo(16, 18);
        sprout.curveTo(10.5, 18, 7.5, 15, 7.5, 10);
        sprout.curveTo(13, 10, 16, 13, 16, 18);
        sprout.moveTo(16, 15);
        sprout.curveTo(16, 10.5, 18.8, 7.5, 24, 7.5);
        sprout.curveTo(24, 12.5, 21.2, 15.5, 16, 16);
        Shape line = new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(sprout);
        Area mark = new Area(new RoundRectangle2D.Double(0, 0, MARK_UNITS, MARK_UNITS, 14, 14));
        mark.subtract(new Area(line));
        double scale = box.width() / MARK_UNITS;
        return new Path2D.Double(mark, new AffineTransform(scale, 0, 0, scale, box.x(), box.y()));
    }

    /** A disc with the grade's letters. */
    static Path2D ofAGrade(String grade, LabelTemplate.Box box, LabelFont font) {
        double size = box.width() * LETTER / Math.max(1, font.widthOf(grade) / 0.75);
        Path2D letters = font.outline(grade, 0, 0, size);
        Rectangle2D bounds = letters.getBounds2D();
        letters.transform(AffineTransform.getTranslateInstance(
                box.x() + box.width() / 2.0 - bounds.getCenterX(), box.y() + box.height() / 2.0 - bounds.getCenterY()));
        Area disc = new Area(new Ellipse2D.Double(box.x(), box.y(), box.width(), box.height()));
        disc.subtract(new Area(letters));
        return new Path2D.Double(disc);
    }
}
