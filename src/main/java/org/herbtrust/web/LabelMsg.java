package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Labels at the stall. Chinese here, English in {@code messages/labels_en.properties}; the build checks both. */
@MessageBundle(value = "labels", locale = "zh-CN")
interface LabelMsg {
    @Message("标签")
    String title();

    @Message("还没有发放过标签。请在“我的货”里选一个批次，再选“包装贴码”。")
    String none();

    @Message("贴标登记")
    String apply_title();

    @Message("绑定旧码")
    String old_title();

    @Message("发放时间")
    String issued_at();

    @Message("品名")
    String name();

    @Message("数量")
    String how_many();

    @Message("状态")
    String state();

    @Message("{at} 开始打印")
    String printed_at(String at);

    @Message("未打印")
    String not_printed();

    @Message("补打 {count} 次")
    String reprints(int count);

    @Message("{count} 枚已停用")
    String ended(int count);

    @Message("已签名")
    String signed();

    @Message("{count} 枚")
    String count(int count);

    // one batch
    @Message("预览")
    String preview();

    @Message("尺寸")
    String size();

    @Message("第几枚")
    String ordinal();

    @Message("看预览")
    String show();

    @Message("打印")
    String print();

    @Message("从第几枚")
    String from();

    @Message("到第几枚")
    String to();

    @Message("输出到")
    String output();

    @Message("PDF 文件（任何打印机）")
    String output_pdf();

    @Message("{language} 文件，{dpi} dpi")
    String output_file(String language, int dpi);

    @Message("打印机")
    String printer();

    @Message("文件")
    String file();

    @Message("补打原因")
    String why();

    @Message("其中有已打印过的标签时填写，如：卡纸、印坏")
    String why_hint();

    @Message("开始")
    String start();

    @Message("A4不干胶只能输出PDF，打印时选“实际大小”。")
    String print_note();

    @Message("登记变化")
    String change();

    @Message("用文件打印后，在这里登记。作废和销毁后不能恢复，扫码会看到。")
    String change_note();

    @Message("变化")
    String what();

    @Message("原因")
    String reason();

    @Message("补打、作废、销毁必须填写")
    String reason_hint();

    @Message("登记")
    String record();

    @Message("拆包销售")
    String reason_opened();

    @Message("药厂、医院使用")
    String reason_used();

    @Message("质量原因")
    String reason_quality();

    @Message("印刷废码")
    String reason_spoilt();

    @Message("卡纸")
    String reason_jam();

    @Message("商品代码（GTIN）")
    String gtin();

    @Message("产地")
    String origin();

    @Message("整批包装号（SSCC）")
    String sscc();

    @Message("签名密钥")
    String key();

    @Message("所有编码")
    String all_codes();

    // jobs
    @Message("打印进度")
    String job_title();

    @Message("排队中")
    String job_waiting();

    @Message("进行中")
    String job_running();

    @Message("完成")
    String job_done();

    @Message("失败")
    String job_failed();

    @Message("已取消")
    String job_cancelled();

    @Message("{done} / {total} 枚")
    String job_progress(int done, int total);

    @Message("下载文件")
    String job_file();

    @Message("已全部发给打印机，请核对出纸。")
    String job_sent();

    @Message("打印后请回到本批标签，登记为已打印。")
    String job_then();

    @Message("刷新")
    String refresh();

    @Message("停止")
    String cancel();

    @Message("回到本批标签")
    String back_to_batch();

    // packing
    @Message("把标签贴到包装上时逐个扫描，或每行输入一个编码。")
    String apply_lead();

    @Message("编码，每行一个")
    String codes();

    @Message("登记已贴用")
    String apply_now();

    @Message("结果")
    String result();

    @Message("已登记")
    String applied();

    @Message("已贴用过")
    String applied_again();

    @Message("未登记")
    String not_applied();

    @Message("注意：这枚标签以前已登记过。若是另一件包装，说明有两枚相同的标签。")
    String again_note();

    // old codes
    @Message("货物上还贴着国家中药材流通追溯平台旧码的，绑定后扫旧码也能查到本市场的批次或标签。")
    String old_lead();

    @Message("旧码（25、28或35位）")
    String old_code();

    @Message("本市场的批次码或追溯码")
    String our_code();

    @Message("绑定")
    String bind();

    @Message("已绑定的旧码")
    String bound();

    // issuing
    @Message("保质期至")
    String expires_on();

    @Message("二维码带签名：不联网也能验真，二维码会更密")
    String with_signature();

    @Message("标签上显示本店公布的信用等级")
    String with_grade();

    // office
    @Message("厂商识别代码")
    String prefixes_title();

    @Message("有GS1厂商识别代码的经营主体，出示证书后登记；此后其包装的商品代码（GTIN）用它自己的号段，没有的用市场号段。")
    String prefixes_lead();

    @Message("经营主体")
    String merchant();

    @Message("编号、名称、摊位或统一社会信用代码")
    String merchant_hint();

    @Message("厂商识别代码")
    String prefix();

    @Message("7到10位数字，如 6901234")
    String prefix_hint();

    @Message("证书编号")
    String certificate();

    @Message("有效期自")
    String since();

    @Message("有效期至")
    String until();

    @Message("已编商品")
    String items();

    @Message("使用中")
    String in_use();

    @Message("终止")
    String end();

    @Message("还没有登记。")
    String no_prefixes();

    // keys
    @Message("标签签名密钥")
    String keys_title();

    @Message("带签名的标签不联网也能验真。建议每年更换一次；换下的密钥签过的标签仍然有效。可能泄露的密钥必须吊销，它签过的标签从此不再可信。")
    String keys_lead();

    @Message("更换密钥")
    String rotate();

    @Message("吊销")
    String revoke();

    @Message("密钥")
    String key_id();

    @Message("签名日期")
    String signs();

    @Message("签名中")
    String signing();

    @Message("已换下")
    String retired();

    @Message("已吊销")
    String revoked();

    @Message("还没有密钥；第一次发放带签名的标签时自动生成。")
    String no_keys();

    @Message("公布的密钥文件")
    String published_keys();
}
