package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Suspected copies and statistics of scans. Chinese here, English in {@code messages/copies_en.properties}. */
@MessageBundle(value = "copies", locale = "zh-CN")
interface CopiesMsg {
    @Message("疑似复制的标签")
    String title();

    @Message("系统只提示扫描记录里的疑点；是否被复制，由检查员到现场核对后认定，并署名。")
    String intro();

    @Message("没有等待核实的标签。")
    String nothing_open();

    @Message("等待核实")
    String open();

    @Message("标签")
    String label();

    @Message("品名")
    String name();

    @Message("商户")
    String merchant();

    @Message("可疑程度")
    String grade();

    @Message("理由")
    String reasons();

    @Message("扫描")
    String scans();

    @Message("{scans} 次，{telephones} 台次手机，{provinces} 个省份")
    String how_many(int scans, int telephones, int provinces);

    @Message("最早疑点")
    String since();

    @Message("立案")
    String case_since();

    @Message("最近的认定")
    String found();

    @Message("还没有认定过。")
    String nothing_found();

    @Message("已被复制")
    String copied();

    @Message("已被复制，商户本人所为")
    String copied_by_merchant();

    @Message("已被复制，商户是受害方")
    String copied_by_others();

    @Message("没有被复制")
    String not_copied();

    @Message("您的认定")
    String finding();

    @Message("看到了什么、依据什么")
    String seen();

    @Message("例如：在两个摊位各见一包，码相同；与留存的原件核对。会写进记录，署您的名字。")
    String seen_hint();

    @Message("认定")
    String settle();

    @Message("认定后买家下次扫码就会看到；认定“没有被复制”后，只有之后的扫描才会再引起怀疑。")
    String settle_note();

    @Message("买家扫码看到的页面")
    String buyer_page();

    @Message("撤回认定")
    String withdraw();

    @Message("认定为何有误")
    String withdraw_why();

    @Message("由监管人员撤回。两次认定都保留在案；因此计入信用档案的记录一并撤销，买家不再看到警示。")
    String withdraw_note();

    @Message("由 {name} 于 {at} 认定")
    String by(String name, String at);

    @Message("扫码统计")
    String statistics();

    @Message("起")
    String from();

    @Message("止")
    String to();

    @Message("查看")
    String show();

    @Message("下载 CSV")
    String csv();

    @Message("共 {total} 次扫描")
    String total(String total);

    @Message("少于 {smallest} 的数目不显示；只统计已发放标签的扫描，不含程序访问。")
    String small_note(int smallest);

    @Message("这段时间没有扫描。")
    String no_scans();

    @Message("项目")
    String item();

    @Message("我的标签中疑似被复制的")
    String mine();

    @Message("没有标签疑似被复制。")
    String none_of_mine();

    @Message("如果不是您所为，您是受害方：请保留样品并联系市场办公室，检查员会来核对。")
    String mine_note();
}
