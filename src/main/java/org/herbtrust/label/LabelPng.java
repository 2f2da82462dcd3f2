package org.herbtrust.label;

import java.awt.image.BufferedImage;
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

/** A label as a black and white picture that knows its true size. */
final class LabelPng {

    private LabelPng() {}

    static byte[] of(LabelDrawing label, Resolution resolution) {
        return encode(new LabelRaster(label.layout(), resolution).draw(label).image(), resolution);
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
            physical.setAttribute("pixelsPerUnitXAxis", Integer.toString(resolution.dotsPerMetre()));
            physical.setAttribute("pixelsPerUnitYAxis", Integer.toString(resolution.dotsPerMetre()));
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
