package org.herbtrust.inspection;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.herbtrust.platform.FileKind;

/**
 * A picture without what a camera writes beside it: where and when it was taken, by which device, small copies, remarks, a film
 * after the end. Whoever complains anonymously must not tell by this where they live. The picture itself is not touched; which
 * side is up and the colours stay known.
 */
final class BarePhoto {

    // JPEG (ITU-T T.81, annex B): 0xFF and the marker's code
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int APP_0 = 0xE0;
    private static final int APP_15 = 0xEF;
    private static final int EXIF = 0xE1;
    private static final int COMMENT = 0xFE;

    /** JFIF's resolution, the colour profile and Adobe's colour transform: a decoder needs them, and they tell of nobody. */
    private static final Set<Integer> KEPT_APPS = Set.of(APP_0, 0xE2, 0xEE);

    private static final byte[] EXIF_NAME = {'E', 'x', 'i', 'f', 0, 0};
    private static final byte[] PROFILE_NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    /** TIFF tag of {@code Orientation}; 1 is upright, up to 8. */
    private static final int ORIENTATION = 0x0112;

    private static final int UPRIGHT = 1;
    private static final int LAST_ORIENTATION = 8;

    private static final int PNG_MARK_BYTES = 8;

    /** Chunks that are no part of the picture (PNG, third edition, 11.3). */
    private static final Set<String> PNG_LEFT_OUT = Set.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME");

    private BarePhoto() {}

    /** @throws IllegalArgumentException if it is no whole JPEG or PNG */
    static byte[] of(byte[] photo) {
        FileKind kind = FileKind.of(photo).orElse(FileKind.TEXT);
        try {
            if (kind == FileKind.JPEG) {
                return jpeg(ByteBuffer.wrap(photo));
            }
            if (kind == FileKind.PNG) {
                return png(ByteBuffer.wrap(photo));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new IllegalArgumentException("照片不完整，请重拍 (the photo is cut off)", cut);
        }
        throw new IllegalArgumentException("照片应为JPEG或PNG (a photo is a JPEG or a PNG)");
    }

    private static byte[] jpeg(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.remaining());
        in.position(2);
        marker(out, START_OF_IMAGE);
        for (int code = nextMarker(in); code != END_OF_IMAGE; code = nextMarker(in)) {
            byte[] segment = new byte[Short.toUnsignedInt(in.getShort()) - 2];
            in.get(segment);
            if (code == EXIF) {
                int orientation = orientation(segment);
                if (orientation != UPRIGHT) {
                    segment(out, EXIF, onlyOrientation(orientation));
                }
            } else if (isKept(code, segment)) {
                segment(out, code, segment);
            }
            if (code == START_OF_SCAN) {
                copyScan(in, out);
            }
        }
        marker(out, END_OF_IMAGE);
        return out.toByteArray();
    }

    private static boolean isKept(int code, byte[] segment) {
        if (code == 0xE2) {
            // the same number is used for lists of further pictures
            return startsWith(segment, PROFILE_NAME);
        }
        return code != COMMENT && (code < APP_0 || code > APP_15 || KEPT_APPS.contains(code));
    }

    /** Before a marker any number of 0xFF may stand. */
    private static int nextMarker(ByteBuffer in) {
        if (in.get() != (byte) 0xFF) {
            throw new IllegalArgumentException("照片已损坏 (the photo is damaged)");
        }
        int code = Byte.toUnsignedInt(in.get());
        while (code == 0xFF) {
            code = Byte.toUnsignedInt(in.get());
        }
        return code;
    }

    /** Up to the next marker; 0xFF 0x00 is a byte of the picture, and restart markers belong to it. */
    private static void copyScan(ByteBuffer in, ByteArrayOutputStream out) {
        while (true) {
            int at = in.position();
            int value = Byte.toUnsignedInt(in.get());
            if (value == 0xFF) {
                int next = Byte.toUnsignedInt(in.get(in.position()));
                boolean inside = next == 0 || (next >= FIRST_RESTART && next <= LAST_RESTART);
                if (!inside) {
                    in.position(at);
                    return;
                }
                out.write(value);
                out.write(Byte.toUnsignedInt(in.get()));
            } else {
                out.write(value);
            }
        }
    }

    private static void marker(ByteArrayOutputStream out, int code) {
        out.write(0xFF);
        out.write(code);
    }

    private static void segment(ByteArrayOutputStream out, int code, byte[] content) {
        marker(out, code);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    /** As the Exif segment says; upright if it says nothing that can be understood. */
    private static int orientation(byte[] segment) {
        if (!startsWith(segment, EXIF_NAME)) {
            return UPRIGHT;
        }
        try {
            ByteBuffer tiff = ByteBuffer.wrap(segment, EXIF_NAME.length, segment.length - EXIF_NAME.length)
                    .slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            tiff.position(tiff.getInt(4));
            int entries = Short.toUnsignedInt(tiff.getShort());
            for (int i = 0; i < entries; i++) {
                int tag = Short.toUnsignedInt(tiff.getShort());
                tiff.getShort();
                tiff.getInt();
                int value = Short.toUnsignedInt(tiff.getShort());
                tiff.getShort();
                if (tag == ORIENTATION) {
                    return value > UPRIGHT && value <= LAST_ORIENTATION ? value : UPRIGHT;
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException notUnderstood) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static byte[] onlyOrientation(int orientation) {
        return ByteBuffer.allocate(32)
                .put(EXIF_NAME)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static byte[] png(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.remaining());
        byte[] mark = new byte[PNG_MARK_BYTES];
        in.get(mark);
        out.writeBytes(mark);
        String name;
        do {
            int length = in.getInt(in.position());
            if (length < 0 || length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            // length, name, content, check sum
            byte[] chunk = new byte[length + 12];
            in.get(chunk);
            name = new String(chunk, 4, 4, StandardCharsets.ISO_8859_1);
            if (!PNG_LEFT_OUT.contains(name)) {
                out.writeBytes(chunk);
            }
        } while (!name.equals("IEND"));
        return out.toByteArray();
    }

    private static boolean startsWith(byte[] content, byte[] beginning) {
        return content.length >= beginning.length
                && ByteBuffer.wrap(content, 0, beginning.length).equals(ByteBuffer.wrap(beginning));
    }
}
