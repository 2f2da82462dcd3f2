package org.herbtrust.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Refused;

/** Sets the texts of a block: as large as they fit, wrapped where that reads better than shrinking, never cut. */
final class TextSetting {

    /** From one row to the next, in sizes; fits the font's ascenders and descenders. */
    private static final double PITCH = 1.16;
    /** Share of a row's size above the baseline. */
    private static final double BASELINE = 0.88;
    /** A text that fits on one row at this share of its size is shrunk rather than wrapped. */
    private static final double RATHER_SHRUNK = 0.8;

    private static final double STEP = 0.04;
    /** At most this share of the size is put between texts where there is room. */
    private static final double MOST_GAP = 0.45;

    private static final String NEVER_FIRST = "，。、；：！？）》”】％…·,.;:!?)%";
    private static final String NEVER_LAST = "（《“【(";

    /** One text at one size: the rows that it takes. */
    private record Setting(List<String> rows, double size) {
        double height() {
            return rows.size() * size * PITCH;
        }
    }

    private TextSetting() {}

    /** @throws Refused if the texts do not fit at their least sizes */
    static List<LabelLayout.Run> set(
            LabelTemplate.Block block, LabelLayout.Filling filling, LabelFont font, LabelTemplate template) {
        List<LabelTemplate.Line> lines = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (LabelTemplate.Line line : block.lines()) {
            filling.fill(line.text()).ifPresent(text -> {
                lines.add(line);
                texts.add(text);
            });
        }
        double width = block.box().width();
        for (double scale = 1; ; scale -= STEP) {
            boolean smallest = true;
            List<Setting> settings = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                LabelTemplate.Line line = lines.get(i);
                double size = Math.max(line.least(), Math.floor(line.size() * scale));
                smallest &= size == line.least();
                set(texts.get(i), line, size, width, font).ifPresent(settings::add);
            }
            double height = settings.stream().mapToDouble(Setting::height).sum();
            if (settings.size() == lines.size() && height <= block.box().height()) {
                return placed(settings, block, font, block.box().height() - height);
            }
            if (smallest) {
                throw new Refused(
                        LabelRefusal.TEXT_DOES_NOT_FIT,
                        "“%s”在%s上放不下，请用大一号的标签或缩短文字 (does not fit on this label: use a larger one)"
                                .formatted(
                                        texts.stream().map(TextSetting::begun).collect(Collectors.joining("”“")),
                                        template.title().zh()));
            }
        }
    }

    private static String begun(String text) {
        return text.length() > 24 ? text.substring(0, 24) + "…" : text;
    }

    private static Optional<Setting> set(
            String text, LabelTemplate.Line line, double size, double width, LabelFont font) {
        double onOneRow = Math.floor(width / font.widthOf(text));
        if (onOneRow >= size) {
            return Optional.of(new Setting(List.of(text), size));
        }
        double acceptable = line.whole() ? line.least() : Math.max(line.least(), size * RATHER_SHRUNK);
        if (onOneRow >= acceptable) {
            return Optional.of(new Setting(List.of(text), onOneRow));
        }
        return line.whole() ? Optional.empty() : Optional.of(new Setting(wrapped(text, width / size, font), size));
    }

    /** Rows of at most that many em. */
    private static List<String> wrapped(String text, double mostEm, LabelFont font) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (String piece : pieces(text, mostEm, font)) {
            if (row.length() > 0 && font.widthOf(row + piece.stripTrailing()) > mostEm) {
                rows.add(row.toString().strip());
                row.setLength(0);
            }
            row.append(piece);
        }
        rows.add(row.toString().strip());
        return rows;
    }

    /** What stays together: a character with the punctuation that belongs to it; a word or number that is not too long. */
    private static List<String> pieces(String text, double mostEm, LabelFont font) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int before = 0;
        for (int c : text.codePoints().toArray()) {
            boolean stays = piece.length() > 0
                    && (NEVER_FIRST.indexOf(c) >= 0
                            || NEVER_LAST.indexOf(before) >= 0
                            || c == ' '
                            || (isOfAWord(before) && isOfAWord(c)));
            if (!stays || font.widthOf(piece + Character.toString(c)) > mostEm) {
                if (piece.length() > 0) {
                    pieces.add(piece.toString());
                }
                piece.setLength(0);
            }
            piece.appendCodePoint(c);
            before = c;
        }
        if (piece.length() > 0) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private static boolean isOfAWord(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '/');
    }

    private static List<LabelLayout.Run> placed(
            List<Setting> settings, LabelTemplate.Block block, LabelFont font, double spare) {
        LabelTemplate.Box box = block.box();
        double gap = settings.size() < 2 ? 0 : spare / (settings.size() - 1);
        List<LabelLayout.Run> runs = new ArrayList<>();
        double top = settings.size() == 1 ? box.y() + spare / 2 : box.y();
        for (Setting setting : settings) {
            double pitch = setting.size() * PITCH;
            for (String row : setting.rows()) {
                double width = font.widthOf(row) * setting.size();
                double x = block.centred() ? box.x() + (box.width() - width) / 2 : box.x();
                double baseline = top + (pitch - setting.size()) / 2 + setting.size() * BASELINE;
                runs.add(new LabelLayout.Run(row, x, baseline, setting.size(), width));
                top += pitch;
            }
            top += Math.min(gap, setting.size() * MOST_GAP);
        }
        return runs;
    }
}
