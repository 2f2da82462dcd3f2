package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Visits, samples and results. Chinese here, English in {@code messages/visits_en.properties}; the build checks both. */
@MessageBundle(value = "visits", locale = "zh-CN")
interface VisitsMsg {
    // Inspectors
    @Message("检查")
    String inspect_title();

    @Message("开始一次检查")
    String start_visit();

    @Message("商户")
    String merchant();

    @Message("编号、名称、摊位或统一社会信用代码")
    String merchant_pick_hint();

    @Message("检查类型")
    String visit_kind();

    @Message("继续")
    String go_on();

    @Message("到明天为止该复查的整改")
    String corrections_due();

    @Message("没有到期的整改")
    String no_corrections();

    @Message("期限")
    String due_on();

    @Message("已逾期")
    String overdue();

    @Message("发现日期")
    String found_on();

    @Message("去复查")
    String follow_up_now();

    @Message("重点商户（等级C、D）")
    String focus_merchants();

    @Message("没有等级为C、D的商户")
    String no_focus();

    @Message("等结果或未结的样品")
    String open_samples();

    @Message("没有未结的样品")
    String no_samples();

    @Message("最近的检查")
    String my_visits();

    @Message("还没有检查记录")
    String no_visits();

    @Message("登记{kind}")
    String new_visit(String kind);

    @Message("地点")
    String place();

    @Message("检查项")
    String checklist();

    @Message("是")
    String yes();

    @Message("否")
    String no();

    @Message("不适用")
    String not_applicable();

    @Message("发现的问题")
    String findings();

    @Message("没有问题就都留空。等级只看这里登记的问题。")
    String findings_lead();

    @Message("违规类型")
    String violation();

    @Message("件数")
    String count();

    @Message("说明")
    String note();

    @Message("（无）")
    String none_chosen();

    @Message("整改期限")
    String correct_by();

    @Message("商户陈述")
    String statement();

    @Message("复查的是哪次检查")
    String follows();

    @Message("以前的检查")
    String earlier_visits();

    @Message("登记检查")
    String record_visit();

    @Message("检查")
    String visit();

    @Message("检查员")
    String inspector();

    @Message("未发现问题")
    String no_findings();

    @Message("已整改")
    String corrected();

    @Message("抽样")
    String take_sample();

    @Message("样品")
    String sample();

    @Message("样品")
    String samples();

    @Message("总件数")
    String packages();

    @Message("开包件数")
    String opened();

    @Message("按药典通则0211：5件以下逐件，100件以下取5件，1000件以下取5%")
    String opened_hint();

    @Message("封签号")
    String seals();

    @Message("用空格隔开")
    String seals_hint();

    @Message("抽样人员")
    String samplers();

    @Message("至少两人，用空格隔开")
    String samplers_hint();

    @Message("规格（有专门限度的）")
    String variant();

    @Message("限度因规格而异的项目，不注明规格就不能判定")
    String variant_hint();

    @Message("未注明")
    String variant_none();

    @Message("其他规格（药典未另定限度）")
    String variant_other();

    @Message("委托检验项目")
    String ordered();

    @Message("勾选的项目报告中缺了就不判合格；都不选由检验机构定")
    String ordered_hint();

    @Message("现场记录、照片和签名")
    String field_record();

    @Message("终结复验")
    String close_retest();

    @Message("复验已不会有结果时使用；须写明理由，决定不可撤回。")
    String close_retest_lead();

    @Message("如何处理")
    String close_retest_how();

    @Message("原不合格结果成立（当事人撤回、未办理或未缴费）")
    String first_stands();

    @Message("无法复验，原结果不作依据，解除控制（如复验样封签破损）")
    String none_stands();

    @Message("取样前检查")
    String precheck();

    @Message("包件是否一致、完好、清洁，有无霉变水迹；异常包件单独检验的请写明")
    String precheck_hint();

    @Message("最终取样量（克）")
    String final_amount();

    @Message("按药典通则0211：不少于一次检验用量的3倍，分三份")
    String final_amount_hint();

    @Message("一次检验用量（克）")
    String test_need();

    @Message("自检")
    String self_checks();

    @Message("自己查、自己改。自检不影响信用等级，检查人员看得到记录。")
    String self_checks_lead();

    @Message("没有问题就都留空。")
    String self_findings_lead();

    @Message("怎么处理的")
    String self_statement();

    @Message("登记自检")
    String record_self_check();

    @Message("还没有自检记录")
    String no_self_checks();

    @Message("必报")
    String must_report();

    @Message("报告中缺少，或此前未合格而本次未报")
    String missing_items();

    @Message("抽哪个批次")
    String lot_to_sample();

    @Message("登记样品")
    String record_sample();

    @Message("状态")
    String sample_state();

    @Message("抽样时间")
    String taken_at();

    @Message("录入检验结果")
    String lab_result();

    @Message("检验机构")
    String lab();

    @Message("报告编号")
    String report_no();

    @Message("报告日期")
    String reported_on();

    @Message("项目")
    String item();

    @Message("限度")
    String requirement();

    @Message("检验值")
    String found();

    @Message("数值，或“<0.05”，或“未检出”；没检的留空")
    String found_hint();

    @Message("依据")
    String clause();

    @Message("判定")
    String judge();

    @Message("判定结果")
    String verdict();

    @Message("该批次及由它做成的批次已封存")
    String verdict_held();

    @Message("可在{day}前申请复验，复验期内不公布、不作降级依据")
    String retest_until(String day);

    @Message("限度待核")
    String to_be_verified();

    @Message("复验")
    String retest();

    @Message("登记复验申请")
    String ask_retest();

    @Message("录入复验结果")
    String retest_result();

    @Message("已生效")
    String confirmed();

    @Message("未生效（复验期内）")
    String not_confirmed();
}
