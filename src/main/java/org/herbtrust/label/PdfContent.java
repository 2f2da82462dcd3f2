package org.herbtrust.label;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.Deflater;

/** Drawing commands of one page of a PDF. */
final class PdfContent {

    /** Digits behind the point are enough for a hundredth of a dot; four for the scale of the page. */
    private static final int MOST_DECIMALS = 10_000;

    private final StringBuilder commands = new StringBuilder(8_000);

    PdfContent text(String text) {
        commands.append(text).append(' ');
        return this;
    }

    void line(String text) {
        commands.append(text).append('\n');
    }

    PdfContent number(double value) {
        long scaled = Math.round(value * MOST_DECIMALS);
        if (scaled < 0) {
            commands.append('-');
            scaled = -scaled;
        }
        commands.append(scaled / MOST_DECIMALS);
        long rest = scaled % MOST_DECIMALS;
        if (rest != 0) {
            String digits = Long.toString(MOST_DECIMALS + rest).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            commands.append('.').append(digits, 0, end);
        }
        commands.append(' ');
        return this;
    }

    PdfContent hex(byte[] bytes) {
        return text("<" + HexFormat.of().formatHex(bytes) + ">");
    }

    /** As {@code FlateDecode} reads it. */
    byte[] compressed() {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(commands.toString().getBytes(StandardCharsets.US_ASCII));
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
}
