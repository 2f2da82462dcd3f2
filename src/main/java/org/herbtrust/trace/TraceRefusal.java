package org.herbtrust.trace;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why the trace of a lot says no. */
public enum TraceRefusal implements Refused.Reason {
    LOT_UNKNOWN("lot-unknown", 404, Text.of("没有这个批次", "No such lot")),
    THING_UNKNOWN("thing-unknown", 404, Text.of("没有任何记录", "Nothing is known of it")),
    EVENTS_NOT_YOURS("events-not-yours", 403, Text.of("无权查阅事件原文", "The events are not public")),
    LOT_KNOWN("lot-known", 409, Text.of("批次已存在", "The lot exists already")),
    BALANCE_EXCEEDED("lot-balance-exceeded", 409, Text.of("重量超过库存", "More than is in the lot")),
    YIELD_IMPOSSIBLE("yield-impossible", 422, Text.of("产出率不可能", "Impossible yield")),
    NOT_THE_HOLDER("not-the-holder", 403, Text.of("不是该批次的持有人", "Not the holder of the lot")),
    NOT_A_GROWER("not-a-grower", 403, Text.of("只有种植户可以登记采收", "Only growers harvest")),
    NOT_A_TRADER("not-a-market-party", 403, Text.of("账号没有对应的经营者", "The account acts for no market entity")),
    LOT_HELD("lot-held", 409, Text.of("批次已封存", "The lot is on hold")),
    RESTRICTED("material-restricted", 422, Text.of("品种受限", "Restricted material")),
    DOCUMENT_MISSING("document-missing", 422, Text.of("缺少证明文件", "A document is needed")),
    CONSIGNMENT_UNKNOWN("consignment-unknown", 404, Text.of("没有这笔发货", "No such consignment")),
    ALREADY_RECEIVED("already-received", 409, Text.of("已经收货", "Received already")),
    SALE_NOT_ALLOWED(
            "sale-not-allowed", 422, Text.of("卖出类型不正确", "This kind of seller may not sell to this kind of buyer")),
    SAME_PARTY("same-party", 422, Text.of("买卖双方相同", "Seller and buyer are the same")),
    MIXED_MATERIALS("mixed-materials", 422, Text.of("不同药材不能合批", "Different materials cannot be merged")),
    QUANTITY_MISSING("quantity-missing", 422, Text.of("缺少重量", "A mass is needed")),
    FACT_WRONG("lot-fact-wrong", 422, Text.of("批次信息有误", "Something told of the lot cannot be")),
    CYCLE("lineage-cycle", 422, Text.of("批次来源成环", "The lineage would run in a circle")),
    PARTY_UNKNOWN("party-unknown", 422, Text.of("对方未登记", "The other party is not registered")),
    CORRECTION_IMPOSSIBLE("correction-impossible", 409, Text.of("有后续事件，不能更正", "Later events rest on it")),
    HOLD_UNKNOWN("hold-unknown", 404, Text.of("没有这个封存", "No such hold")),
    NOTHING_TO_HOLD("nothing-to-hold", 422, Text.of("没有符合条件的批次", "No lot matches")),
    PACKAGE_KNOWN("package-known", 409, Text.of("包装已装货", "The package is filled already")),
    LABEL_UNKNOWN("label-unknown", 404, Text.of("标签没有对应的批次", "No lot belongs to the label")),
    COUNT_IMPOSSIBLE("count-impossible", 422, Text.of("清点数量不可能", "An impossible count")),
    NOT_YOURS_TO_HOLD("hold-not-yours", 403, Text.of("无权封存或召回", "Holds and recalls are the regulator's")),
    NOT_YOURS_TO_REBUILD("rebuild-not-yours", 403, Text.of("无权重建", "Rebuilding is the administrator's")),
    NOT_YOURS_TO_CHECK("check-not-yours", 403, Text.of("无权核对", "Checking the balances is the regulator's")),
    SHEET_EMPTY("sheet-unusable", 422, Text.of("表格不能用", "The sheet cannot be used")),
    TOO_MANY("too-many", 422, Text.of("数量过多", "Too many"));

    private final Meaning meaning;

    TraceRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
