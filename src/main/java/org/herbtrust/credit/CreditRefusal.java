package org.herbtrust.credit;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** What the credit file refuses. */
public enum CreditRefusal implements Refused.Reason {
    NOT_YOURS_TO_SEE("credit-file-not-yours", 403, Text.of("只能查看本人的信用档案", "Only your own credit file")),
    NOT_YOURS_TO_ENTER("credit-fact-not-yours", 403, Text.of("您的角色不能录入此类记录", "Your role may not enter this fact")),
    UNKNOWN_FACT("credit-fact-unknown", 404, Text.of("没有这条记录", "No such fact")),
    UNKNOWN_POLICY("policy-unknown", 404, Text.of("没有这个版本的规则", "No such policy version")),
    POLICY_MALFORMED("policy-malformed", 422, Text.of("规则文件有误", "The policy cannot be read")),
    POLICY_VERSION_TAKEN("policy-version-taken", 409, Text.of("版本号已被使用", "This version exists already")),
    POLICY_NOT_AHEAD("policy-not-ahead", 422, Text.of("生效日须晚于今天", "It must begin after today")),
    POLICY_NOT_YOURS("policy-not-yours", 403, Text.of("只有监管人员可以更改规则", "Only regulators change the policy")),
    POLICY_FOUR_EYES("policy-four-eyes", 409, Text.of("须由另一人批准", "A second person must approve")),
    POLICY_MOVED("policy-moved", 409, Text.of("草案已更新，请重新阅读", "The draft has moved; read it again")),
    POLICY_DECIDED("policy-decided", 409, Text.of("草案已有结论", "The draft was decided already")),
    NO_SUCH_SWITCH("sampling-no-such-switch", 409, Text.of("转移规则不允许", "The switching rules do not allow it")),
    OTHER_MERCHANT("credit-fact-other-merchant", 409, Text.of("记录属于另一商户", "The fact is another merchant's")),
    SOURCE_TAKEN("credit-source-taken", 409, Text.of("同一来源已有不同内容的记录", "This source has another fact already")),
    NOTHING_PENDING("grade-nothing-pending", 409, Text.of("没有待确认的评级", "No grade waits for confirmation")),
    EXPLANATION_MOVED(
            "grade-explanation-moved", 409, Text.of("评级依据已更新，请重新查看后确认", "The reasons have moved; read them again")),
    ALREADY_GONE("credit-fact-already-gone", 409, Text.of("这条记录已不再有效", "This fact has been taken away already")),
    NOT_REPAIRABLE_YET("credit-fact-not-repairable-yet", 422, Text.of("尚在最短公示期内", "Within the minimum display period")),
    NO_POLICY_THEN("policy-none-then", 422, Text.of("当日尚无评价规则", "No policy was in force on that day")),
    IN_THE_FUTURE("credit-fact-in-future", 422, Text.of("日期不能晚于今天", "The day is in the future"));

    private final Meaning meaning;

    CreditRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
