package org.herbtrust.label;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;

/**
 * What all labels of a batch say. The content follows Art. 48 and 58 of the Drug Administration Law (name, origin, date, supplier,
 * mark of quality) and the package label of the GAP rules of 2022.
 *
 * @param name 品名 as the pharmacopoeia calls it
 * @param spec 规格 or form, such as 选货 or 切片
 * @param botanical 基原 and 药用部位, or empty
 * @param origin 产地 to the county
 * @param traced whether the origin is proven by the chain of events; if not, the label says so in words
 * @param lot 批号 as printed
 * @param supplier 供货单位 with its stall
 * @param quality what the supplier declares of the quality, in words; never more than was tested
 */
record LabelText(
        String name,
        String spec,
        String botanical,
        String origin,
        boolean traced,
        Kilograms net,
        Optional<LocalDate> harvestedOn,
        LocalDate packedOn,
        Optional<LocalDate> expiresOn,
        String lot,
        String supplier,
        String quality,
        String standard,
        String storage,
        Optional<GradeMark> grade) {

    /**
     * What is different on each label.
     *
     * @param content of the QR code: the address that answers a scan
     */
    record Piece(ShortCode code, String content, int ordinal, int count) {}

    private static final int LONGEST = 120;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern OF_A_PIECE = Pattern.compile("\\{(code|piece)}");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");

    /** These goods are raw material; a label that calls them slices for use, or a drug's trace code, would mislead. */
    private static final List<String> NEVER_ON_RAW_MATERIAL = List.of("饮片", "药品追溯码", "国药准字");

    LabelText {
        for (String text : List.of(name, spec, botanical, origin, lot, supplier, quality, standard, storage)) {
            if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                throw new Refused(
                        LabelRefusal.TEXT_REFUSED,
                        "文字过长或含有控制字符 (too long, or with control characters): " + shortened(text));
            }
        }
        // the rest is the market's own words, or a name that somebody bears
        for (String text : List.of(name, spec, quality, standard, storage)) {
            for (String word : NEVER_ON_RAW_MATERIAL) {
                if (text.contains(word)) {
                    throw new Refused(
                            LabelRefusal.TEXT_REFUSED,
                            "中药材标签上不得出现“" + word + "” (not on a label of raw material): " + text);
                }
            }
        }
        if (name.isBlank() || supplier.isBlank() || quality.isBlank()) {
            throw new Refused(
                    LabelRefusal.TEXT_REFUSED, "品名、供货单位、质量合格标志不能为空 (name, supplier and mark of quality are needed)");
        }
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "");
        return plain.substring(0, Math.min(20, plain.length()));
    }

    /** Whether the line differs from label to label. */
    static boolean isOfAPiece(String line) {
        return OF_A_PIECE.matcher(line).find();
    }

    /** Empty if all that the line would tell is empty: then it is left out. */
    Optional<String> fill(String line) {
        return filled(line, values()::get);
    }

    /** @param values of the text that the label has beside its own */
    static Optional<String> fill(String line, Map<String, String> values, Piece piece) {
        return filled(line, name -> switch (name) {
            case "code" -> piece.code().grouped();
            case "piece" -> piece.ordinal() + "/" + piece.count();
            default -> values.get(name);
        });
    }

    /** What a template's placeholders stand for. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("name", name);
        values.put("spec", spec);
        values.put("botanical", botanical);
        values.put("origin", origin);
        values.put("trace", traced ? "全程追溯·扫码查来源" : "产地未追溯·自入市登记");
        values.put("traced", traced ? "全程追溯" : "产地未追溯");
        values.put("net", net.toString());
        values.put("harvested", harvestedOn.map(LocalDate::toString).orElse("不详"));
        values.put("packed", packedOn.toString());
        values.put("expires", expiresOn.map(LocalDate::toString).orElse(""));
        values.put("lot", lot);
        values.put("supplier", supplier);
        values.put("quality", quality);
        values.put("standard", standard);
        values.put("storage", storage);
        values.put(
                "grade",
                grade.map(g -> g.grade() + "级（" + MONTH.format(g.on()) + "）").orElse(""));
        return values;
    }

    private static Optional<String> filled(String line, UnaryOperator<String> values) {
        Matcher m = PLACEHOLDER.matcher(line);
        StringBuilder filled = new StringBuilder();
        boolean placeholders = false;
        boolean told = false;
        while (m.find()) {
            String value = values.apply(m.group(1));
            if (value == null) {
                throw new IllegalStateException("no such placeholder: " + m.group());
            }
            placeholders = true;
            told |= !value.isBlank();
            m.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        m.appendTail(filled);
        return placeholders && !told ? Optional.empty() : Optional.of(filled.toString());
    }
}
