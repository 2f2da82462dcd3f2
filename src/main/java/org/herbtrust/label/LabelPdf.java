package org.herbtrust.label;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;

/**
 * Labels as PDF: one a page of its own size, or many on a sheet. Modules are vectors on the dot grid of a 203 dpi printer, so no
 * driver has to round them; the font is embedded as a subset. What all labels share is in the file once. While the file is
 * made its content lies in a temporary file, not in memory.
 */
final class LabelPdf {

    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final double POINTS_PER_DOT = POINTS_PER_MM / LabelTemplate.DOTS_PER_MM;

    private final LabelLayout layout;
    private final PDDocument document;
    private final PDFont font;
    private final PDFormXObject shared;
    private final PDResources resources = new PDResources();
    private final Optional<LabelTemplate.Sheet> sheet;
    private PDPageContentStream content;
    private int onPage;

    private LabelPdf(LabelLayout layout, PDDocument document, PDFont font) throws IOException {
        this.layout = layout;
        this.document = document;
        this.font = font;
        this.sheet = layout.template().sheet();
        this.shared = shared();
    }

    /** @param pieces at least one */
    static void write(
            LabelLayout layout, List<LabelText.Piece> pieces, OutputStream out, InOrder.Progress progress)
            throws IOException {
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
                InputStream font = LabelFont.open()) {
            PDDocumentInformation about = new PDDocumentInformation();
            about.setTitle(layout.name() + " " + layout.template().title().zh());
            about.setProducer("HerbTrust 药信");
            document.setDocumentInformation(about);
            document.getDocumentCatalog().setLanguage("zh-CN");
            LabelPdf pdf = new LabelPdf(layout, document, PDType0Font.load(document, font, true));
            InOrder.make(pieces, layout::label, pdf::add, progress);
            pdf.endPage();
            document.save(out);
        }
    }

    private PDFormXObject shared() throws IOException {
        LabelTemplate t = layout.template();
        // a form like any other; of its subclasses this is the one that a content stream can be written to
        PDAppearanceStream form = new PDAppearanceStream(document);
        form.setBBox(new PDRectangle(t.widthDots(), t.heightDots()));
        form.setResources(new PDResources());
        try (PDPageContentStream drawn = new PDPageContentStream(document, form)) {
            for (Path2D shape : layout.shapes()) {
                fill(shape, t.heightDots(), drawn);
            }
            for (LabelLayout.Run run : layout.shared()) {
                show(run, 0, t.heightDots(), drawn);
            }
        }
        return form;
    }

    private void add(LabelDrawing label) throws IOException {
        int perPage = sheet.map(LabelTemplate.Sheet::labels).orElse(1);
        if (content == null || onPage == perPage) {
            endPage();
            beginPage();
        }
        LabelTemplate t = layout.template();
        double left = 0;
        double top = 0;
        double pageHeight = t.heightDots();
        if (sheet.isPresent()) {
            LabelTemplate.Sheet s = sheet.get();
            left = (s.leftMm() + onPage % s.columns() * s.pitchXMm()) * LabelTemplate.DOTS_PER_MM;
            top = (s.topMm() + onPage / s.columns() * s.pitchYMm()) * LabelTemplate.DOTS_PER_MM;
            pageHeight = s.heightMm() * LabelTemplate.DOTS_PER_MM;
        }
        content.saveGraphicsState();
        content.transform(Matrix.getTranslateInstance((float) left, (float) (pageHeight - top - t.heightDots())));
        content.drawForm(shared);
        content.restoreGraphicsState();
        draw(label, (float) left, (float) (pageHeight - top));
        onPage++;
    }

    private void beginPage() throws IOException {
        LabelTemplate t = layout.template();
        double width = sheet.map(s -> s.widthMm() * POINTS_PER_MM).orElse(t.widthDots() * POINTS_PER_DOT);
        double height = sheet.map(s -> s.heightMm() * POINTS_PER_MM).orElse(t.heightDots() * POINTS_PER_DOT);
        PDPage page = new PDPage(new PDRectangle((float) width, (float) height));
        page.setResources(resources);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        content.transform(Matrix.getScaleInstance((float) POINTS_PER_DOT, (float) POINTS_PER_DOT));
        onPage = 0;
    }

    private void endPage() throws IOException {
        if (content != null) {
            content.close();
        }
    }

    /** @param fromBottom where the label's upper edge lies: PDF counts upwards */
    private void draw(LabelDrawing label, float left, float fromBottom) throws IOException {
        int module = label.moduleDots();
        for (QrMatrix.Bar bar : label.qr().bars()) {
            content.addRect(
                    left + label.qrX() + bar.column() * module,
                    fromBottom - label.qrY() - (bar.row() + 1) * module,
                    bar.length() * module,
                    module);
        }
        content.fill();
        for (LabelLayout.Run run : label.own()) {
            show(run, left, fromBottom, content);
        }
    }

    private void show(LabelLayout.Run run, float left, float fromBottom, PDPageContentStream stream)
            throws IOException {
        stream.beginText();
        stream.setFont(font, (float) run.size());
        stream.newLineAtOffset(left + (float) run.x(), fromBottom - (float) run.baseline());
        stream.showText(run.text());
        stream.endText();
    }

    private static void fill(Path2D shape, float fromBottom, PDPageContentStream stream) throws IOException {
        double[] p = new double[6];
        float x = 0;
        float y = 0;
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> {
                    x = (float) p[0];
                    y = fromBottom - (float) p[1];
                    stream.moveTo(x, y);
                }
                case PathIterator.SEG_LINETO -> {
                    x = (float) p[0];
                    y = fromBottom - (float) p[1];
                    stream.lineTo(x, y);
                }
                case PathIterator.SEG_QUADTO -> {
                    // PDF knows cubic curves only
                    float cx = (float) p[0];
                    float cy = fromBottom - (float) p[1];
                    float endX = (float) p[2];
                    float endY = fromBottom - (float) p[3];
                    stream.curveTo(
                            x + (cx - x) * 2 / 3,
                            y + (cy - y) * 2 / 3,
                            endX + (cx - endX) * 2 / 3,
                            endY + (cy - endY) * 2 / 3,
                            endX,
                            endY);
                    x = endX;
                    y = endY;
                }
                case PathIterator.SEG_CUBICTO -> {
                    x = (float) p[4];
                    y = fromBottom - (float) p[5];
                    stream.curveTo(
                            (float) p[0], fromBottom - (float) p[1], (float) p[2], fromBottom - (float) p[3], x, y);
                }
                default -> stream.closePath();
            }
        }
        if (shape.getWindingRule() == Path2D.WIND_EVEN_ODD) {
            stream.fillEvenOdd();
        } else {
            stream.fill();
        }
    }
}
