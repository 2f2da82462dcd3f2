package org.herbtrust.casework;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.Locale;

/** Sets a page of HTML as PDF, with the font that is shipped: every machine makes the same page. */
final class SheetPdf {

    private static final String FONT = "/fonts/NotoSansSC_400Regular.ttf";

    static {
        XRLog.setLoggingEnabled(false); // it tells of every font that it looks at
    }

    private SheetPdf() {}

    static byte[] of(String html) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFastMode();
            builder.useFont((FSSupplier<InputStream>) SheetPdf::font, "Sheet");
            builder.useUnicodeLineBreaker(new ChineseLines());
            // our own template only, and nothing may be fetched by it
            builder.useUriResolver((base, uri) -> null);
            builder.useReplacementText("〓"); // what the font lacks; the text that is kept beside has it
            builder.withHtmlContent(html, null);
            builder.withProducer("HerbTrust");
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException("the document cannot be set", broken);
        }
    }

    private static InputStream font() {
        InputStream in = SheetPdf.class.getResourceAsStream(FONT);
        if (in == null) {
            throw new IllegalStateException(FONT + " is not on the class path: was the web build run?");
        }
        return in;
    }

    /** Chinese has no blanks: a line may end almost anywhere, but does not begin with a full stop. */
    private static final class ChineseLines implements FSTextBreaker {
        private final BreakIterator lines = BreakIterator.getLineInstance(Locale.CHINA);

        @Override
        public int next() {
            return lines.next();
        }

        @Override
        public void setText(String text) {
            lines.setText(text);
        }
    }
}
