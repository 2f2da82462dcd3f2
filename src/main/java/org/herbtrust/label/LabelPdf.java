package org.herbtrust.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/**
 * Labels as PDF: one a page of its own size, or many on a sheet. Modules are vectors on the dot grid of a 203 dpi printer, so no
 * driver has to round them; the font is embedded as a subset.
 */
final class LabelPdf {

    private static final float POINTS_PER_DOT = 72f / 25.4f / LabelTemplate.DOTS_PER_MM;

    private LabelPdf() {}

    /** @param labels at least one, all of the same template */
    static void write(LabelTemplate template, Iterator<LabelDrawing> labels, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream font = LabelFont.open()) {
            PDDocumentInformation about = new PDDocumentInformation();
            about.setTitle(template.title().zh());
            about.setProducer("HerbTrust 药信");
            document.setDocumentInformation(about);
            document.getDocumentCatalog().setLanguage("zh-CN");
            PDFont embedded = PDType0Font.load(document, font, true);
            Optional<LabelTemplate.Sheet> sheet = template.sheet();
            int perPage = sheet.map(LabelTemplate.Sheet::labels).orElse(1);
            int pageWidth = sheet.map(LabelTemplate.Sheet::widthDots).orElse(template.widthDots());
            int pageHeight = sheet.map(LabelTemplate.Sheet::heightDots).orElse(template.heightDots());
            while (labels.hasNext()) {
                PDPage page = new PDPage(new PDRectangle(pageWidth * POINTS_PER_DOT, pageHeight * POINTS_PER_DOT));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.transform(Matrix.getScaleInstance(POINTS_PER_DOT, POINTS_PER_DOT));
                    for (int i = 0; i < perPage && labels.hasNext(); i++) {
                        int place = i;
                        int left = sheet.map(s -> s.left() + place % s.columns() * s.pitchX())
                                .orElse(0);
                        int top = sheet.map(s -> s.top() + place / s.columns() * s.pitchY())
                                .orElse(0);
                        draw(labels.next(), content, embedded, left, pageHeight - top);
                    }
                }
            }
            document.save(out);
        }
    }

    /** @param fromBottom where the label's upper edge lies: PDF counts upwards */
    private static void draw(LabelDrawing label, PDPageContentStream content, PDFont font, int left, int fromBottom)
            throws IOException {
        int module = label.moduleDots();
        for (QrMatrix.Bar bar : label.qr().bars()) {
            content.addRect(
                    left + label.qrX() + bar.column() * module,
                    fromBottom - label.qrY() - (bar.row() + 1) * module,
                    bar.length() * module,
                    module);
        }
        content.fill();
        for (LabelDrawing.Run run : label.runs()) {
            content.beginText();
            content.setFont(font, (float) run.size());
            content.newLineAtOffset((float) (left + run.x()), (float) (fromBottom - run.baseline()));
            content.showText(run.text());
            content.endText();
        }
    }
}
