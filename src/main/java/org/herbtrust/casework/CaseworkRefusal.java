package org.herbtrust.casework;

import org.herbtrust.casework.rules.Course;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** What a procedure refuses. */
public enum CaseworkRefusal implements Refused.Reason {
    UNKNOWN("case-unknown", 404, Text.of("没有这个案件", "No such case")),
    NOT_YOURS("case-not-yours", 403, Text.of("只能查看和办理本人的案件", "Only your own cases")),
    WRONG_ROLE("case-wrong-role", 403, Text.of("您的角色不能办理此步骤", "Not a step for your role")),
    SAME_PERSON("case-same-person", 403, Text.of("须由另一人办理", "Another person must do this")),
    ILLEGAL_STEP("case-illegal-step", 409, Text.of("案件现在不能进行此步骤", "Not a step that the case can take now")),
    TOO_EARLY("case-too-early", 409, Text.of("期限未满", "Too early")),
    TOO_LATE("case-too-late", 409, Text.of("期限已过", "Too late")),
    OPEN_ALREADY("case-open-already", 409, Text.of("该商户已有同类案件在办", "A case of this kind is open already")),
    STANDING("case-standing", 409, Text.of("该商户现在的状态不适用此程序", "The merchant's standing does not allow it")),
    NO_CALENDAR("case-no-calendar", 409, Text.of("缺少节假日安排，不能计算期限", "No holiday calendar for that year")),
    UNKNOWN_GROUND("case-unknown-ground", 422, Text.of("不是本程序的理由", "Not a ground of this procedure")),
    UNKNOWN_FACT("case-unknown-fact", 422, Text.of("信用档案中没有这条记录", "Not a fact of this merchant's file")),
    MISSING_DOCUMENT("case-missing-document", 422, Text.of("案卷缺少必要材料", "A document that the step needs is missing")),
    MISSING_VISIT("case-missing-visit", 422, Text.of("须注明复查记录", "The visit that it rests on is missing")),
    HIT("case-hit", 409, Text.of("核查未通过", "A check stands against it")),
    REENTRY("case-re-entry", 409, Text.of("重新准入期限未满", "The re-entry term is not over")),
    ADMISSION_BY_CASE("admission-by-case", 409, Text.of("须按准入程序办理", "Admission needs its procedure")),
    UNKNOWN_DECISION(
            "case-unknown-decision", 422, Text.of("不是该商户已生效的决定", "Not a decision in force about this merchant")),
    NOT_YOUR_FILE("case-file-not-yours", 403, Text.of("无权查看该材料", "Not a file for you")),
    UNKNOWN_FILE("case-file-unknown", 404, Text.of("没有这份材料", "No such file in this case")),
    TOO_MANY_FILES("case-too-many-files", 422, Text.of("案卷材料过多", "Too many files in this case")),
    CALENDAR("calendar-refused", 409, Text.of("节假日安排不能这样录入", "The calendar cannot be loaded like that")),
    TERM("case-term", 422, Text.of("期限超出规定范围", "The term is out of range"));

    private final Meaning meaning;

    CaseworkRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    static CaseworkRefusal of(Course.Why why) {
        return valueOf(why.name());
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
