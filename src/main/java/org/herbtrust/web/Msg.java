package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Every sentence of the pages, Chinese here, English in {@code messages/msg_en.properties}; both are checked by the build. */
@MessageBundle(value = "msg", locale = "zh-CN")
interface Msg {

    // The frame
    @Message("zh-CN")
    String lang();

    @Message("药信")
    String brand();

    @Message("中药材追溯与商户信用")
    String brand_sub();

    @Message("跳到正文")
    String skip();

    @Message("菜单")
    String menu();

    @Message("English")
    String other_language();

    @Message("登录")
    String sign_in();

    @Message("退出")
    String sign_out();

    @Message("使用帮助")
    String help();

    @Message("隐私说明")
    String privacy();

    @Message("开放接口")
    String api();

    @Message("市场内每一批药材从采收到扫码都有记录；名单与等级由市场依规则和记录作出。")
    String foot();

    @Message("返回")
    String back();

    @Message("首页")
    String home();

    // Home
    @Message("这包药材，从哪里来，可信吗？")
    String home_title();

    @Message("扫一扫包装上的追溯码，看它长在哪里、谁经手、检测结果和摊位信用。")
    String home_lead();

    @Message("追溯码")
    String code_label();

    @Message("包装上二维码下面的13位，大小写、横线都可以")
    String code_hint();

    @Message("查验")
    String check_now();

    @Message("用手机扫码")
    String scan_camera();

    @Message("您来办什么？")
    String who_are_you();

    @Message("我是买家")
    String for_buyers();

    @Message("扫码查验真伪、产地、检测；查商户信用；看召回和黑榜。")
    String for_buyers_text();

    @Message("我是种植户、经营户")
    String for_growers();

    @Message("登记采收、加工、进货、贴码、发货收货；看自己的信用等级和原因。")
    String for_growers_text();

    @Message("我是检查员")
    String for_inspectors();

    @Message("今天查谁；登记巡查、抽样和检验结果。")
    String for_inspectors_text();

    @Message("我是监管人员")
    String for_regulators();

    @Message("案件、期限、待定等级，两人复核后作出决定。")
    String for_regulators_text();

    @Message("我是市场办公室")
    String for_office();

    @Message("准入、信用承诺、摊位、名册导入。")
    String for_office_text();

    @Message("公开名单")
    String public_lists();

    @Message("红榜")
    String red_list();

    @Message("等级A的商户")
    String red_list_text();

    @Message("黑榜")
    String black_list();

    @Message("因严重失信被列入、退出市场的商户")
    String black_list_text();

    @Message("召回")
    String recalls();

    @Message("正在召回或封存的批次")
    String recalls_text();

    @Message("信用等级")
    String grades();

    @Message("按名称、摊位、等级查商户")
    String grades_text();

    @Message("决定公示")
    String decisions();

    @Message("市场作出的处理决定，七个工作日内公开")
    String decisions_text();

    // Sign-in
    @Message("登录")
    String login_title();

    @Message("账号")
    String account();

    @Message("密码")
    String password();

    @Message("忘记账号或密码，请到市场办公室办理。")
    String login_hint();

    // Problems
    @Message("现在可以")
    String problem_what_now();

    @Message("回到首页")
    String problem_back_home();

    @Message("重新扫码或输入追溯码")
    String problem_scan();

    @Message("登录后再试")
    String problem_sign_in();

    @Message("换用有相应权限的账号登录")
    String problem_switch();

    @Message("过一会儿刷新再试")
    String problem_retry();

    @Message("问题编号")
    String problem_detail();

    // Scan
    @Message("扫码查验")
    String scan_title();

    @Message("把包装上的二维码放进框内，识别后自动打开结果。")
    String scan_lead();

    @Message("打开摄像头")
    String scan_start();

    @Message("关闭摄像头")
    String scan_stop();

    @Message("拍照或选图识别")
    String scan_photo();

    @Message("手电")
    String scan_torch();

    @Message("或者输入追溯码")
    String scan_type();

    @Message("正在识别…")
    String scan_looking();

    @Message("已识别")
    String scan_found();

    @Message("图片里没有找到二维码，请靠近些、光线亮些再拍")
    String scan_none();

    @Message("摄像头打不开，请改用拍照或输入")
    String scan_no_camera();

    @Message("这不是本市场的追溯码")
    String scan_foreign();

    @Message("浏览器未启用脚本：请直接输入追溯码，或用手机自带的扫码功能打开。")
    String scan_noscript();

    // Help and privacy
    @Message("使用帮助")
    String help_title();

    @Message("追溯码在哪里？")
    String help_code_title();

    @Message("在每个包装的标签上：一个二维码，下面是13位字母和数字。用手机任何扫码工具都能打开，也可以在首页输入。")
    String help_code_text();

    @Message("“来源未追溯”是什么意思？")
    String help_untraced_title();

    @Message("这批货进市场时没有上游追溯记录。从进场起的每一步都有记录，进场前的产地只是经营户自己申报的，本系统不保证。")
    String help_untraced_text();

    @Message("信用等级怎么来的？")
    String help_grade_title();

    @Message("A守信、B警示、C失信、D严重失信。等级只依据检查、检验和有效文书这些事实，按公开规则得出；每个商户都能看到依据，并可提出异议。")
    String help_grade_text();

    @Message("怎样投诉？")
    String help_complain_title();

    @Message("拨打全国统一的市场监管投诉举报电话 12315，或到市场办公室。请保留药材、包装和追溯码。")
    String help_complain_text();

    @Message("本系统只说明药材的来源、经手和检测，不提供用药建议。")
    String help_not_advice();

    @Message("隐私说明")
    String privacy_title();

    @Message("扫码")
    String privacy_scan_title();

    @Message("查验不需要登录，不建立个人档案。为识别仿冒标签，记录扫码的时间、大致设备类别；不记录您是谁。")
    String privacy_scan_text();

    @Message("商户")
    String privacy_merchants_title();

    @Message("公开字号、摊位、统一社会信用代码和等级；经营者姓名只显示姓，身份证号、电话、住址从不公开。过期或已修复的记录自动撤下。")
    String privacy_merchants_text();

    @Message("更正与异议")
    String privacy_rights_title();

    @Message("认为记录有误，可在“我的货”页面或市场办公室提出异议，处理期间会作出标注。")
    String privacy_rights_text();

    @Message("Cookie")
    String privacy_cookies_title();

    @Message("只用于登录、语言和表单安全，没有统计和广告。")
    String privacy_cookies_text();

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

    @Message("批次")
    String lot();

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

    @Message("回到第一页")
    String first_page();

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

    @Message("事件")
    String event();

    @Message("买家看到的页面")
    String public_page();

    @Message("办理")
    String actions();

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

    @Message("待收货")
    String awaited();

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

    // Market office
    @Message("市场办公室")
    String office_title();

    @Message("登记准入申请")
    String apply_title();

    @Message("名册导入")
    String roster_title();

    @Message("待准入")
    String applicants();

    @Message("没有待准入的申请")
    String no_applicants();

    @Message("登记簿")
    String register();

    @Message("搜索")
    String search();

    @Message("名称、摊位或统一社会信用代码")
    String search_merchant_hint();

    @Message("状态")
    String standing();

    @Message("全部")
    String any();

    @Message("统一社会信用代码")
    String uscc();

    @Message("18位，最后一位是校验位")
    String uscc_hint();

    @Message("名称")
    String name();

    @Message("经营者")
    String operator();

    @Message("不公开")
    String operator_hint();

    @Message("类型")
    String kind();

    @Message("摊位")
    String stall();

    @Message("市场区域")
    String hall();

    @Message("如 一楼A区")
    String hall_hint();

    @Message("摊位号")
    String stall_no();

    @Message("网格")
    String grid();

    @Message("经营品种")
    String scope();

    @Message("所在地")
    String division();

    @Message("信用承诺")
    String commitment();

    @Message("已由申请人签署以上信用承诺（公开）")
    String commitment_sign();

    @Message("查看承诺书全文")
    String commitment_read();

    @Message("承诺书版本")
    String commitment_version();

    @Message("尚未签署信用承诺，不能准入")
    String commitment_missing();

    @Message("登记签署")
    String sign_now();

    @Message("准入")
    String admit_now();

    @Message("准入日期")
    String admitted_on();

    @Message("申请时间")
    String applied_at();

    @Message("状态变更")
    String history();

    @Message("开通账号")
    String account_open();

    @Message("账号交给本人，首次登录后请保管好密码。")
    String account_open_hint();

    @Message("至少10位")
    String password_hint();

    @Message("GLN")
    String gln();

    @Message("商户编号")
    String merchant_no();

    @Message("选择文件（XLSX 或 CSV）")
    String choose_file();

    @Message("先用模板填好，上传后先检查；有错的行会逐行列出，不影响已登记的商户。")
    String roster_lead();

    @Message("下载模板 XLSX")
    String template_xlsx();

    @Message("下载模板 CSV")
    String template_csv();

    @Message("导出登记簿 XLSX")
    String export_xlsx();

    @Message("怎样导入")
    String run_how();

    @Message("只检查，不导入")
    String run_check();

    @Message("全部正确才导入")
    String run_all();

    @Message("导入正确的行")
    String run_good();

    @Message("上传")
    String upload();

    @Message("结果")
    String report();

    @Message("共 {rows} 行")
    String report_rows(int rows);

    @Message("已登记跳过 {rows} 行")
    String report_skipped(int rows);

    @Message("有错 {rows} 行")
    String report_refused(int rows);

    @Message("行")
    String row();

    @Message("列")
    String column();

    @Message("说明")
    String what_is_wrong();

    @Message("没有用到的列")
    String ignored_columns();

    @Message("依据")
    String decision_no();

    @Message("时间")
    String at();
}
