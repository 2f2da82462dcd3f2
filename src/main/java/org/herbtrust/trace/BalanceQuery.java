package org.herbtrust.trace;

import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.MerchantKind;

/**
 * Which balances are asked for.
 *
 * @param findingsOnly only those with something to look at
 */
public record BalanceQuery(
        int year,
        Optional<MerchantId> merchant,
        Optional<MerchantKind> kind,
        Optional<MaterialCode> material,
        boolean findingsOnly,
        Sort sort) {

    /** What comes first. */
    public enum Sort {
        FINDINGS(Text.of("疑点多的在前", "most findings first")),
        YIELD(Text.of("采收/面积比", "harvest over area")),
        SOLD(Text.of("销售/可供比", "sold over available")),
        UNTRACED(Text.of("无来源比例", "untraced share")),
        MERCHANT(Text.of("商户编号", "entity"));

        private final Text title;

        Sort(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    public BalanceQuery {
        if (year < 2000 || year > 2100) {
            throw new IllegalArgumentException("年份应在2000到2100之间 (a year from 2000 to 2100): " + year);
        }
        sort = sort == null ? Sort.FINDINGS : sort;
    }

    public static BalanceQuery ofYear(int year) {
        return new BalanceQuery(year, Optional.empty(), Optional.empty(), Optional.empty(), false, Sort.FINDINGS);
    }
}
