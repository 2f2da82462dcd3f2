package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The answer to a scan. Chinese here, English in {@code messages/scan_en.properties}; the build checks both. */
@MessageBundle(value = "scan", locale = "zh-CN")
interface ScanMsg {
    // The answer to a scan
    @Message("从哪里来？")
    String origin_q();

    @Message("检测过吗？")
    String tested_q();

    @Message("摊位可信吗？")
    String stall_q();

    @Message("贴标单位")
    String labelled_by();

    @Message("怎样投诉？")
    String complain_q();

    @Message("经过谁的手？")
    String way_q();

    @Message("追溯码")
    String code_read();

    @Message("品名")
    String what_it_is();

    @Message("净重")
    String net_weight();

    @Message("件号")
    String serial_no();

    @Message("包装日期")
    String packed_on();

    @Message("种植户")
    String grown_by();

    @Message("采收")
    String harvest_day();

    @Message("种植")
    String planted_day();

    @Message("{mu} 亩")
    String area_mu(String mu);

    @Message("：")
    String colon();

    @Message("种源")
    String seed();

    @Message("施肥")
    String fertiliser_told();

    @Message("用药")
    String pesticide_told();

    @Message("本批次")
    String tested_this();

    @Message("上游批次")
    String tested_before();

    @Message("复验")
    String retest_word();

    @Message("信用等级")
    String grade_is();

    @Message("截至 {day}")
    String grade_day(String day);

    @Message("等级有变更待复核")
    String grade_waits();

    @Message("看这个商户的信用公示")
    String see_merchant();

    @Message("这枚标签的发放已存入防篡改账本")
    String proof_word();

    @Message("核验证明")
    String proof_link();

    @Message("查询时间 {at}")
    String fresh_as_of(String at);

    @Message("再查一个")
    String scan_again();

    @Message("数据（JSON）")
    String data_link();

    @Message("最早在前")
    String steps_first();

    // More of the answer
    @Message("全部 {count} 项")
    String all_items(int count);

    @Message("是真的吗？")
    String genuine_q();

    /** The language that the switch leads to. */
    @Message("en")
    String other_lang();

    @Message("我要投诉举报")
    String complain_now();

    @Message("您在哪里扫的码？（可不填）")
    String where_q();

    @Message("所在省份")
    String where_label();

    @Message("告诉市场")
    String where_send();

    @Message("同一个码如果在相距很远的地方被扫描，可能是被复制了。只记到省，不记是谁，当天有效。")
    String where_why();

    @Message("已记下，谢谢。")
    String where_thanks();
}
