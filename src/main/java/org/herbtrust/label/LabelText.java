package org.herbtrust.label;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;

/**
 * What one label says. The content follows Art. 48 and 58 of the Drug Administration Law (name, origin, date, supplier, mark of
 * quality) and the package label of the GAP rules of 2022.
 *
 * @param name 品名 as the pharmacopoeia calls it
 * @param spec 规格 or form, such as 选货 or 切片
 * @param origin 产地 to the county
 * @param traced whether the origin is proven by the chain of events; if not, the label says so in words
 * @param lot 批号 as printed
 * @param supplier 供货单位 with its stall
 * @param quality what the supplier declares of the quality, in words; never more than was tested
 * @param address what the QR code holds: the address that answers a scan
 */
record LabelText(
        String name,
        String spec,
        String origin,
        boolean traced,
        Kilograms net,
        Optional<LocalDate> harvestedOn,
        LocalDate packedOn,
        String lot,
        String supplier,
        String quality,
        String standard,
        String storage,
        ShortCode code,
        String address) {

    private static final int LONGEST = 120;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /** These goods are raw material; a label that calls them slices for use, or a drug's trace code, would mislead. */
    private static final List<String> NEVER_ON_RAW_MATERIAL = List.of("饮片", "药品追溯码", "国药准字");

    LabelText {
        for (String text : List.of(name, spec, origin, lot, supplier, quality, standard, storage)) {
            if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                throw new Refused(
                        LabelRefusal.TEXT_REFUSED,
                        "文字过长或含有控制字符 (too long, or with control characters): " + shortened(text));
            }
        }
        for (String text : List.of(name, spec, quality)) {
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
        return text.replaceAll("\\p{Cntrl}", "")
                .substring(0, Math.min(20, text.replaceAll("\\p{Cntrl}", "").length()));
    }

    /** What a template's placeholders stand for. */
    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("name", name);
        values.put("spec", spec);
        values.put("origin", origin);
        values.put("trace", traced ? "全程追溯·扫码查来源" : "产地未追溯·自入市登记");
        values.put("net", net.toString());
        values.put("harvested", harvestedOn.map(LocalDate::toString).orElse("不详"));
        values.put("packed", packedOn.toString());
        values.put("lot", lot);
        values.put("supplier", supplier);
        values.put("quality", quality);
        values.put("standard", standard);
        values.put("storage", storage);
        values.put("code", code.grouped());
        return values;
    }

    /** Empty if all that the line would tell is empty: then it is left out. */
    Optional<String> fill(String line) {
        Map<String, String> values = values();
        Matcher m = PLACEHOLDER.matcher(line);
        StringBuilder filled = new StringBuilder();
        boolean placeholders = false;
        boolean told = false;
        while (m.find()) {
            String value = values.get(m.group(1));
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
