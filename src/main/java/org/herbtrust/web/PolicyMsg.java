package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The policy, early warning and past grades. Chinese here, English in {@code messages/policy_en.properties}. */
@MessageBundle(value = "policy", locale = "zh-CN")
interface PolicyMsg {
    @Message("信用规则")
    String title();

    @Message("等级按生效日的规则版本计算。新版本由一名监管人员起草，试算后由另一名监管人员批准，自其生效日起适用；过去的等级不变。")
    String intro();

    @Message("现行版本")
    String in_force();

    @Message("版本")
    String version();

    @Message("状态")
    String state();

    @Message("生效日")
    String valid_from();

    @Message("起草人")
    String drafted_by();

    @Message("批准人")
    String approved_by();

    @Message("全文")
    String full_text();

    @Message("起草新版本")
    String new_draft();

    @Message("在现行规则上修改：改版本号（如credit-1.1）和生效日（晚于今天），再改参数或规则行。有误会指出行号，什么都不会丢。")
    String draft_hint();

    @Message("规则全文（YAML）")
    String file();

    @Message("保存草案")
    String keep_draft();

    @Message("出错的行")
    String wrong_line();

    @Message("与现行版本的差别")
    String difference();

    @Message("与现行版本没有差别")
    String no_difference();

    @Message("试算：过去12个月会怎样")
    String what_if();

    @Message("按草案重算每家商户过去12个月每个月末和今天的等级，与现行规则比较。不改变任何等级。")
    String what_if_hint();

    @Message("开始试算")
    String start_what_if();

    @Message("已算 {done}／{of} 家，页面会自动刷新。")
    String what_if_running(int done, int of);

    @Message("试算中断，请重新开始")
    String what_if_failed();

    @Message("共 {merchants} 家；今天会变动 {moved} 家，其中变好 {better} 家、变差 {worse} 家；12个月内曾有不同的 {ever} 家。")
    String what_if_found(int merchants, int moved, int better, int worse, int ever);

    @Message("12个月内等级变动次数：现行 {before} 次，草案 {after} 次。")
    String what_if_changes(int before, int after);

    @Message("现在")
    String now();

    @Message("草案")
    String then();

    @Message("家数")
    String merchants_count();

    @Message("不同的月数")
    String months();

    @Message("理由")
    String why();

    @Message("批准")
    String approve();

    @Message("批准后自{day}起适用，其SHA-256记入防篡改日志。起草人不能批准自己的草案。")
    String approve_hint(String day);

    @Message("请另一名监管人员登录后批准。")
    String needs_second();

    @Message("撤回草案")
    String withdraw();

    @Message("日志序号 {index}")
    String in_log(long index);

    @Message("早期预警")
    String warnings();

    @Message("预警只提示哪里值得看一看：不是等级，不是处罚，也不公开。")
    String warnings_intro();

    @Message("商户：不良结果在增多")
    String merchant_signals();

    @Message("品种：不良结果在增多")
    String material_signals();

    @Message("没有需要提示的")
    String no_signals();

    @Message("累积和")
    String sum();

    @Message("达到 {limit} 报警")
    String limit(String limit);

    @Message("报警自")
    String alarm_since();

    @Message("结果（不良／全部）")
    String bad_of_all();

    @Message("最近")
    String last_day();

    @Message("报警")
    String alarm();

    @Message("抽样宽严（GB/T 2828.1 转移规则）")
    String sampling();

    @Message("没有加严、放宽或暂停的")
    String no_sampling();

    @Message("类别")
    String part();

    @Message("宽严")
    String severity();

    @Message("转移得分")
    String score();

    @Message("批数")
    String lots();

    @Message("可放宽，待同意")
    String may_be_reduced();

    @Message("同意放宽")
    String consent_reduce();

    @Message("审查通过，恢复加严检验")
    String consent_resume();

    @Message("理由")
    String reason();

    @Message("建议审查是否警示")
    String reviews();

    @Message("检查指数处于最差一档已满两个季度。是否立案由人决定。")
    String reviews_hint();

    @Message("公示类别")
    String display_class();

    @Message("轻微")
    String display_minor();

    @Message("一般")
    String display_ordinary();

    @Message("严重")
    String display_grave();

    @Message("行政处罚等文书按类别确定公示期；不是行政文书的不选。")
    String display_hint();

    @Message("检查尺度是否一致（汇总）")
    String consistency();

    @Message("以检查员所到之处的平均水平为零；正数为偏严，负数为偏宽（对数比值）。不列个人；可比的检查员少于5人时不给数字。")
    String consistency_hint();

    @Message("季度起")
    String quarter();

    @Message("检查次数")
    String visits();

    @Message("可比的检查员")
    String inspectors();

    @Message("较宽的四分位")
    String lenient();

    @Message("居中")
    String middle();

    @Message("较严的四分位")
    String strict();

    @Message("离散（标准差）")
    String spread();

    @Message("轮换率")
    String rotation();

    @Message("人数太少，不给数字")
    String too_few();

    @Message("过去某一天的等级")
    String past_title();

    @Message("日期")
    String past_day();

    @Message("查看")
    String past_show();

    @Message("当时所知")
    String known_then();

    @Message("今天所知")
    String known_now();

    @Message("当时所知：只用那天以前已经知道的记录。今天所知：后来才知道或撤销的，也当作当时已知。")
    String past_hint();

    @Message("最近的一条路")
    String shortest();

    @Message("检查员尺度")
    String adjustment();

    @Message("评级依据")
    String legal_basis();

    @Message("由{who}于{day}确认")
    String confirmed_by(String who, String day);
}
