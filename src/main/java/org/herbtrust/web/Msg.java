package org.herbtrust.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The frame and what anyone may read. Chinese here, English in {@code messages/msg_en.properties}; the build checks both. */
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

    @Message("查验不需要登录，不建立个人档案。为发现被复制的标签，每次扫码记下时间、设备种类、省份或城市（如有）和一个只在当天有效的编号；不存网络地址，100天后删除。")
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

    @Message("只用于登录、语言、表单安全和您自己选的省份，没有广告。")
    String privacy_cookies_text();
}
