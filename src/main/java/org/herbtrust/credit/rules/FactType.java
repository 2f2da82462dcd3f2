package org.herbtrust.credit.rules;

import org.herbtrust.kernel.Text;

/** What a credit file may hold. What each type weighs and which rule it fires is the policy's, not this list's. */
public enum FactType {
    VISIT(Text.of("日常检查", "routine visit")),
    REINSPECTION(Text.of("复查", "re-inspection")),
    COMPLAINT_VISIT(Text.of("投诉检查", "visit after a complaint")),
    SAMPLE_PASSED(Text.of("抽验合格", "sample passed")),
    SAMPLE_FAILED(Text.of("抽验不合格（已确认）", "sample failed, confirmed")),
    TRACE_BALANCE_EXCEEDED(Text.of("数量超出结存", "more sold than was held")),
    TRACE_UNLABELLED_SALE(Text.of("无追溯码销售", "sale without a label")),
    TRACE_CLONED_LABEL(Text.of("追溯码被仿冒（已确认）", "label cloned, confirmed")),
    TRACE_UNTRACED_OVER_ALLOWANCE(Text.of("无来源进货超出允许量", "untraced intake over the allowance")),
    ORDER_TO_CORRECT(Text.of("责令改正", "ordered to correct")),
    AUTHORITY_WARNING(Text.of("行政警告", "warning by an authority")),
    AUTHORITY_FINE(Text.of("罚款", "fine")),
    AUTHORITY_CONFISCATION(Text.of("没收", "confiscation")),
    AUTHORITY_STOP_ORDER(Text.of("责令停产停业", "stop order")),
    LICENCE_REVOKED(Text.of("吊销许可证件", "licence revoked")),
    CRIME(Text.of("刑事判决", "criminal judgment")),
    OFFICIAL_LISTING(Text.of("列入严重违法失信名单", "on the official list of serious violations")),
    OBSTRUCTION(Text.of("拒绝、阻挠检查", "inspection refused or blocked")),
    OBSTRUCTION_DECIDED(Text.of("拒绝、阻挠检查（已有处理决定）", "obstruction, decided by an authority")),
    COMPLAINT_SUBSTANTIATED(Text.of("投诉属实", "complaint found true")),
    COMMITMENT_MADE(Text.of("信用承诺", "credit commitment")),
    COMMITMENT_KEPT(Text.of("一年内守诺", "commitment kept for a year")),
    COMMITMENT_BROKEN(Text.of("违背信用承诺", "commitment broken")),
    CORRECTION_IN_TIME(Text.of("按期整改", "corrected in time")),
    HONOUR(Text.of("表彰", "honour"));

    private final Text title;

    FactType(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
