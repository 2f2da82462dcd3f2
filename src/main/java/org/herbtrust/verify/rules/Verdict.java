package org.herbtrust.verify.rules;

import java.util.Comparator;
import java.util.Set;
import org.herbtrust.kernel.Text;

/** What a buyer is told first. The gravest comes first: where several are true, the first in this order is the answer. */
public enum Verdict {
    RECALLED(
            Text.of("已召回：请勿购买和使用", "Recalled: do not buy or use"),
            Text.of(
                    "这批药材已被召回。已购买的请停止使用，凭包装到市场服务台退货。",
                    "This lot was recalled. Stop using it and bring the package to the service desk.")),
    VOIDED(
            Text.of("标签已作废：请勿购买", "Voided label: do not buy"),
            Text.of(
                    "这枚标签已作废或销毁，不应出现在货物上。请向市场管理办公室举报。",
                    "This label was voided and should be on no goods. Please report it to the market office.")),
    COPIED(
            Text.of("已查实被复制：请勿购买", "Found to be copied: do not buy"),
            Text.of(
                    "检查员已查实这个码被复制到其他货上，它不能证明您手里的货是真的。请向市场管理办公室举报。",
                    "An inspector found this code on other goods: it does not prove that yours are genuine. Please report it.")),
    ON_HOLD(
            Text.of("已封存：暂停销售", "On hold: not for sale now"),
            Text.of(
                    "这批药材正在接受检查或检验，结果出来前不得销售。",
                    "This lot is under inspection or test and must not be sold before the result.")),
    SELLER_BARRED(
            Text.of("经营者现不得经营：请勿购买", "Seller barred from trading: do not buy"),
            Text.of(
                    "这个码由本市场发放，但贴标或卖货的经营者现在不得在本市场经营。",
                    "This code was issued here, but whoever labelled or sells these goods may not trade on this market now.")),
    SUSPICIOUS(
            Text.of("存疑：请当面核对", "Doubtful: check with the seller"),
            Text.of(
                    "这个码有不一致之处，详见下方提示。请与摊主当面核对，或向市场管理办公室查询。",
                    "Something about this code does not fit, see below. Check with the seller or ask the market office.")),
    GENUINE(
            Text.of("本市场登记的追溯码", "Registered on this market"),
            Text.of(
                    "这个码由本市场发放，以下信息与登记一致。二维码可能被复制：请核对实物、重量和摊位。",
                    "This code was issued here and the facts below are on record. A QR code can be copied: compare goods, weight and stall.")),
    LEGACY_CODE(
            Text.of("国家中药材追溯体系的旧码", "Code of the former national platform"),
            Text.of(
                    "格式正确，但本市场没有它的登记。请向摊主索要本市场的追溯码。",
                    "Well formed, but this market has no record of it. Ask the seller for a code of this market.")),
    MISTYPED(
            Text.of("输入有误", "Mistyped"),
            Text.of("请对照标签重新输入，或直接扫描二维码。", "Compare with the label and type it again, or scan the QR code.")),
    UNKNOWN(
            Text.of("没有登记：谨防假冒", "Not on record: beware of forgery"),
            Text.of(
                    "本市场从未发放过这个编码。标签若称来自本市场，可能是伪造的，请举报。",
                    "This market never issued this code. A label that says otherwise may be forged; please report it."));

    private final Text headline;
    private final Text advice;

    Verdict(Text headline, Text advice) {
        this.headline = headline;
        this.advice = advice;
    }

    public Text headline() {
        return headline;
    }

    public Text advice() {
        return advice;
    }

    /** Whether a buyer should keep off. */
    public boolean isWarning() {
        return this != GENUINE && this != LEGACY_CODE && this != MISTYPED;
    }

    /**
     * The verdict on a code that is on record.
     *
     * @param found all that is true of it
     */
    public static Verdict gravest(Set<Verdict> found) {
        return found.stream().min(Comparator.naturalOrder()).orElse(GENUINE);
    }
}
