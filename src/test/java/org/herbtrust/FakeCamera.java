package org.herbtrust;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A film for the browser to take for its camera: uncompressed, in the form that Chromium reads ({@code y4m}). The film runs
 * round and round.
 */
final class FakeCamera {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int FRAMES_PER_SECOND = 10;

    /** What a label takes of the picture when somebody holds it before the camera. */
    private static final int LABEL_SIDE = 380;

    private FakeCamera() {}

    /** Each label is held before the camera for that many frames, with nothing to see in between. */
    static Path film(Path file, List<BufferedImage> labels, int frames) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n"
                    .formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND)
                    .getBytes(StandardCharsets.US_ASCII));
            for (BufferedImage label : labels) {
                byte[] held = planes(picture(label));
                byte[] empty = planes(picture(null));
                for (int i = 0; i < frames; i++) {
                    frame(out, i < 2 ? empty : held);
                }
            }
        }
        return file;
    }

    private static void frame(OutputStream out, byte[] planes) throws IOException {
        out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        out.write(planes);
    }

    /** A label on a table, a little askew and out of the middle. */
    private static BufferedImage picture(BufferedImage label) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(0x8a7f70));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        if (label != null) {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.rotate(Math.toRadians(4), WIDTH / 2.0, HEIGHT / 2.0);
            double scale = (double) LABEL_SIDE / Math.max(label.getWidth(), label.getHeight());
            int width = (int) (label.getWidth() * scale);
            int height = (int) (label.getHeight() * scale);
            pen.drawImage(label, (WIDTH - width) / 2 + 8, (HEIGHT - height) / 2 - 5, width, height, null);
        }
        pen.dispose();
        return picture;
    }

    /** Luminance of every pixel, then the two colours of every second pixel of every second line: grey is enough here. */
    private static byte[] planes(BufferedImage picture) {
        byte[] planes = new byte[WIDTH * HEIGHT * 3 / 2];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                Color c = new Color(picture.getRGB(x, y));
                planes[y * WIDTH + x] =
                        (byte) Math.round(0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue());
            }
        }
        java.util.Arrays.fill(planes, WIDTH * HEIGHT, planes.length, (byte) 128);
        return planes;
    }
}
