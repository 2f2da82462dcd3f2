package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Work on a phone without a network. Chinese here, English in {@code messages/field_en.properties}; the build checks both. */
@MessageBundle(value = "field", locale = "zh-CN")
interface FieldMsg {
    @Message("现场检查")
    String app_title();

    @Message("没有网络也能用；有网络时自动上传")
    String app_lead();

    @Message("扫码收发货")
    String goods_title();

    @Message("此页面需要脚本，请改用检查台登记检查。")
    String app_noscript();

    @Message("此页面需要脚本，请在“我的货”中办理。")
    String goods_noscript();

    @Message("正在打开……")
    String opening();

    @Message("同步状态")
    String sync_state();

    @Message("返回首页")
    String to_home();

    /** The script puts the number in the place of the percent sign. */
    @Message("这台手机上还有 % 份记录没有上传。退出后须以同一账号再登录才能上传。确定退出？")
    String unsent_sign_out();

    @Message("记录冲突")
    String conflicts();

    @Message("这些记录到达时与系统里的情况不一致。两边的记录都已保存，没有任何一份被覆盖；请核对后写明结果，需要更正的另立记录。")
    String conflicts_lead();

    @Message("待核对")
    String open_conflicts();

    @Message("已核对")
    String settled_conflicts();

    @Message("没有需要核对的冲突")
    String no_conflicts();

    @Message("核对结果")
    String settlement();

    @Message("例如：已电话核对，两次检查结论一致，以先到记录为准")
    String settlement_hint();

    @Message("登记核对结果")
    String settle();

    @Message("同意以这份记录替换另一份")
    String settle_replacing();

    @Message("这份记录")
    String this_record();

    @Message("另一份记录")
    String other_record();

    @Message("现场记录")
    String record();

    @Message("手机时间")
    String device_time();

    @Message("服务器收到")
    String received_at();

    @Message("用时")
    String took();

    @Message("{minutes}分钟")
    String minutes(Object minutes);

    @Message("照片")
    String photos();

    @Message("快检（仅作初筛）")
    String measurements();

    @Message("封签号")
    String seals();

    @Message("扫过的编码")
    String codes();

    @Message("商户签名")
    String signature();

    @Message("拒绝签名")
    String refused_to_sign();

    @Message("位置")
    String position();

    @Message("检查表")
    String checklist();

    @Message("本记录更正了")
    String supersedes();

    @Message("本记录已被更正，以后一份为准：")
    String superseded_by();

    @Message("内容摘要")
    String content_hash();

    @Message("没有照片")
    String no_photos();

    @Message("更多")
    String more();
}
