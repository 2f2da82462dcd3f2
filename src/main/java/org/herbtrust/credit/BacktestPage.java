package org.herbtrust.credit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.herbtrust.credit.rules.backtest.BacktestReport;
import org.herbtrust.credit.rules.backtest.Method;

/** A backtest's report as one page that needs nothing else: no script, no other file, charts as SVG. */
final class BacktestPage {

    private static final int WIDTH = 640;
    private static final int LABEL = 190;
    private static final int ROW = 28;

    private final StringBuilder html = new StringBuilder(16_384);

    private BacktestPage() {}

    static byte[] bytes(BacktestReport r) {
        BacktestPage page = new BacktestPage();
        page.write(r);
        return page.html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(BacktestReport r) {
        html.append("""
                <!DOCTYPE html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>信用指数回测 Backtest</title>
                <style>
                body{font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2a22}
                h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}small,.en{color:#5a6b62}
                table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.25rem .8rem;border-bottom:1px solid #d7e0da;text-align:right}th:first-child,td:first-child{text-align:left}
                svg{max-width:100%;height:auto}svg text{font-size:13px;fill:#1b2a22}.first{font-weight:600}.wide{overflow-x:auto}
                </style>
                </head>
                <body>
                """);
        line("<h1>信用指数回测 <span class=\"en\">Credit index, tested on history</span></h1>");
        line("<p>" + r.input().rows() + " 次检查，" + r.input().entities() + " 家商户，"
                + r.input().from() + " 至 "
                + r.input().to() + "；预测 " + r.n() + " 次（自 " + r.split() + "），其中不良 " + percent(r.baseRate())
                + "。<br><small>" + r.input().rows() + " visits to " + r.input().entities() + " merchants; "
                + r.n() + " foretold from " + r.split() + " on, " + percent(r.baseRate())
                + " of them bad.</small></p>");
        line("<p><small>政策 policy " + escaped(r.policyVersion()) + " · SHA-256 " + escaped(r.policySha256())
                + " · 种子 seed " + r.seed() + "</small></p>");
        methods(r);
        grades(r);
        calibration(r);
        psi(r);
        worstTenth(r);
        heading("说明", "Notes");
        line("<ul>");
        r.notes()
                .forEach(n -> line("<li><code>" + escaped(n.of()) + "</code> "
                        + escaped(n.text().zh()) + "<br><small>"
                        + escaped(n.text().en()) + "</small></li>"));
        line("</ul>\n</body>\n</html>");
    }

    private void methods(BacktestReport r) {
        heading("排序能力（AUC，0.5为随机）", "How well the next visit is ranked (AUC; 0.5 is chance), with 95 % intervals");
        int height = ROW * Method.values().length + 30;
        line("<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" aria-label=\"AUC\">");
        int y = 6;
        for (Method method : Method.values()) {
            BacktestReport.Scores s = r.methods().get(method);
            label(name(method), y);
            if (!Double.isNaN(s.auc())) {
                bar(LABEL, y, x(s.auc()) - LABEL, method == Method.INDEX ? "#2f7d55" : "#a9b8af");
                if (!Double.isNaN(s.aucLow())) {
                    line(String.format(
                            Locale.ROOT,
                            "<path d=\"M%1$.1f %2$dh%3$.1fM%1$.1f %4$dv10M%5$.1f %4$dv10\" stroke=\"#1b2a22\" fill=\"none\"/>",
                            x(s.aucLow()),
                            y + 10,
                            x(s.aucHigh()) - x(s.aucLow()),
                            y + 5,
                            x(s.aucHigh())));
                }
            }
            line("<text x=\"" + (WIDTH - 60) + "\" y=\"" + (y + 15) + "\">" + three(s.auc()) + "</text>");
            y += ROW;
        }
        line(String.format(
                Locale.ROOT,
                "<path d=\"M%1$.1f 0v%2$d\" stroke=\"#b3261e\" stroke-dasharray=\"4 3\"/><text x=\"%1$.1f\" y=\"%3$d\" text-anchor=\"middle\">0.5</text>",
                x(0.5),
                y,
                y + 16));
        line("</svg>\n<div class=\"wide\"><table>");
        line("<tr><th></th><th>AUC</th><th>95 %</th><th>季度内<br><small>within quarter</small></th>"
                + "<th>检查员内<br><small>within inspector</small></th><th>Brier</th><th>KS</th></tr>");
        for (Method method : Method.values()) {
            BacktestReport.Scores s = r.methods().get(method);
            line("<tr" + (method == Method.INDEX ? " class=\"first\"" : "") + "><td>" + name(method) + "</td><td>"
                    + three(s.auc()) + "</td><td>" + three(s.aucLow()) + "–" + three(s.aucHigh()) + "</td><td>"
                    + three(s.aucWithinWindow()) + "</td><td>" + three(s.aucWithinInspector()) + "</td><td>"
                    + three(s.brier()) + "</td><td>" + three(s.ks()) + "</td></tr>");
        }
        line("</table></div>");
        line("<p><small>Brier 基准 base: " + three(r.brierBase()) + "</small></p>");
    }

    private static double x(double auc) {
        double from = 0.3;
        double share = Math.max(0, Math.min(1, (auc - from) / (1 - from)));
        return LABEL + share * (WIDTH - LABEL - 70);
    }

    private void grades(BacktestReport r) {
        heading("各等级下一次检查的不良率", "Rate of bad visits by the grade that stood in the morning");
        bars(
                r.grades(),
                g -> g.grade().isLetter()
                        ? g.grade().name() + " " + g.grade().title().zh()
                        : g.grade().title().zh(),
                BacktestReport.GradeRow::nextBadRate,
                BacktestReport.GradeRow::n);
        line("<p>"
                + r.gradesMonotone()
                        .map(yes -> yes
                                ? "等级越差，不良率越高。<small>A worse grade is a worse risk.</small>"
                                : "等级与不良率不单调。<small>The grades are not monotone.</small>")
                        .orElse("")
                + " 每100次重新评级：变动 " + two(r.churnPer100()) + "，反转 " + two(r.reversalsPer100())
                + "（共 " + r.regradings() + " 次）。<br><small>Per 100 of " + r.regradings() + " regradings on news: "
                + two(r.churnPer100()) + " moves, " + two(r.reversalsPer100()) + " reversals.</small></p>");
    }

    private void calibration(BacktestReport r) {
        heading("校准（五等分）", "Calibration by fifths: foretold and found");
        int size = 300;
        double most = r.calibration().stream()
                .mapToDouble(c -> Math.max(c.predicted(), c.observed()))
                .max()
                .orElse(0);
        if (most > 0) {
            double scale = (size - 60) / (most * 1.1);
            line("<svg viewBox=\"0 0 " + WIDTH + " " + size + "\" role=\"img\" aria-label=\"calibration\">");
            line(String.format(
                    Locale.ROOT,
                    "<path d=\"M50 10v%1$dh%1$d\" stroke=\"#5a6b62\" fill=\"none\"/><path d=\"M50 %2$d L%3$d 10\" stroke=\"#a9b8af\" stroke-dasharray=\"4 3\"/>",
                    size - 50,
                    size - 40,
                    size));
            for (BacktestReport.CalibrationRow c : r.calibration()) {
                line(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"#2f7d55\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>",
                        50 + c.predicted() * scale,
                        size - 40 - c.observed() * scale,
                        58 + c.predicted() * scale,
                        size - 36 - c.observed() * scale,
                        percent(c.observed())));
            }
            line("<text x=\"150\" y=\"" + (size - 12) + "\">预测 foretold</text><text x=\"4\" y=\"20\">实际</text></svg>");
        }
        line("<table><tr><th>预测 foretold</th><th>实际 found</th><th>n</th></tr>");
        r.calibration()
                .forEach(c -> line("<tr><td>" + percent(c.predicted()) + "</td><td>" + percent(c.observed())
                        + "</td><td>" + c.n() + "</td></tr>"));
        line("</table>");
    }

    private void psi(BacktestReport r) {
        heading(
                "指数分布稳定性（PSI）",
                "Stability of the index, quarter by quarter: below 0.10 stable, 0.10–0.25 watch, above act");
        bars(r.psi(), BacktestReport.PsiRow::window, BacktestReport.PsiRow::value, p -> -1);
    }

    private void worstTenth(BacktestReport r) {
        heading("最差十分之一", "Who is in the worst tenth, by visits known before");
        line("<table><tr><th>已知检查 visits</th><th>n</th><th>占比 share</th><th>其不良率 bad</th></tr>");
        r.worstTenth()
                .forEach(w -> line("<tr><td>" + w.history() + "</td><td>" + w.n() + "</td><td>" + percent(w.share())
                        + "</td><td>" + percent(w.nextBadRate()) + "</td></tr>"));
        line("</table>");
    }

    private interface Count<T> {
        int of(T row);
    }

    private interface Label<T> {
        String of(T row);
    }

    private <T> void bars(List<T> rows, Label<T> label, ToDoubleFunction<T> value, Count<T> count) {
        double most = rows.stream()
                .mapToDouble(value)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
        line("<svg viewBox=\"0 0 " + WIDTH + " " + (ROW * rows.size() + 10) + "\" role=\"img\">");
        int y = 6;
        for (T row : rows) {
            double v = value.applyAsDouble(row);
            int n = count.of(row);
            label(escaped(label.of(row)), y);
            if (most > 0 && v > 0) {
                bar(LABEL, y, v / most * (WIDTH - LABEL - 150), "#2f7d55");
            }
            line("<text x=\"" + (WIDTH - 140) + "\" y=\"" + (y + 15) + "\">"
                    + (n < 0 ? three(v) : percent(v) + "  n=" + n) + "</text>");
            y += ROW;
        }
        line("</svg>");
    }

    private void bar(double x, int y, double width, String colour) {
        line(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"20\" fill=\"%s\"/>",
                x,
                y,
                Math.max(0, width),
                colour));
    }

    private void label(String text, int y) {
        line("<text x=\"0\" y=\"" + (y + 15) + "\">" + text + "</text>");
    }

    private void heading(String zh, String en) {
        line("<h2>" + zh + "<br><small>" + en + "</small></h2>");
    }

    private void line(String text) {
        html.append(text).append('\n');
    }

    private static String name(Method method) {
        return switch (method) {
            case INDEX -> "信用指数 index";
            case LAST_VISIT -> "上次结果 last visit";
            case LIFETIME_RATE -> "历史不良率 lifetime";
            case BETA_BINOMIAL -> "贝塔二项 beta-binomial";
        };
    }

    private static String percent(double v) {
        return Double.isNaN(v) ? "—" : String.format(Locale.ROOT, "%.1f %%", 100 * v);
    }

    private static String two(double v) {
        return Double.isNaN(v) ? "—" : String.format(Locale.ROOT, "%.2f", v);
    }

    private static String three(double v) {
        return Double.isNaN(v) ? "—" : String.format(Locale.ROOT, "%.3f", v);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
