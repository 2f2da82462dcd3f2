package org.herbtrust.label;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * A black and white picture as printers take it: eight dots a byte, the first in the highest bit, rows filled up to whole bytes.
 * A bit that is set is a black dot.
 */
final class Bitmap {

    private static final int BITS = 8;

    private final int width;
    private final int height;
    private final int bytesPerRow;
    private final byte[] bits;

    private Bitmap(int width, int height, byte[] bits) {
        this.width = width;
        this.height = height;
        this.bytesPerRow = (width + BITS - 1) / BITS;
        this.bits = bits;
    }

    static Bitmap white(int width, int height) {
        return new Bitmap(width, height, new byte[(width + BITS - 1) / BITS * height]);
    }

    /** Black where the picture is darker than the threshold. */
    static Bitmap of(BufferedImage grey, int blackBelow) {
        Bitmap bitmap = white(grey.getWidth(), grey.getHeight());
        byte[] values = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        for (int y = 0, i = 0; y < bitmap.height; y++) {
            for (int x = 0; x < bitmap.width; x++, i++) {
                if ((values[i] & 0xFF) < blackBelow) {
                    bitmap.blacken(x, y);
                }
            }
        }
        return bitmap;
    }

    Bitmap copy() {
        return new Bitmap(width, height, bits.clone());
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int bytesPerRow() {
        return bytesPerRow;
    }

    /** The rows one after the other; not a copy. */
    byte[] bits() {
        return bits;
    }

    boolean isBlack(int x, int y) {
        return (bits[y * bytesPerRow + x / BITS] & 0x80 >> x % BITS) != 0;
    }

    private void blacken(int x, int y) {
        bits[y * bytesPerRow + x / BITS] |= (byte) (0x80 >> x % BITS);
    }

    void blacken(int left, int top, int wide, int high) {
        for (int x = left; x < left + wide; x++) {
            blacken(x, top);
        }
        int from = left / BITS;
        int to = (left + wide - 1) / BITS;
        for (int y = top + 1; y < top + high; y++) {
            for (int i = from; i <= to; i++) {
                // what the first row has here belongs to this bar or to one beside it in the same rows
                bits[y * bytesPerRow + i] |= bits[top * bytesPerRow + i];
            }
        }
    }

    /** Adds the black dots of another, with its upper left corner at that place; what would lie outside is left out. */
    void add(Bitmap other, int left, int top) {
        for (int y = Math.max(0, -top); y < other.height && top + y < height; y++) {
            for (int x = Math.max(0, -left); x < other.width && left + x < width; x++) {
                if (other.isBlack(x, y)) {
                    blacken(left + x, top + y);
                }
            }
        }
    }

    /** Black 0, white 1, as pictures and TSPL have it; the bits beyond the width are white. */
    byte[] inverted() {
        byte[] inverse = new byte[bits.length];
        for (int i = 0; i < bits.length; i++) {
            inverse[i] = (byte) ~bits[i];
        }
        return inverse;
    }

    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(inverted(), 0, target, 0, bits.length);
        return image;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bitmap that
                && width == that.width
                && height == that.height
                && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
