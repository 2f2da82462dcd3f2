package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Cases, admission, deadlines, holidays. Chinese here, English in {@code messages/cases_en.properties}; the build checks both. */
@MessageBundle(value = "cases", locale = "zh-CN")
interface CaseMsg {
    @Message("下一步")
    String what_next();

    @Message("案件已结束，无需办理")
    String case_over();

    @Message("办理人")
    String by_whom();

    @Message("最迟")
    String by_when();

    @Message("最早")
    String from_day();

    @Message("到期由系统自动办理")
    String by_system();

    @Message("由您办理")
    String yours();

    @Message("须先提交：")
    String missing();

    @Message("理由（回应当事人的意见）")
    String reasons();

    @Message("提出后须由另一人批准，批准前不生效")
    String two_people();

    @Message("期限（月）")
    String term_months();

    @Message("处理")
    String granted();

    @Message("准予／成立")
    String grant_yes();

    @Message("不准予／不成立")
    String grant_no();

    @Message("内容")
    String words();

    @Message("所依据的复查记录")
    String visit();

    @Message("选择送达通知后的检查记录")
    String choose_visit();

    @Message("听证日期（工作日）")
    String hearing_day();

    @Message("地点和需携带的材料")
    String hearing_place();

    @Message("其他可办步骤")
    String other_steps();

    @Message("文书")
    String documents();

    @Message("还没有文书")
    String no_documents();

    @Message("文号")
    String document_no();

    @Message("日期")
    String made_at();

    @Message("下载PDF")
    String download();

    @Message("内部")
    String internal();

    @Message("公开")
    String public_doc();

    @Message("指纹")
    String fingerprint();

    @Message("证据材料")
    String evidence();

    @Message("还没有提交材料")
    String no_evidence();

    @Message("JPEG、PNG或PDF，每份不超过5 MB；不公开")
    String evidence_hint();

    @Message("材料种类")
    String evidence_kind();

    @Message("选择文件")
    String choose_file();

    @Message("当事人可以查看")
    String for_party();

    @Message("提交材料")
    String upload();

    @Message("提交人")
    String filed_by();

    @Message("办理经过")
    String steps_taken();

    @Message("案件")
    String about();

    @Message("事由")
    String ground();

    @Message("依据")
    String basis();

    @Message("立案时间")
    String opened_at();

    @Message("程序版本")
    String policy();

    @Message("事实")
    String facts();

    @Message("所涉决定")
    String against();

    @Message("核查结果")
    String hits();

    @Message("未发现不符合条件的情形")
    String no_hits();

    @Message("拟作处理")
    String proposed();

    @Message("处理决定")
    String decision();

    @Message("决定日期")
    String decided_on();

    @Message("公示自")
    String published_from();

    @Message("公示期限")
    String publish_by();

    @Message("移出日期")
    String remove_on();

    @Message("已于该日停止生效")
    String lifted();

    @Message("依据")
    String lifted_by();

    @Message("听证日期")
    String hearing_on();

    @Message("对本决定提出异议或申请修复")
    String dispute();

    @Message("异议登记后立即标注“异议处理中”；修复须在最短公示期满、义务履行后提出，并提交证明材料")
    String dispute_hint();

    @Message("申请种类")
    String dispute_kind();

    @Message("提交")
    String send();

    @Message("申请材料")
    String admission_file();

    @Message("营业执照")
    String licence();

    @Message("有效期至")
    String licence_until();

    @Message("租赁合同")
    String lease();

    @Message("摊位")
    String stall();

    @Message("经营品种")
    String scope();

    @Message("相关人员")
    String people();

    @Message("证件号码只留存带密钥的摘要，无人能还原")
    String people_hint();

    @Message("登记后，其在其他执照下申请准入时会被发现。")
    String people_lead();

    @Message("还没有登记相关人员")
    String no_people();

    @Message("信用承诺签署")
    String signed();

    @Message("阅读承诺书")
    String read_commitment();

    @Message("准入申请（案件办理）")
    String admission_title();

    @Message("受理、核查、公示、决定、送达逐步办理，每一步生成文书。存量经营户可继续按名册或直接登记。")
    String admission_lead();

    @Message("申请人")
    String applicant();

    @Message("营业执照和租赁合同")
    String licence_part();

    @Message("执照编号")
    String licence_no();

    @Message("合同编号")
    String lease_no();

    @Message("租期起")
    String lease_from();

    @Message("租期止")
    String lease_until();

    @Message("相关人员")
    String person();

    @Message("身份")
    String person_post();

    @Message("姓名")
    String person_name();

    @Message("公民身份号码")
    String person_id();

    @Message("18位；用于与退出、黑名单比对，不保存原文")
    String person_id_hint();

    @Message("第二名相关人员（没有可不填）")
    String second_person();

    @Message("信用承诺")
    String commitment_part();

    @Message("签署人姓名（须为所列相关人员）")
    String signed_by();

    @Message("已阅读并签署，同意公开")
    String sign_here();

    @Message("提交申请")
    String file_application();

    @Message("提交后请在案件页上传执照和租赁合同。")
    String next_evidence();

    @Message("曾退出本市场的经营者，填写其编号重新申请；名称等沿用登记")
    String reentry_hint();

    @Message("原经营者编号（重新准入）")
    String reentry();

    @Message("在办准入申请")
    String open_applications();

    @Message("没有在办的准入申请")
    String no_applications();

    @Message("办案期限")
    String deadlines_title();

    @Message("已逾期和即将到期的步骤；系统每小时核对一次，逾期即告警。")
    String deadlines_lead();

    @Message("在办")
    String count_open();

    @Message("两日内到期")
    String count_soon();

    @Message("已逾期")
    String count_overdue();

    @Message("没有逾期或即将到期的步骤")
    String no_deadlines();

    @Message("案件")
    String case_no();

    @Message("商户")
    String merchant();

    @Message("下一步")
    String next_step();

    @Message("逾期")
    String overdue();

    @Message("显示今后天数")
    String within_days();

    @Message("显示")
    String show();

    @Message("节假日安排")
    String calendar_title();

    @Message("期限按工作日计算。没有安排的年份，跨入该年的期限一律不予计算：请在国务院办公厅通知发布后录入，由另一人核对后生效。")
    String calendar_lead();

    @Message("已有安排至")
    String calendar_known();

    @Message("已录入的年份")
    String calendar_years();

    @Message("还没有录入")
    String no_years();

    @Message("安排（YAML）")
    String calendar_file();

    @Message("year、source（通知名称和文号）、holidays（放假日期）、workdays（调休上班日期）")
    String calendar_hint();

    @Message("录入")
    String load();

    @Message("已与通知核对，确认生效")
    String confirm_year();

    @Message("录入")
    String loaded_by();

    @Message("核对")
    String confirmed_by();

    @Message("待另一人核对")
    String waits_for_second();

    @Message("放假")
    String days_off();

    @Message("调休上班")
    String days_worked();

    @Message("来源")
    String source();

    @Message("官方名单（导入）")
    String official_title();

    @Message("只导入主管机关认定的记录，不在此作任何认定。本市场黑名单另列，见“黑榜”。")
    String official_lead();

    @Message("名单")
    String list_name();

    @Message("认定机关")
    String authority();

    @Message("决定文号")
    String document();

    @Message("名称或姓名")
    String name();

    @Message("统一社会信用代码")
    String uscc();

    @Message("公民身份号码（自然人）")
    String id_number();

    @Message("列入日期")
    String listed_on();

    @Message("移出日期")
    String ends_on();

    @Message("导入一条")
    String import_entry();

    @Message("没有导入的记录")
    String no_listings();

    @Message("有效")
    String in_force();

    @Message("已移出")
    String ended();

    @Message("正在公示的准入申请，任何人可以反映意见")
    String notices_tile();

    @Message("准入公示")
    String notices_title();

    @Message("下列申请正在公示。任何人认为不应准入的，可在截止日期前向市场办公室反映。")
    String notices_lead();

    @Message("现在没有公示")
    String no_notices();

    @Message("公示截止")
    String notice_until();

    @Message("公示文号")
    String notice_no();

    @Message("信用承诺书")
    String commitment_of();

    @Message("尚未签署信用承诺")
    String not_signed();

    @Message("签署指纹")
    String signature();
}
