package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Exchange and open data. Chinese here, English in {@code messages/exchange_en.properties}; the build checks both. */
@MessageBundle(value = "exchange", locale = "zh-CN")
interface ExchangeMsg {
    @Message("双公示与信用平台报送")
    String title();

    @Message("主管部门的行政处罚和行政许可：从文件导入或录入后，七个工作日内在本站公开；被撤销的，三日内撤下并说明理由。")
    String lead();

    @Message("行政处罚")
    String penalties();

    @Message("行政许可")
    String licences();

    @Message("导入文件")
    String import_title();

    @Message("CSV、XLSX或XML文件（2018版或2016版字段）")
    String choose_file();

    @Message("怎样处理")
    String run_how();

    @Message("只检查，不导入")
    String run_check();

    @Message("全部无误才导入")
    String run_all();

    @Message("导入无误的行")
    String run_good();

    @Message("上传")
    String upload();

    @Message("导入结果")
    String report();

    @Message("导入 {count} 条")
    String kept(int count);

    @Message("可导入 {count} 条")
    String would(int count);

    @Message("已有 {count} 条")
    String known(int count);

    @Message("非本市场 {count} 条")
    String elsewhere(int count);

    @Message("有误 {count} 条")
    String refused(int count);

    @Message("行")
    String row();

    @Message("字段")
    String field_code();

    @Message("问题")
    String wrong();

    @Message("未识别的列")
    String ignored();

    @Message("手工录入一条")
    String enter();

    @Message("证件号码只核对格式，不保存。")
    String enter_hint();

    @Message("保存并公开")
    String save();

    @Message("已录入")
    String records_title();

    @Message("文号")
    String number();

    @Message("决定日期")
    String decided_on();

    @Message("公开期限")
    String disclose_by();

    @Message("状态")
    String state();

    @Message("已公开")
    String public_now();

    @Message("依法不公开")
    String not_public();

    @Message("已撤回")
    String gone();

    @Message("撤回")
    String withdraw();

    @Message("撤回理由")
    String why();

    @Message("还没有记录")
    String none();

    @Message("生成报送文件")
    String make_title();

    @Message("决定日期自")
    String from();

    @Message("至")
    String to();

    @Message("格式")
    String format();

    @Message("生成")
    String make();

    @Message("有字段缺失时不会生成文件，并逐条说明。")
    String make_hint();

    @Message("报送记录")
    String files_title();

    @Message("文件")
    String file();

    @Message("条数")
    String records();

    @Message("回执")
    String receipts();

    @Message("下载")
    String download();

    @Message("回执号或原因")
    String note();

    @Message("登记")
    String record_receipt();

    @Message("已报送")
    String event_sent();

    @Message("已接收")
    String event_accepted();

    @Message("被退回")
    String event_refused();

    @Message("公开数据")
    String data_title();

    @Message("每份名单都可以整份下载，每天更新；有撤回时立即重新生成。")
    String data_lead();

    @Message("名单")
    String dataset();

    @Message("日期")
    String day();

    @Message("订阅（Atom）")
    String feeds();

    @Message("用订阅软件关注新的决定和召回。")
    String feeds_lead();

    @Message("公开记录")
    String record_title();

    @Message("回到全部决定")
    String back_to_list();
}
