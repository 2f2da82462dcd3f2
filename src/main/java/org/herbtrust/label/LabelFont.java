package org.herbtrust.label;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.herbtrust.kernel.Refused;

/**
 * The font of all labels: widths, and outlines for pictures. Outlines are drawn from the file itself, so a server needs no
 * fonts installed and every machine prints the same.
 */
final class LabelFont {

    private static final String FILE = "/fonts/NotoSansSC_400Regular.ttf";

    private record Glyph(double advance, Path2D outline) {}

    private final TrueTypeFont font;
    private final double unitsPerEm;
    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    private LabelFont() {
        try (InputStream in = open()) {
            font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(in));
            unitsPerEm = font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException("the label font can't be read", e);
        }
    }

    private static final class Once {
        static final LabelFont FONT = new LabelFont();
    }

    static LabelFont get() {
        return Once.FONT;
    }

    /** The font file, for embedding. */
    static InputStream open() {
        InputStream in = LabelFont.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IllegalStateException(
                    "the label font " + FILE + " is not on the class path: was the web build run?");
        }
        return in;
    }

    /**
     * @return the width at size 1
     * @throws Refused if the font lacks a character
     */
    double widthOf(String text) {
        return text.codePoints().mapToDouble(c -> glyph(c).advance()).sum();
    }

    /** The outline of a text with its baseline's left end at the given point, y downwards. */
    Path2D outline(String text, double x, double baseline, double size) {
        Path2D whole = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double at = x;
        for (int c : text.codePoints().toArray()) {
            Glyph glyph = glyph(c);
            AffineTransform place = new AffineTransform(size, 0, 0, -size, at, baseline);
            whole.append(glyph.outline().getPathIterator(place), false);
            at += glyph.advance() * size;
        }
        return whole;
    }

    private Glyph glyph(int codePoint) {
        Glyph known = glyphs.get(codePoint);
        if (known == null) {
            known = load(codePoint);
            glyphs.put(codePoint, known);
        }
        return known;
    }

    /** One at a time: the tables are read from one shared buffer. */
    private synchronized Glyph load(int codePoint) {
        try {
            int id = font.getUnicodeCmapLookup().getGlyphId(codePoint);
            if (id == 0) {
                throw new Refused(
                        LabelRefusal.CHARACTER_NOT_IN_FONT,
                        "标签字库中没有“%s”(U+%04X)，请换用其他写法 (the label font lacks this character)"
                                .formatted(Character.toString(codePoint), codePoint));
            }
            GlyphData data = font.getGlyph().getGlyph(id);
            GeneralPath path = data == null ? new GeneralPath() : data.getPath();
            Path2D scaled = new Path2D.Double(path, AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm));
            return new Glyph(font.getAdvanceWidth(id) / unitsPerEm, scaled);
        } catch (IOException e) {
            throw new UncheckedIOException("the label font can't be read", e);
        }
    }
}
