package org.herbtrust.label;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Locale;

/** A label as SVG, for previews: a drawing of the true size, text as text so that it can be read aloud. */
final class LabelSvg {

    private LabelSvg() {}

    static String of(LabelDrawing label) {
        LabelTemplate t = label.template();
        StringBuilder svg = new StringBuilder(8_000);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(millimetres(t.widthDots()))
                .append("mm\" height=\"")
                .append(millimetres(t.heightDots()))
                .append("mm\" viewBox=\"0 0 ")
                .append(t.widthDots())
                .append(' ')
                .append(t.heightDots())
                .append("\" role=\"img\">\n<title>")
                .append(escaped(label.layout().name()))
                .append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
                .append("<path shape-rendering=\"crispEdges\" d=\"");
        int module = label.moduleDots();
        for (QrMatrix.Bar bar : label.qr().bars()) {
            svg.append('M')
                    .append(label.qrX() + bar.column() * module)
                    .append(' ')
                    .append(label.qrY() + bar.row() * module)
                    .append('h')
                    .append(bar.length() * module)
                    .append('v')
                    .append(module)
                    .append("h-")
                    .append(bar.length() * module)
                    .append('z');
        }
        svg.append("\"/>\n");
        for (Path2D shape : label.layout().shapes()) {
            svg.append("<path fill-rule=\"")
                    .append(shape.getWindingRule() == Path2D.WIND_EVEN_ODD ? "evenodd" : "nonzero")
                    .append("\" d=\"");
            path(shape, svg);
            svg.append("\"/>\n");
        }
        svg.append("<g font-family=\"Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif\">\n");
        for (LabelLayout.Run run : label.runs()) {
            // textLength keeps the width right whatever font the reader's machine has
            svg.append(String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\">",
                            run.x(),
                            run.baseline(),
                            run.size(),
                            run.width()))
                    .append(escaped(run.text()))
                    .append("</text>\n");
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private static void path(Path2D shape, StringBuilder svg) {
        double[] points = new double[6];
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(points);
            svg.append("MLQCZ".charAt(kind));
            // of each kind of segment the number of coordinates
            int coordinates = new int[] {2, 2, 4, 6, 0}[kind];
            for (int c = 0; c < coordinates; c++) {
                svg.append(c == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.2f", points[c]));
            }
        }
    }

    private static String millimetres(int dots) {
        return String.format(Locale.ROOT, "%.3f", dots / (double) LabelTemplate.DOTS_PER_MM)
                .replaceAll("\\.?0+$", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
