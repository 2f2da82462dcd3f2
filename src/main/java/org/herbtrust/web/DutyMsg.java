package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Plans, draws, complaints, laboratories, coverage and the catalogue. Chinese here, English in {@code
 * messages/duty_en.properties}; the build checks both.
 */
@MessageBundle(value = "duty", locale = "zh-CN")
interface DutyMsg {
    @Message("工作入口")
    String tools();

    @Message("次日清单")
    String next_day();

    @Message("检查计划")
    String plans();

    @Message("双随机抽取")
    String draws();

    @Message("投诉")
    String complaints();

    @Message("导入检验结果")
    String lab_results();

    @Message("网格覆盖率")
    String coverage();

    @Message("市场分布图")
    String hall_map();

    @Message("回避登记")
    String kinship();

    @Message("药材目录")
    String catalogue();

    @Message("目录修改")
    String catalogue_drafts();

    @Message("{day}前要做的事：到期的整改、抽中未查的商户、未答复的投诉、复验中的样品。")
    String next_day_lead(String day);

    @Message("没有要做的事")
    String next_day_none();

    @Message("只看我的")
    String only_mine();

    @Message("看全部")
    String everybodys();

    @Message("抽中未查的商户")
    String drawn_visits();

    @Message("没有")
    String none_here();

    @Message("截止")
    String until();

    @Message("层")
    String stratum();

    @Message("去检查")
    String visit_now();

    @Message("复验期内或等复验结果的样品")
    String retest_running();

    @Message("已申请复验，等结果")
    String retest_waits();

    @Message("复验报告逾期")
    String retest_overdue();

    @Message("可申请复验")
    String retest_window();

    @Message("打开")
    String open_it();

    @Message("按等级和风险、品种和季节、网格生成本期检查计划；查谁由公开抽取决定。")
    String plans_lead();

    @Message("计划名称")
    String plan_title();

    @Message("开始日")
    String from_day();

    @Message("结束日")
    String to_day();

    @Message("先看看")
    String look_first();

    @Message("生成计划")
    String make_plan();

    @Message("还没有计划")
    String no_plans();

    @Message("计划期")
    String period();

    @Message("户数")
    String merchants_count();

    @Message("计划检查")
    String visits_planned();

    @Message("生成时间")
    String made_at();

    @Message("网格")
    String grid();

    @Message("理由")
    String reason();

    @Message("比例")
    String share();

    @Message("抽查户数")
    String quota();

    @Message("为网格最低户数增加")
    String raised();

    @Message("如果现在生成")
    String preview_title();

    @Message("重点品种")
    String focus_goods();

    @Message("月份")
    String months();

    @Message("常见问题")
    String why_focus();

    @Message("计划抽样")
    String samples_wanted();

    @Message("已抽")
    String samples_taken();

    @Message("计划所依据的数字")
    String numbers_title();

    @Message("项目")
    String number_name();

    @Message("数值")
    String number_value();

    @Message("依据")
    String source();

    @Message("待核")
    String to_check();

    @Message("修改这些数字")
    String change_numbers();

    @Message("开始公开抽取")
    String start_draw();

    @Message("第一步承诺种子：系统生成一个谁也没看过的种子，把它的摘要写入公开日志。然后冻结名册，再由另一人公开种子。")
    String draw_how();

    @Message("抽取事由")
    String purpose();

    @Message("承诺种子")
    String commit_seed();

    @Message("谁去查谁由抽取决定，任何人都能用公布的数据重新抽一次，得到同样的名单。没有完成的抽取也留在这里。")
    String draws_lead();

    @Message("还没有抽取")
    String no_draws();

    @Message("抽取")
    String draw_word();

    @Message("状态")
    String state();

    @Message("承诺时间")
    String committed_at();

    @Message("一、承诺种子")
    String step_commit();

    @Message("二、冻结名册")
    String step_roster();

    @Message("三、公开种子")
    String step_seed();

    @Message("种子摘要（SHA-256）")
    String seed_hash();

    @Message("名册摘要（SHA-256）")
    String roster_hash();

    @Message("种子")
    String seed();

    @Message("见证内容")
    String witness();

    @Message("冻结名册之后才知道的内容，如当天彩票开奖号或在场人报出的数字；可留空")
    String witness_hint();

    @Message("日志序号")
    String log_index();

    @Message("等待写入日志")
    String waiting_for_log();

    @Message("{merchants}户商户，{inspectors}名检查员")
    String roster_of(int merchants, int inspectors);

    @Message("最迟公开日")
    String reveal_by();

    @Message("冻结名册")
    String freeze_roster();

    @Message("公开种子并抽取")
    String reveal_seed();

    @Message("应由承诺种子以外的人操作。")
    String reveal_by_other();

    @Message("抽中名单")
    String drawn_list();

    @Message("检查员")
    String inspectors();

    @Message("公布的名单用代码：谁属于哪一层、谁即将被查，不对外公开；查过的商户列在下面。")
    String codes_why();

    @Message("已检查的商户")
    String visited_merchants();

    @Message("无人可派")
    String nobody_may();

    @Message("已查")
    String done_word();

    @Message("未查")
    String not_done();

    @Message("他人到访过")
    String by_others();

    @Message("自己重新抽一次")
    String redo_title();

    @Message("下载输入文件，运行下面的命令；种子、名册或名单有一处不符，命令会指出并失败。算法是 SHA-256 计数器与 Fisher–Yates 洗牌，见程序说明。")
    String redo_how();

    @Message("输入文件（JSON）")
    String inputs_file();

    @Message("名单（文本）")
    String list_file();

    @Message("与商户有亲属或其他密切关系的检查员，不会被抽去检查该商户。原因不公开。")
    String kinship_lead();

    @Message("检查员账号")
    String inspector();

    @Message("说明")
    String note();

    @Message("登记回避")
    String declare();

    @Message("终止")
    String end_it();

    @Message("登记时间")
    String declared_at();

    @Message("投诉这包货")
    String complain_title();

    @Message("不用注册。可以不留联系方式；留下的只有核查人员能看，并可随时要求删除。")
    String complain_lead();

    @Message("投诉内容")
    String about();

    @Message("情况说明")
    String words();

    @Message("购买日期")
    String bought_on();

    @Message("联系方式（可不填）")
    String contact_field();

    @Message("照片（可不填，JPEG或PNG，最大5 MB）")
    String photo();

    @Message("请勿填写")
    String leave_empty();

    @Message("提交投诉")
    String send_complaint();

    @Message("投诉已收到")
    String filed_title();

    @Message("回执号")
    String your_receipt();

    @Message("请记下回执号，凭它查看处理结果。没有回执号，我们也无法替您查询。")
    String keep_receipt();

    @Message("查看处理结果")
    String see_answer();

    @Message("查询投诉结果")
    String answer_title();

    @Message("查询")
    String look_up();

    @Message("收到时间")
    String received_at();

    @Message("最迟答复日")
    String answer_due();

    @Message("答复")
    String answer_word();

    @Message("还没有答复")
    String no_answer_yet();

    @Message("投诉这包货")
    String complain_link();

    @Message("查看投诉结果")
    String answer_link();

    @Message("未结投诉")
    String open_complaints();

    @Message("已结投诉")
    String closed_complaints();

    @Message("没有投诉")
    String no_complaints();

    @Message("投诉")
    String complaint_word();

    @Message("商户")
    String merchant_word();

    @Message("未关联")
    String not_linked();

    @Message("扫描的码")
    String scanned_code();

    @Message("受理")
    String take_up();

    @Message("关联批次或商户")
    String link_title();

    @Message("关联")
    String link_do();

    @Message("批次")
    String lot_word();

    @Message("联系方式")
    String contact_title();

    @Message("投诉人未留联系方式，或已删除")
    String contact_none();

    @Message("已加密保存；查看会留下记录")
    String contact_sealed();

    @Message("查看")
    String contact_show();

    @Message("删除联系方式")
    String contact_erase();

    @Message("结论与答复")
    String decide_title();

    @Message("结论")
    String outcome();

    @Message("轻重")
    String weight();

    @Message("依据的检查")
    String found_by();

    @Message("给投诉人的答复（公开给回执持有人）")
    String answer_public();

    @Message("内部说明")
    String note_internal();

    @Message("作出结论")
    String decide_do();

    @Message("处理经过")
    String history();

    @Message("去核查")
    String complaint_visit();

    @Message("不选")
    String choose_none();

    @Message("CSV、XLSX（每行一项检验值）或 JSON。每份报告单独保存；有问题的行列出原因，整份报告不导入。重复导入不会重复记录。")
    String lab_lead();

    @Message("模板")
    String template();

    @Message("文件")
    String file();

    @Message("方式")
    String run_mode();

    @Message("只检查和试判，不保存")
    String run_check();

    @Message("保存并判定")
    String run_store();

    @Message("上传")
    String upload();

    @Message("{rows}项检验值")
    String lab_rows(int rows);

    @Message("{count}份报告")
    String lab_reports(int count);

    @Message("{count}处问题")
    String lab_faults(int count);

    @Message("已保存")
    String stored_word();

    @Message("未保存")
    String checked_word();

    @Message("行")
    String row();

    @Message("列")
    String column();

    @Message("问题")
    String what_is_wrong();

    @Message("报告编号")
    String report_no();

    @Message("判定")
    String verdict();

    @Message("样品")
    String sample_word();

    @Message("样品交接与报告")
    String custody();

    @Message("三份样品")
    String parts();

    @Message("样品")
    String part();

    @Message("封签号")
    String seal();

    @Message("现在何处")
    String holder();

    @Message("抽样人员")
    String with_samplers();

    @Message("封签完好")
    String seal_whole();

    @Message("封签破损")
    String seal_broken();

    @Message("这份样品登记时未分份编号")
    String no_parts();

    @Message("交接记录")
    String handovers();

    @Message("没有交接记录")
    String no_handovers();

    @Message("时间")
    String handed_at();

    @Message("交出人")
    String given_by();

    @Message("接收人")
    String taken_by();

    @Message("接收单位")
    String taken_for();

    @Message("封签破损或有疑点（须写说明）")
    String broken_tick();

    @Message("登记交接")
    String record_handover();

    @Message("检验报告文件")
    String papers();

    @Message("没有文件")
    String no_papers();

    @Message("上传报告（PDF、JPEG、PNG，最大10 MB）")
    String add_paper();

    @Message("按抽样日的限度重新判定")
    String rejudged();

    @Message("一致")
    String rejudged_same();

    @Message("不一致，请报告")
    String rejudged_other();

    @Message("回到样品")
    String back_to_sample();

    @Message("每个网格有多少户查过、多少户从未查过。")
    String coverage_lead();

    @Message("已查户数")
    String visited();

    @Message("覆盖率")
    String covered();

    @Message("检查次数")
    String visits_made();

    @Message("发现问题")
    String findings_count();

    @Message("从未查过")
    String never();

    @Message("整改逾期")
    String overdue_count();

    @Message("显示")
    String show();

    @Message("每格一个摊位，按最紧要的情况着色并标字。点开看商户档案。")
    String map_lead();

    @Message("市场区域")
    String hall();

    @Message("还没有登记摊位")
    String no_halls();

    @Message("图例")
    String legend();

    @Message("摊位")
    String stall();

    @Message("最近检查")
    String last_visit();

    @Message("用表格看")
    String as_table();

    @Message("召回清单：货在哪里")
    String whereabouts();

    @Message("{lots}个批次（本批及由它分出、加工的全部批次），{merchants}户，{labels}张标签。")
    String whereabouts_lead(int lots, int merchants, int labels);

    @Message("标签")
    String label();

    @Message("标签状态")
    String label_state();

    @Message("未贴码")
    String unlabelled();

    @Message("下载表格")
    String download_csv();

    @Message("没有人持有这些货，也没有发过标签")
    String no_whereabouts();

    @Message("通知")
    String notices();

    @Message("通知（{count}条未读）")
    String notices_unread(int count);

    @Message("没有通知")
    String no_notices();

    @Message("全部标为已读")
    String mark_read();

    @Message("未读")
    String unread();

    @Message("更早的")
    String more();

    @Message("扫描标签或输入追溯码")
    String scan_label();

    @Message("扫到的标签把样品与批次对应起来；没有标签的，在下面选批次")
    String scan_label_hint();

    @Message("依次为检验、复验、留样三份的封签号，用空格隔开；每个封签号只用一次")
    String three_seals_hint();

    @Message("抽检样品")
    String my_sample();

    @Message("按中文名、别名、拼音、首字母或拉丁名查找。")
    String catalogue_lead();

    @Message("查找")
    String search();

    @Message("没有找到")
    String nothing_found();

    @Message("名称")
    String name();

    @Message("拉丁名")
    String latin();

    @Message("药用部位")
    String part_used();

    @Message("基原")
    String species();

    @Message("别名")
    String aliases();

    @Message("{day}适用的限度")
    String limits_on(String day);

    @Message("检验项目")
    String item();

    @Message("规定")
    String requirement();

    @Message("方法")
    String method();

    @Message("版本与出处")
    String edition();

    @Message("适用期")
    String valid();

    @Message("限制")
    String restrictions();

    @Message("规格")
    String variant();

    @Message("哪一天")
    String on_day();

    @Message("修改由一人起草、另一人审批，从批准次日起才能生效；过去的判定不变。")
    String drafts_lead();

    @Message("起草修改")
    String edit_file();

    @Message("还没有草案")
    String no_drafts();

    @Message("草案")
    String draft();

    @Message("文件")
    String file_word();

    @Message("生效日")
    String effective_on();

    @Message("起草人")
    String drafted_by();

    @Message("审批人")
    String decided_by();

    @Message("修改依据")
    String why();

    @Message("全文")
    String content();

    @Message("每行一条；生效后旧行不删，用失效日终止")
    String content_hint();

    @Message("提交草案")
    String propose();

    @Message("改动")
    String changes();

    @Message("与现行文本没有差别")
    String no_changes();

    @Message("批准")
    String approve();

    @Message("不批准")
    String reject();

    @Message("这是您起草的，须由另一人审批。")
    String own_draft();

    @Message("以此内容另起草案")
    String restore();

    @Message("文本摘要（批准后写入公开日志）")
    String hash_in_log();
}
