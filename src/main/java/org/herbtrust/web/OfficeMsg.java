package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The market office. Chinese here, English in {@code messages/office_en.properties}; the build checks both. */
@MessageBundle(value = "office", locale = "zh-CN")
interface OfficeMsg {
    // Market office
    @Message("市场办公室")
    String office_title();

    @Message("登记准入申请")
    String apply_title();

    @Message("名册导入")
    String roster_title();

    @Message("待准入")
    String applicants();

    @Message("没有待准入的申请")
    String no_applicants();

    @Message("登记簿")
    String register();

    @Message("搜索")
    String search();

    @Message("名称、摊位或统一社会信用代码")
    String search_merchant_hint();

    @Message("状态")
    String standing();

    @Message("全部")
    String any();

    @Message("统一社会信用代码")
    String uscc();

    @Message("18位，最后一位是校验位")
    String uscc_hint();

    @Message("名称")
    String name();

    @Message("经营者")
    String operator();

    @Message("不公开")
    String operator_hint();

    @Message("类型")
    String kind();

    @Message("摊位")
    String stall();

    @Message("市场区域")
    String hall();

    @Message("如 一楼A区")
    String hall_hint();

    @Message("摊位号")
    String stall_no();

    @Message("网格")
    String grid();

    @Message("经营品种")
    String scope();

    @Message("所在地")
    String division();

    @Message("信用承诺")
    String commitment();

    @Message("已由申请人签署以上信用承诺（公开）")
    String commitment_sign();

    @Message("查看承诺书全文")
    String commitment_read();

    @Message("承诺书版本")
    String commitment_version();

    @Message("尚未签署信用承诺，不能准入")
    String commitment_missing();

    @Message("登记签署")
    String sign_now();

    @Message("准入")
    String admit_now();

    @Message("准入日期")
    String admitted_on();

    @Message("申请时间")
    String applied_at();

    @Message("状态变更")
    String history();

    @Message("开通账号")
    String account_open();

    @Message("账号交给本人，首次登录后请保管好密码。")
    String account_open_hint();

    @Message("至少10位")
    String password_hint();

    @Message("GLN")
    String gln();

    @Message("商户编号")
    String merchant_no();

    @Message("选择文件（XLSX 或 CSV）")
    String choose_file();

    @Message("先用模板填好，上传后先检查；有错的行会逐行列出，不影响已登记的商户。")
    String roster_lead();

    @Message("下载模板 XLSX")
    String template_xlsx();

    @Message("下载模板 CSV")
    String template_csv();

    @Message("导出登记簿 XLSX")
    String export_xlsx();

    @Message("怎样导入")
    String run_how();

    @Message("只检查，不导入")
    String run_check();

    @Message("全部正确才导入")
    String run_all();

    @Message("导入正确的行")
    String run_good();

    @Message("上传")
    String upload();

    @Message("结果")
    String report();

    @Message("共 {rows} 行")
    String report_rows(int rows);

    @Message("已登记跳过 {rows} 行")
    String report_skipped(int rows);

    @Message("有错 {rows} 行")
    String report_refused(int rows);

    @Message("行")
    String row();

    @Message("列")
    String column();

    @Message("说明")
    String what_is_wrong();

    @Message("没有用到的列")
    String ignored_columns();

    @Message("时间")
    String at();

    // Accounts
    @Message("系统管理")
    String admin_title();

    @Message("账号")
    String accounts_title();

    @Message("角色")
    String role();

    @Message("姓名或称呼")
    String person_name();

    @Message("新账号")
    String new_account();

    @Message("代表商户")
    String acts_for();
}
