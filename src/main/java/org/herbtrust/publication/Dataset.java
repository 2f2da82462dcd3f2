package org.herbtrust.publication;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.herbtrust.kernel.Text;

/** A list that can be had as a whole file, every day. */
public enum Dataset {
    GRADES(Text.of("商户信用等级", "merchants and their grades")),
    RED(Text.of("红榜", "red list")),
    BLACK(Text.of("黑榜", "blacklist of the market")),
    OFFICIAL(Text.of("主管部门严重违法失信名单", "official listings, as imported")),
    DECISIONS(Text.of("市场的决定及其撤回", "decisions of the market and their withdrawals")),
    PENALTIES(Text.of("行政处罚", "administrative penalties")),
    LICENCES(Text.of("行政许可", "administrative licences")),
    RECALLS(Text.of("召回", "recalls"));

    private final Text title;

    Dataset(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** As in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dataset> of(String path) {
        return Arrays.stream(values())
                .filter(dataset -> dataset.path().equals(path))
                .findFirst();
    }
}
