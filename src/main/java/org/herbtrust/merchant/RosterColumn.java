package org.herbtrust.merchant;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of a roster, by any of the headers that markets use for them, in any order. */
enum RosterColumn {
    USCC("统一社会信用代码", true, "社会信用代码", "信用代码", "统一信用代码", "uscc"),
    NAME("字号/名称", true, "名称", "字号", "商户名称", "企业名称", "单位名称", "经营户名称", "name"),
    KIND("类型", true, "主体类型", "商户类型", "经营类型", "kind", "type"),
    OPERATOR("经营者", true, "经营者姓名", "法定代表人", "法人", "负责人", "operator"),
    PHONE("联系电话", false, "电话", "手机", "手机号", "phone"),
    HALL("市场/楼层", false, "市场", "楼层", "市场区域", "区域", "hall"),
    STALL("摊位号", false, "摊位", "摊位编号", "铺位号", "stall"),
    SCOPE("经营品种", false, "经营范围", "品种", "主营品种", "scope"),
    DIVISION("区划代码", false, "行政区划代码", "行政区划", "division");

    private final String header;
    private final boolean required;
    private final List<String> synonyms;

    RosterColumn(String header, boolean required, String... synonyms) {
        this.header = header;
        this.required = required;
        this.synonyms = List.of(synonyms);
    }

    /** As the template writes it. */
    String header() {
        return header;
    }

    boolean required() {
        return required;
    }

    static Optional<RosterColumn> of(String header) {
        String wanted = plain(header);
        for (RosterColumn column : values()) {
            if (plain(column.header).equals(wanted) || column.synonyms.contains(wanted)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** Without blanks, marks of necessity and what stands in brackets. */
    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .replaceAll("\\(.*?\\)", "")
                .replaceAll("[\\s*/、:\ufeff]", "")
                .toLowerCase(Locale.ROOT);
    }
}
