package org.herbtrust.label;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.Deflater;
import org.herbtrust.kernel.Text;

/**
 * What label printers understand. The whole label goes as a picture: printers have no fonts with Chinese characters of which
 * one can be sure, and the dots are then those that the preview shows.
 */
public enum PrinterLanguage {
    /** TSC, Gprinter, Xprinter, HPRT and most printers sold in China. A bit that is 0 prints a dot. */
    TSPL(Text.of("TSPL（佳博、芯烨、汉印、TSC等）", "TSPL (TSC, Gprinter, Xprinter, HPRT)")) {
        @Override
        byte[] label(Bitmap dots, LabelTemplate template) {
            String before = ("SIZE %s mm,%s mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nCLS\r\n"
                            + "BITMAP 0,0,%d,%d,0,")
                    .formatted(
                            millimetres(template.widthDots()),
                            millimetres(template.heightDots()),
                            dots.bytesPerRow(),
                            dots.height());
            return joined(before, dots.inverted(), "\r\nPRINT 1,1\r\n");
        }
    },
    /** Zebra and those that speak its language; the picture compressed (Z64). A bit that is 1 prints a dot. */
    ZPL(Text.of("ZPL（Zebra等）", "ZPL (Zebra)")) {
        @Override
        byte[] label(Bitmap dots, LabelTemplate template) {
            byte[] encoded = Base64.getEncoder().encode(deflated(dots.bits()));
            String before = "^XA^MNY^PW%d^LL%d^LH0,0^FO0,0^GFA,%d,%d,%d,:Z64:"
                    .formatted(dots.width(), dots.height(), dots.bits().length, dots.bits().length, dots.bytesPerRow());
            return joined(before, encoded, ":%04X^FS^PQ1^XZ\r\n".formatted(crc(encoded)));
        }
    };

    private static final int CRC_POLYNOMIAL = 0x1021;

    private final Text title;

    PrinterLanguage(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    public LabelFormat format() {
        return LabelFormat.valueOf(name());
    }

    /** One label, ready to be sent. */
    abstract byte[] label(Bitmap dots, LabelTemplate template);

    private static String millimetres(int dots) {
        return String.format(Locale.ROOT, "%.2f", dots / (double) LabelTemplate.DOTS_PER_MM)
                .replaceAll("\\.?0+$", "");
    }

    private static byte[] joined(String before, byte[] data, String after) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(before.length() + data.length + after.length());
        whole.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(data);
        whole.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }

    private static byte[] deflated(byte[] bits) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bits);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
            byte[] part = new byte[4096];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** CRC-16 of the CCITT polynomial from 0, of the encoded text, as the language wants it. */
    static int crc(byte[] text) {
        int crc = 0;
        for (byte b : text) {
            crc ^= (b & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }
}
