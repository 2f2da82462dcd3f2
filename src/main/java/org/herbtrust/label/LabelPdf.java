package org.herbtrust.label;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;

/**
 * Labels as PDF: one a page of its own size, or many on a sheet. Modules are vectors on the dot grid of a 203 dpi printer, so no
 * driver has to round them; the font is embedded as a subset.
 *
 * <p>What all labels share, the font among it, is a small document that PDFBox makes. The pages are written behind it as they are
 * drawn ({@link PdfPages}), so that ten thousand take no more memory than ten.
 */
final class LabelPdf {

    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final double POINTS_PER_DOT = POINTS_PER_MM / LabelTemplate.DOTS_PER_MM;
    /** What codes and counts are made of; the font's subset must have it before the first label is drawn. */
    private static final String IN_CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-/";

    private final LabelLayout layout;
    private final Optional<LabelTemplate.Sheet> sheet;
    private PDType0Font font;
    private String fontName = "";
    private String formName = "";

    private LabelPdf(LabelLayout layout) {
        this.layout = layout;
        this.sheet = layout.template().sheet();
    }

    /** @param pieces at least one */
    static void write(LabelLayout layout, List<LabelText.Piece> pieces, OutputStream out, InOrder.Progress progress)
            throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream font = LabelFont.open()) {
            LabelPdf pdf = new LabelPdf(layout);
            byte[] shared = pdf.shared(document, font, pieces.get(0));
            PdfPages pages = new PdfPages(shared, pdf.pageWidth(), pdf.pageHeight(), out);
            List<List<LabelText.Piece>> perPage = pdf.perPage(pieces);
            int[] done = new int[1];
            InOrder.make(perPage, onPage -> pdf.page(onPage).compressed(), pages::add, page -> {
                done[0] += perPage.get(page - 1).size();
                progress.done(done[0]);
            });
            pages.end();
        }
    }

    private double pageWidth() {
        return sheet.map(s -> s.widthMm() * POINTS_PER_MM)
                .orElse(layout.template().widthDots() * POINTS_PER_DOT);
    }

    private double pageHeight() {
        return sheet.map(s -> s.heightMm() * POINTS_PER_MM)
                .orElse(layout.template().heightDots() * POINTS_PER_DOT);
    }

    private List<List<LabelText.Piece>> perPage(List<LabelText.Piece> pieces) {
        int labels = sheet.map(LabelTemplate.Sheet::labels).orElse(1);
        List<List<LabelText.Piece>> pages = new ArrayList<>();
        for (int from = 0; from < pieces.size(); from += labels) {
            pages.add(pieces.subList(from, Math.min(pieces.size(), from + labels)));
        }
        return pages;
    }

    // ---- what the pages share

    /** A document of one empty page whose resources are the font and the form with all that is the same on each label. */
    private byte[] shared(PDDocument document, InputStream file, LabelText.Piece first) throws IOException {
        PDDocumentInformation about = new PDDocumentInformation();
        about.setTitle(layout.name() + " " + layout.template().title().zh());
        about.setProducer("HerbTrust 药信");
        document.setDocumentInformation(about);
        document.getDocumentCatalog().setLanguage("zh-CN");
        font = PDType0Font.load(document, file, true);
        (IN_CODES
                        + layout.label(first).own().stream()
                                .map(LabelLayout.Run::text)
                                .collect(Collectors.joining()))
                .codePoints()
                .forEach(font::addToSubset);
        PDResources resources = new PDResources();
        fontName = resources.add(font).getName();
        formName = resources.add(form(document)).getName();
        PDPage page = new PDPage();
        page.setResources(resources);
        document.addPage(page);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        // a plain table of objects, which more objects can be added to
        document.save(saved, CompressParameters.NO_COMPRESSION);
        return saved.toByteArray();
    }

    /** A form like any other; of its subclasses an appearance is the one that a content stream can be written to. */
    private PDAppearanceStream form(PDDocument document) throws IOException {
        LabelTemplate t = layout.template();
        PDAppearanceStream form = new PDAppearanceStream(document);
        form.setBBox(new PDRectangle(t.widthDots(), t.heightDots()));
        form.setResources(new PDResources());
        try (PDPageContentStream drawn = new PDPageContentStream(document, form)) {
            for (Path2D shape : layout.shapes()) {
                fill(shape, t.heightDots(), drawn);
            }
            for (LabelLayout.Run run : layout.shared()) {
                drawn.beginText();
                drawn.setFont(font, (float) run.size());
                drawn.newLineAtOffset((float) run.x(), (float) (t.heightDots() - run.baseline()));
                drawn.showText(run.text());
                drawn.endText();
            }
        }
        return form;
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

    // ---- pages

    private PdfContent page(List<LabelText.Piece> pieces) {
        LabelTemplate t = layout.template();
        PdfContent content = new PdfContent();
        content.number(POINTS_PER_DOT).text("0 0").number(POINTS_PER_DOT).line("0 0 cm");
        for (int i = 0; i < pieces.size(); i++) {
            double left = 0;
            double top = 0;
            double height = t.heightDots();
            if (sheet.isPresent()) {
                LabelTemplate.Sheet s = sheet.get();
                left = (s.leftMm() + i % s.columns() * s.pitchXMm()) * LabelTemplate.DOTS_PER_MM;
                int row = i / s.columns();
                top = (s.topMm() + row * s.pitchYMm()) * LabelTemplate.DOTS_PER_MM;
                height = s.heightMm() * LabelTemplate.DOTS_PER_MM;
            }
            content.text("q 1 0 0 1")
                    .number(left)
                    .number(height - top - t.heightDots())
                    .line("cm");
            content.line("/" + formName + " Do");
            draw(layout.label(pieces.get(i)), content);
            content.line("Q");
        }
        return content;
    }

    /** PDF counts upwards. */
    private void draw(LabelDrawing label, PdfContent content) {
        int height = layout.template().heightDots();
        int module = label.moduleDots();
        for (QrMatrix.Bar bar : label.qr().bars()) {
            content.number(label.qrX() + bar.column() * module)
                    .number(height - label.qrY() - (bar.row() + 1) * module)
                    .number(bar.length() * module)
                    .number(module)
                    .line("re");
        }
        content.line("f");
        for (LabelLayout.Run run : label.own()) {
            content.text("BT /" + fontName).number(run.size()).text("Tf");
            content.number(run.x()).number(height - run.baseline()).text("Td");
            content.hex(encoded(run.text())).line("Tj ET");
        }
    }

    private byte[] encoded(String text) {
        try {
            return font.encode(text);
        } catch (IOException notInTheFont) {
            throw new IllegalStateException("the layout takes only what the font has: " + text, notInTheFont);
        }
    }
}
