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
}
