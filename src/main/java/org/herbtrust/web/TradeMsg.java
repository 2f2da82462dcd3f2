package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Recalls, balances and lineages. Chinese here, English in {@code messages/trade_en.properties}; the build checks both. */
@MessageBundle(value = "trade", locale = "zh-CN")
interface TradeMsg {
    @Message("召回、封存与数量核对")
    String title();

    @Message("召回与封存")
    String recalls_title();

    @Message("按批次、标签、品种或经营者封存或召回；下游批次一并纳入，此后产生的批次也会纳入。")
    String recalls_lead();

    @Message("封存或召回")
    String new_hold();

    @Message("对象")
    String level();

    @Message("编号或名称")
    String subject();

    @Message("批次号或标签的13位追溯码；品种名称；商户编号、名称或摊位")
    String subject_hint();

    @Message("批次产生日期自")
    String from();

    @Message("至")
    String to();

    @Message("只用于品种和经营者；不填为全部")
    String period_hint();

    @Message("原因类别")
    String reason();

    @Message("依据（报告编号等）")
    String cause();

    @Message("召回公告（中文）")
    String notice_zh();

    @Message("召回公告（英文）")
    String notice_en();

    @Message("召回时必填，买家扫码可见")
    String notice_hint();

    @Message("封存")
    String hold_now();

    @Message("召回")
    String recall_now();

    @Message("进行中的召回")
    String open_recalls();

    @Message("已结束的召回")
    String closed_recalls();

    @Message("没有召回")
    String no_recalls();

    @Message("现有封存")
    String open_holds();

    @Message("没有封存")
    String no_holds();

    @Message("批次数")
    String lots_count();

    @Message("开始")
    String started();

    @Message("结束")
    String ended();

    @Message("封存时间")
    String placed();

    @Message("解封")
    String release();

    @Message("查看与核销")
    String details();

    @Message("召回核销")
    String report_title();

    @Message("应核销")
    String to_account();

    @Message("已核销")
    String accounted();

    @Message("下落不明")
    String unknown();

    @Message("账面在库")
    String in_stock();

    @Message("在途")
    String on_the_way();

    @Message("售出未退")
    String sold();

    @Message("账面销毁")
    String destroyed();

    @Message("已投料")
    String used();

    @Message("途中损耗")
    String lost();

    @Message("清点在库")
    String found();

    @Message("确认退回")
    String returned();

    @Message("确认已用完")
    String consumed();

    @Message("确认已销毁")
    String confirmed_destroyed();

    @Message("持有人")
    String holder();

    @Message("位置")
    String place();

    @Message("批次")
    String lot();

    @Message("品种")
    String material();

    @Message("登记清点")
    String count();

    @Message("结果")
    String outcome();

    @Message("公斤")
    String kg();

    @Message("备注")
    String note();

    @Message("保存")
    String save();

    @Message("终止召回")
    String withdraw();

    @Message("全部批次同时解封；公告留在召回清单里。")
    String withdraw_lead();

    @Message("下载CSV")
    String download_csv();

    @Message("下载XLSX")
    String download_xlsx();

    @Message("年度数量核对")
    String balances_title();

    @Message("采收对面积可产、销售对可供、无来源进货占比。超过限度的可记录在案，计入信用。")
    String balances_lead();

    @Message("年份")
    String year();

    @Message("类型")
    String kind();

    @Message("全部")
    String any();

    @Message("经营者")
    String merchant();

    @Message("只看有疑点的")
    String findings_only();

    @Message("排序")
    String sort();

    @Message("查询")
    String search();

    @Message("采收")
    String harvested();

    @Message("面积（亩）")
    String area();

    @Message("采收/可产")
    String yield_ratio();

    @Message("卖出")
    String sold_all();

    @Message("卖出/可供")
    String sold_ratio();

    @Message("无来源进货")
    String untraced();

    @Message("无来源占比")
    String untraced_share();

    @Message("期末")
    String closing();

    @Message("疑点")
    String findings();

    @Message("没有符合条件的记录")
    String no_balances();

    @Message("超过限度")
    String violation();

    @Message("请核实")
    String watch();

    @Message("把超过限度的记录在案")
    String record();

    @Message("每项只记录一次")
    String record_hint();

    @Message("被拒绝的登记")
    String attempts_title();

    @Message("试图卖出超过库存、凭空增重、动用封存货等；只供检查参考，不计入信用。")
    String attempts_lead();

    @Message("没有被拒绝的登记")
    String no_attempts();

    @Message("时间")
    String when();

    @Message("内容")
    String what();

    @Message("表格登记采收")
    String sheet_harvest();

    @Message("表格登记入库")
    String sheet_intake();

    @Message("下载模板填写，一行一批。先检查，再登记；有一行不对就全部不登记。同一文件不会重复登记。")
    String sheet_lead();

    @Message("下载XLSX模板")
    String template_xlsx();

    @Message("下载CSV模板")
    String template_csv();

    @Message("选择文件")
    String choose_file();

    @Message("只检查")
    String check_only();

    @Message("登记")
    String take_in();

    @Message("做什么")
    String how();

    @Message("检查通过，没有发现错误")
    String checked_ok();

    @Message("已登记的批次")
    String taken();

    @Message("这个文件以前登记过，未重复登记")
    String repeated();

    @Message("行")
    String row();

    @Message("列")
    String column();

    @Message("问题")
    String wrong();

    @Message("有错误，未登记任何一行")
    String rows_wrong();

    @Message("来源构成")
    String origins();

    @Message("占比")
    String origin_share();

    @Message("产地")
    String origin_place();

    @Message("采收日期")
    String origin_day();

    @Message("无来源记录")
    String untraced_origin();

    @Message("去向")
    String destinations();

    @Message("下载EPCIS文档")
    String export_epcis();

    @Message("下载审计明细CSV")
    String export_csv();

    @Message("下载谱系图")
    String export_svg();

    @Message("左边是来源，右边是去向；线越粗，占比越大。")
    String drawing_legend();

    @Message("批次太多，图里只画最近的；完整清单请下载。")
    String too_many();

    @Message("买方退货")
    String give_back();

    @Message("只能退回已售出的数量；退回后重新计入库存。")
    String give_back_lead();

    @Message("原因")
    String reason_words();
}
