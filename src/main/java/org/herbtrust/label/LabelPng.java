package org.herbtrust.label;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A label as a black and white picture with the dots of a printer: each module of the QR code is a whole number of them. */
final class LabelPng {

    /** Of common label printers. 203 dpi is 8 dots a millimetre, the templates' own grid; 300 dpi is 11.811. */
    enum Resolution {
        DPI_203(8.0, 8_000),
        DPI_300(300 / 25.4, 11_811);

        private final double dotsPerMm;
        private final int dotsPerMetre;

        Resolution(double dotsPerMm, int dotsPerMetre) {
            this.dotsPerMm = dotsPerMm;
            this.dotsPerMetre = dotsPerMetre;
        }

        private double scale() {
            return dotsPerMm / LabelTemplate.DOTS_PER_MM;
        }
    }

    /** Grey below this becomes black: thermal paper loses thin strokes, so a little more than half. */
    private static final int BLACK_BELOW = 150;

    private LabelPng() {}

    static byte[] of(LabelDrawing label, Resolution resolution) {
        return encode(draw(label, resolution), resolution);
    }

    static BufferedImage draw(LabelDrawing label, Resolution resolution) {
        double scale = resolution.scale();
        LabelTemplate t = label.template();
        int width = (int) Math.round(t.widthDots() * scale);
        int height = (int) Math.round(t.heightDots() * scale);
        BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = grey.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setColor(Color.BLACK);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (LabelDrawing.Run run : label.runs()) {
            g.fill(LabelFont.get().outline(run.text(), run.x() * scale, run.baseline() * scale, run.size() * scale));
        }
        g.dispose();
        BufferedImage image = blackAndWhite(grey);
        Graphics2D q = image.createGraphics();
        q.setColor(Color.BLACK);
        int module = (int) Math.round(label.moduleDots() * scale);
        int box = (int) Math.floor(t.qr().size() * scale);
        if (module * label.qr().sizeWithQuiet() > box) {
            module = box / label.qr().sizeWithQuiet();
        }
        int offset = (box - module * label.qr().size()) / 2;
        int left = (int) Math.round(t.qr().x() * scale) + offset;
        int top = (int) Math.round(t.qr().y() * scale) + offset;
        for (QrMatrix.Bar bar : label.qr().bars()) {
            q.fillRect(left + bar.column() * module, top + bar.row() * module, bar.length() * module, module);
        }
        q.dispose();
        return image;
    }

    private static BufferedImage blackAndWhite(BufferedImage grey) {
        BufferedImage image = new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        WritableRaster from = grey.getRaster();
        WritableRaster to = image.getRaster();
        int[] row = new int[grey.getWidth()];
        for (int y = 0; y < grey.getHeight(); y++) {
            from.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                row[x] = row[x] < BLACK_BELOW ? 0 : 1;
            }
            to.setSamples(0, y, row.length, 1, 0, row);
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, Resolution resolution) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            // the size in metres, so that "print at actual size" prints it at its actual size
            IIOMetadataNode physical = new IIOMetadataNode("pHYs");
            physical.setAttribute("pixelsPerUnitXAxis", Integer.toString(resolution.dotsPerMetre));
            physical.setAttribute("pixelsPerUnitYAxis", Integer.toString(resolution.dotsPerMetre));
            physical.setAttribute("unitSpecifier", "meter");
            IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
            root.appendChild(physical);
            metadata.mergeTree("javax_imageio_png_1.0", root);
            writer.write(metadata, new IIOImage(image, null, metadata), null);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory can't be written", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
