package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The transparency log. Chinese here, English in {@code messages/ledger_en.properties}; the build checks both. */
@MessageBundle(value = "ledger", locale = "zh-CN")
interface LedgerMsg {
    @Message("透明日志")
    String title();

    @Message("公开的每一条等级、决定、名单、检验结果和标签批次，都在这本只增不改的账里留有指纹。账由一把公开的钥匙签名，任何人都能核对：记录有没有被改过、被撤掉过。")
    String lead();

    @Message("查一条记录")
    String find_title();

    @Message("账本序号或记录编号")
    String find_label();

    @Message("序号印在公开记录的下方，例如 128。")
    String find_hint();

    @Message("查找")
    String find();

    @Message("没有找到“{asked}”。公开不到一秒的记录还未入账，请稍后再试。")
    String none(String asked);

    @Message("现在的账本")
    String state();

    @Message("条数")
    String size();

    @Message("根哈希")
    String root();

    @Message("签名时间")
    String signed_at();

    @Message("验证公钥")
    String keys();

    @Message("给程序用：检查点 /log/checkpoint，分块 /log/tile/…（C2SP tlog-tiles），任何透明日志客户端都能读。")
    String for_programs();

    @Message("核对第{index}条")
    String leaf_title(Long index);

    @Message("已在账内：本页重新计算过，这条记录在已签名的账本里。")
    String holds();

    @Message("核对不符：这条记录不在已签名的账本里。请把本页截图交给监管部门。")
    String broken();

    @Message("这条记录")
    String record();

    @Message("种类")
    String kind();

    @Message("编号")
    String subject();

    @Message("记录时间")
    String at();

    @Message("内容指纹（SHA-256）")
    String sha256();

    @Message("在账本中的位置")
    String place();

    @Message("序号")
    String index();

    @Message("签名者")
    String signers();

    @Message("证明用的{count}个哈希")
    String path(int count);

    @Message("自己核对（不用相信本网站）")
    String yourself();

    @Message("下载证明和公钥，在自己的电脑上离线运行核对程序。留着检查点，以后可以证明账本只增未改。")
    String yourself_how();

    @Message("下载证明")
    String download();

    @Message("核对这条记录")
    String verify();
}
