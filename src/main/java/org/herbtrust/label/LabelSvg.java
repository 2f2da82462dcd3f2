package org.herbtrust.label;

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
                .append("mm\" viewBox=\"0 0 %d %d\" role=\"img\">%n"
                        .formatted(t.widthDots(), t.heightDots())
                        .replace("\r", ""))
                .append("<title>")
                .append(escaped(label.runs().get(0).text()))
                .append(
                        "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<path shape-rendering=\"crispEdges\" d=\"");
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
        svg.append("\"/>\n<g font-family=\"Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif\">\n");
        for (LabelDrawing.Run run : label.runs()) {
            // textLength keeps the width right whatever font the reader's machine has
            svg.append(
                            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\">"
                                    .formatted(run.x(), run.baseline(), run.size(), run.width()))
                    .append(escaped(run.text()))
                    .append("</text>\n");
        }
        return svg.append("</g>\n</svg>\n").toString();
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
