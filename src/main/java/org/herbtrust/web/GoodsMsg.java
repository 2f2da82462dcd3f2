package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Lots and what is done with goods. Chinese here, English in {@code messages/goods_en.properties}; the build checks both. */
@MessageBundle(value = "goods", locale = "zh-CN")
interface GoodsMsg {
    // Lots
    @Message("我的货")
    String my_title();

    @Message("库存")
    String stock();

    @Message("全部批次")
    String all_lots();

    @Message("只看库存")
    String in_stock_only();

    @Message("登记采收")
    String new_harvest();

    @Message("未追溯货物进场")
    String new_intake();

    @Message("合批")
    String merge_lots();

    @Message("收货")
    String receive_goods();

    @Message("收货（{count}）")
    String receive_count(int count);

    @Message("扫码")
    String scan_goods();

    @Message("批次追溯码")
    String lot_code();

    @Message("药材")
    String material();

    @Message("状态")
    String form_of_goods();

    @Message("重量")
    String weight();

    @Message("我的库存")
    String mine();

    @Message("初始重量")
    String born();

    @Message("登记时间")
    String born_at();

    @Message("持有人")
    String holder();

    @Message("已包装")
    String packed();

    @Message("在途")
    String in_transit();

    @Message("产地")
    String origin();

    @Message("产地（商户申报，未核实）")
    String origin_stated();

    @Message("采收日期")
    String harvested_on();

    @Message("来源")
    String source();

    @Message("登记人")
    String maker();

    @Message("加工")
    String process_name();

    @Message("来源未追溯")
    String untraced();

    @Message("进场前没有追溯记录，从登记起可追溯。")
    String untraced_note();

    @Message("已封存")
    String held();

    @Message("已封存：不能加工、发货或出售，等候处理。")
    String held_note();

    @Message("召回中")
    String recalled();

    @Message("正常")
    String normal();

    @Message("还没有批次。先登记采收，或登记进场的货。")
    String empty_lots();

    @Message("没有库存")
    String no_stock();

    @Message("下一页")
    String more();

    @Message("全程记录")
    String journey();

    @Message("从最早的来源到现在，按时间排列")
    String journey_note();

    @Message("来源和去向")
    String relatives();

    @Message("由这些批次而来")
    String relatives_back();

    @Message("做成了这些批次")
    String relatives_forward();

    @Message("没有上下游批次")
    String relatives_none();

    @Message("只显示最近的几级，上下游还有更多")
    String relatives_cut();

    @Message("占比")
    String share();

    @Message("种植记录")
    String planting();

    @Message("种源")
    String seed_source();

    @Message("面积（亩）")
    String area_mu();

    @Message("种植日期")
    String planted_on();

    @Message("施肥")
    String fertiliser();

    @Message("用药")
    String pesticide();

    @Message("买家看到的页面")
    String public_page();

    @Message("加工")
    String do_process();

    @Message("分批")
    String do_split();

    @Message("包装贴码")
    String do_pack();

    @Message("发货给商户")
    String do_ship();

    @Message("零售")
    String do_sell();

    @Message("销毁")
    String do_destroy();

    // The steps of a lot
    @Message("采收")
    String step_harvested();

    @Message("未追溯货物进场")
    String step_taken_in();

    @Message("加工成新批次")
    String step_made();

    @Message("用于加工")
    String step_used();

    @Message("包装")
    String step_packed();

    @Message("发货")
    String step_shipped();

    @Message("收货")
    String step_received();

    @Message("售出")
    String step_sold();

    @Message("销毁")
    String step_destroyed();

    // Forms of the trade
    @Message("写名称、俗称、拼音或首字母")
    String material_hint();

    @Message("写到县或乡镇，如 谯城区十九里镇")
    String origin_hint();

    @Message("重量（公斤）")
    String kg();

    @Message("最多四位小数")
    String kg_hint();

    @Message("最多 {most}")
    String kg_max(String most);

    @Message("许可或证明文件号")
    String document_no();

    @Message("部分品种必须填写")
    String document_hint();

    @Message("种植记录（可不填，填了会公开）")
    String planting_title();

    @Message("登记")
    String save();

    @Message("大多数货进场时没有追溯记录。从这里起有记录，并如实标明“来源未追溯”。")
    String intake_lead();

    @Message("供货人")
    String supplier();

    @Message("不公开")
    String supplier_hint();

    @Message("产地写到乡镇，重量以过秤为准。")
    String harvest_lead();

    @Message("投料重量（公斤）")
    String input_kg();

    @Message("产出重量（公斤）")
    String output_kg();

    @Message("产出状态")
    String output_form();

    @Message("产出会和这种药材常见的得率核对，多出来的不能登记。")
    String process_lead();

    @Message("各份重量（公斤），用空格或逗号隔开")
    String split_parts();

    @Message("分出的每一份成为新批次，剩下的留在原批次。")
    String split_lead();

    @Message("写出每个批次各取多少。新批次保留全部来源。")
    String merge_lead();

    @Message("买方（商户编号、名称或摊位）")
    String ship_to();

    @Message("对方收货并复秤后，货才到对方名下。")
    String ship_lead();

    @Message("核对实物，写下复秤重量；正常失水会轻一些，不会更重。")
    String receive_lead();

    @Message("收货")
    String receive_now();

    @Message("复秤（公斤）")
    String receive_weight();

    @Message("发货重量")
    String sent_kg();

    @Message("发货时间")
    String sent_at();

    @Message("发货人")
    String sender();

    @Message("买方")
    String buyer();

    @Message("没有等您收的货")
    String nothing_awaited();

    @Message("扫码找到这批货")
    String receive_scan_title();

    @Message("发出的货")
    String sent_title();

    @Message("对方未收货")
    String not_received_yet();

    @Message("已收 {kg}")
    String received_kg(String kg);

    @Message("卖给市场以外的买家。")
    String sell_lead();

    @Message("买方（不公开，可不填）")
    String buyer_words();

    @Message("销毁后不可恢复，原因会留下记录。")
    String destroy_lead();

    @Message("原因")
    String reason();

    @Message("系统提示")
    String flags_title();

    @Message("请选择")
    String choose();

    @Message("没有记录")
    String no_items();

    @Message("栽培")
    String source_cultivated();

    @Message("野生")
    String source_wild();

    @Message("我的信用")
    String my_credit();

    // Packages and labels
    @Message("包装贴码")
    String pack_title();

    @Message("每件一码。发放时从批次里扣出这些重量，标签之和不能超过库存。")
    String pack_lead();

    @Message("件数")
    String pack_count();

    @Message("每件净重（公斤）")
    String net_each();

    @Message("未包装")
    String unpacked();

    @Message("规格等级")
    String trade_grade();

    @Message("检验报告号")
    String test_report();

    @Message("不填则标签写“合格（供货单位自检）”")
    String test_report_hint();

    @Message("执行标准")
    String standard_followed();

    @Message("贮藏")
    String storage();

    @Message("发放标签")
    String issue_labels();

    @Message("已发放的标签")
    String batches_title();

    @Message("标签")
    String batch_title();

    @Message("{count} 枚")
    String batch_count(int count);

    @Message("下载 PDF 打印")
    String print_pdf();

    @Message("预览第一枚")
    String preview();

    @Message("登记为已打印")
    String mark_printed();

    @Message("{at} 已打印")
    String printed_at(String at);

    @Message("未打印")
    String not_printed();

    @Message("整批包装号（SSCC）")
    String sscc();

    // Holds
    @Message("封存或召回")
    String hold_title();

    @Message("封存")
    String hold_now();

    @Message("解除")
    String release_now();

    @Message("召回")
    String recall_now();

    @Message("原因和依据")
    String cause();

    @Message("封存会连同由它做成的所有批次。")
    String hold_note();

    @Message("公告（中文）")
    String notice_zh();

    @Message("公告（英文）")
    String notice_en();

    @Message("类型")
    String hold_reason();

    @Message("拆包")
    String step_unpacked();

    @Message("买方退回")
    String step_returned();
}
