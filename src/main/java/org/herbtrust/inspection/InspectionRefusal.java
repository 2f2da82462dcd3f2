package org.herbtrust.inspection;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why inspection says no. */
public enum InspectionRefusal implements Refused.Reason {
    VISIT_UNKNOWN("visit-unknown", 404, Text.of("没有这次检查", "No such visit")),
    SAMPLE_UNKNOWN("sample-unknown", 404, Text.of("没有这个样品", "No such sample")),
    MERCHANT_UNKNOWN("inspected-merchant-unknown", 422, Text.of("没有这个经营者", "No such merchant")),
    LOT_UNKNOWN("inspected-lot-unknown", 422, Text.of("没有这个批次", "No such lot")),
    VIOLATION_UNKNOWN("violation-unknown", 422, Text.of("违规目录中没有该类型", "Not a type of violation")),
    CHECK_UNKNOWN("check-unknown", 422, Text.of("检查表中没有该项", "Not a question of the checklist")),
    ITEM_UNKNOWN("test-item-unknown", 422, Text.of("没有该检验项目", "Not a test item")),
    VARIANT_UNKNOWN("variant-unknown", 422, Text.of("该品种没有这种规格", "Not a trade form of the material")),
    NOT_YOUR_KIND("visit-kind-not-yours", 403, Text.of("无权记录此类检查", "Not yours to record")),
    NOT_YOUR_MERCHANT("inspection-not-yours", 403, Text.of("只能查看本户的检查", "Only your own inspections")),
    OWN_PATROL("supervision-of-own-patrol", 403, Text.of("督查应由巡查人以外的人进行", "Supervision is not by the patroller")),
    FOLLOWS_OTHER("follows-other-merchant", 422, Text.of("所复查的检查不属于该经营者", "The earlier visit was elsewhere")),
    TIME_WRONG("inspection-time-wrong", 422, Text.of("时间不合理", "The time cannot be right")),
    RECORDED_OTHERWISE("recorded-otherwise", 409, Text.of("该编号已用于其他内容", "The id was used for something else")),
    NOT_A_SAMPLING("not-a-sampling-visit", 422, Text.of("自检不能抽样", "No samples in a self-check")),
    LOT_ELSEWHERE("lot-elsewhere", 422, Text.of("该批次不在该经营者处", "The lot is not with this merchant")),
    TWO_SAMPLERS("two-samplers", 422, Text.of("抽样人员不得少于两人", "Two samplers at least")),
    TOO_FEW_OPENED("too-few-opened", 422, Text.of("开启包件数不足", "Too few packages opened")),
    TOO_LITTLE_TAKEN("too-little-taken", 422, Text.of("最终取样量不足", "Too little was taken")),
    NO_SEAL("no-seal", 422, Text.of("样品未签封", "The sample is not sealed")),
    RESULT_KNOWN("result-known", 409, Text.of("该样品已有检验结果", "The sample has a result already")),
    NO_FAILED_RESULT("no-failed-result", 409, Text.of("没有待复验的不合格结果", "No failed result to test again")),
    RETEST_TOO_LATE("retest-too-late", 409, Text.of("已超过复验申请期限", "The time for a retest is over")),
    RETEST_ASKED("retest-asked", 409, Text.of("已申请复验", "A retest was asked for already")),
    RETEST_NOT_ASKED("retest-not-asked", 409, Text.of("未申请复验", "No retest was asked for")),
    NOBODY_TO_VISIT("nobody-to-visit", 409, Text.of("没有可检查的经营户", "Nobody to visit")),
    NOT_YOURS_TO_PLAN("plan-not-yours", 403, Text.of("计划和抽取由监管人员进行", "Not yours to plan")),
    PLAN_UNKNOWN("plan-unknown", 404, Text.of("没有这个计划", "No such plan")),
    PLAN_OVER("plan-over", 409, Text.of("计划已结束", "The plan is over")),
    DRAW_UNKNOWN("draw-unknown", 404, Text.of("没有这次抽取", "No such draw")),
    DRAW_STEP("draw-step", 409, Text.of("抽取尚未到这一步", "Not the step of this draw")),
    DRAW_OWN("draw-own", 403, Text.of("种子应由另一人公开", "The seed is told by somebody else")),
    DRAW_BROKEN("draw-broken", 409, Text.of("抽取已作废", "The draw is broken")),
    INSPECTOR_UNKNOWN("inspector-unknown", 422, Text.of("检查员不足或不存在", "No such inspector, or too few")),
    COMPLAINT_UNKNOWN("complaint-unknown", 404, Text.of("没有这件投诉", "No such complaint")),
    COMPLAINT_STEP("complaint-step", 409, Text.of("这件投诉不能这样处理", "Not the step of this complaint")),
    SEAL_USED("seal-used", 409, Text.of("封签号已用过", "The seal was used before")),
    SEAL_BROKEN("seal-broken", 409, Text.of("样品封签已破损", "The part's seal was broken")),
    HANDOVER_WRONG("handover-wrong", 422, Text.of("交接记录不连贯", "The hand-over does not follow")),
    FORM_STALE("complaint-form-stale", 400, Text.of("表单已过期或提交过快", "The form is too old, or came too fast"));

    private final Meaning meaning;

    InspectionRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
