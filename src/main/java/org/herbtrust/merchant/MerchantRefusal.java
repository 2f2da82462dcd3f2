package org.herbtrust.merchant;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why the register of merchants says no. */
public enum MerchantRefusal implements Refused.Reason {
    UNKNOWN("merchant-unknown", 404, Text.of("没有这个经营者", "No such merchant")),
    ALREADY_REGISTERED("merchant-already-registered", 409, Text.of("该统一社会信用代码已登记", "This USCC is registered already")),
    STALL_TAKEN("stall-taken", 409, Text.of("摊位已被占用", "This stall is taken")),
    COMMITMENT_MISSING("commitment-missing", 422, Text.of("尚未签署信用承诺", "The credit commitment is not signed")),
    NOT_YOURS_TO_DECIDE("admission-not-yours", 403, Text.of("无权办理准入", "Admission is the market office's")),
    MOVE_NOT_ALLOWED("standing-move-not-allowed", 409, Text.of("当前状态不能这样变更", "The standing cannot change like that")),
    BARRED("merchant-barred", 403, Text.of("该经营者现不能在本市场经营", "This merchant may not trade here")),
    ROSTER_REFUSED("roster-refused", 422, Text.of("名册有误，未导入", "The roster has errors; nothing was imported"));

    private final Meaning meaning;

    MerchantRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
