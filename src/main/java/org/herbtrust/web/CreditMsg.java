package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Grades, cases and decisions. Chinese here, English in {@code messages/credit_en.properties}; the build checks both. */
@MessageBundle(value = "credit", locale = "zh-CN")
interface CreditMsg {
    // Public lists
    @Message("商户信用")
    String merchants_title();

    @Message("信用等级")
    String grade();

    @Message("自")
    String grade_since();

    @Message("有一项变更待复核")
    String grade_pending();

    @Message("异议处理中")
    String grade_objection();

    @Message("检查记录不足")
    String not_enough();

    @Message("没有符合条件的商户")
    String no_merchants();

    @Message("公开记录")
    String records_title();

    @Message("没有公开的不良记录或表彰")
    String no_records();

    @Message("文号")
    String decision_number();

    @Message("决定日期")
    String decided_on();

    @Message("决定机构")
    String decided_by();

    @Message("依据和理由")
    String ground();

    @Message("公布至")
    String until();

    @Message("截至 {day}")
    String as_of(String day);

    @Message("当事人已提出异议，处理中")
    String objection_mark();

    @Message("当事人回应")
    String reply();

    @Message("目前没有")
    String empty_list();

    @Message("已存入防篡改账本，序号 {index}")
    String in_ledger(Long index);

    @Message("怎样更正")
    String remedy_title();

    @Message("等级有误：可向市场办公室提出异议（1个工作日内标注，3至7个工作日答复）。对市场决定不服：可申请复核，或依合同申请仲裁、向法院起诉。对行政机关的决定不服：60日内申请行政复议，或6个月内提起行政诉讼。")
    String remedy_text();

    @Message("等级只依据检查、检验和有效文书，规则公开；不评价经营者个人。")
    String grade_basis();

    @Message("规则版本")
    String policy();

    @Message("说明的指纹")
    String explanation_hash();

    @Message("正在召回")
    String open_recalls();

    @Message("全部召回")
    String all_recalls();

    @Message("涉及 {count} 个批次")
    String recall_lots(int count);

    @Message("已售出")
    String recall_sold();

    @Message("如果您买到了这些批次，请停止使用，带包装和追溯码联系摊位或市场办公室。")
    String recall_advice();

    @Message("进行中")
    String recall_open();

    @Message("已结束")
    String recall_closed();

    @Message("目前没有召回")
    String no_recalls();

    // Grades in plain words
    @Message("我的信用")
    String my_credit_title();

    @Message("为什么是这个等级")
    String why_this_grade();

    @Message("待复核的等级")
    String waits_for();

    @Message("适用的规则")
    String rules_applied();

    @Message("没有触发限制等级的规则")
    String no_rules();

    @Message("等级不高于 {grade}")
    String caps_at(String grade);

    @Message("计入的事实")
    String counted();

    @Message("没有计入的事实")
    String counted_none();

    @Message("没有计入的事实和原因")
    String not_counted();

    @Message("怎样提高")
    String how_to_rise();

    @Message("救济途径")
    String remedies_title();

    @Message("{days} 日内")
    String within_days(int days);

    @Message("{days} 个工作日内")
    String within_working_days(int days);

    @Message("事实")
    String fact();

    @Message("日期")
    String fact_day();

    @Message("严重 {critical}、较重 {serious}、轻微 {minor}")
    String class_counts(int critical, int serious, int minor);

    @Message("无问题")
    String clean();

    @Message("权重")
    String weight_now();

    @Message("异议中")
    String disputed();

    @Message("检查记录")
    String my_visits_title();

    @Message("我的案件")
    String my_cases();

    @Message("没有案件")
    String no_cases();

    @Message("提出异议")
    String object_title();

    @Message("勾选有误的事实，写明理由。1个工作日内标注，处理期间不据此降级。")
    String object_text();

    @Message("申请信用修复")
    String repair_title();

    @Message("已经改正并履行义务的，可以申请。")
    String repair_text();

    @Message("理由（10字以上）")
    String your_words();

    @Message("提交")
    String send();

    @Message("抽验不合格，可申请复验")
    String failed_samples();

    @Message("申请复验")
    String ask_for_retest();

    // Regulators
    @Message("监管")
    String regulate_title();

    @Message("在办案件")
    String open_cases();

    @Message("已逾期")
    String overdue_cases();

    @Message("待复核等级")
    String pending_grades();

    @Message("全部案件")
    String case_list();

    @Message("等级名单")
    String grade_list();

    @Message("案件")
    String case_word();

    @Message("程序")
    String procedure();

    @Message("状态")
    String case_state();

    @Message("下一步")
    String next_step();

    @Message("由谁办理")
    String who();

    @Message("期限")
    String by_when();

    @Message("商户档案")
    String file_of_merchant();

    @Message("查档案")
    String look_up();

    @Message("没有待复核的等级")
    String nothing_pending();

    @Message("没有在办案件")
    String no_open_cases();

    @Message("确认此等级")
    String confirm_grade();

    @Message("请先读完下面的依据。确认的是您看到的这一版说明。")
    String confirm_hint();

    @Message("立案")
    String open_case();

    @Message("程序和理由")
    String ground_choice();

    @Message("事实（写入告知书，10字以上）")
    String facts_text();

    @Message("依据的事实")
    String based_on();

    @Message("录入文书或事实")
    String add_fact();

    @Message("类型")
    String fact_type();

    @Message("文书号")
    String document_number();

    @Message("文书日期")
    String occurred_on();

    @Message("有效期至")
    String expires_on();

    @Message("行为")
    String act_code();

    @Message("案件")
    String cases_title();

    @Message("立案时间")
    String opened_at();

    @Message("事实")
    String facts_title();

    @Message("依据")
    String basis();

    @Message("已办步骤")
    String steps_taken();

    @Message("文书")
    String documents();

    @Message("指纹")
    String fingerprint();

    @Message("接下来")
    String what_next();

    @Message("{day} 起可办理")
    String not_before(String day);

    @Message("{day} 前")
    String due_by(String day);

    @Message("说明")
    String words();

    @Message("决定理由（10字以上，回应陈述）")
    String reasons_of_decision();

    @Message("期限（月）")
    String term_months();

    @Message("同意申请")
    String granted();

    @Message("同意")
    String grant_yes();

    @Message("不同意")
    String grant_no();

    @Message("拟作出的决定")
    String proposed_decision();

    @Message("决定")
    String decision_taken();

    @Message("公布日")
    String publish_from();

    @Message("撤下日")
    String remove_on();

    @Message("案件已结束")
    String case_over();

    @Message("须由另一人批准，不能自己批准自己提出的决定。")
    String two_people();
}
