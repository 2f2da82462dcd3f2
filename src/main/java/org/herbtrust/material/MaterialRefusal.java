package org.herbtrust.material;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why the catalogue says no. */
public enum MaterialRefusal implements Refused.Reason {
    /** In a command. A question for an unknown material is answered with {@link #MATERIAL_NOT_FOUND}. */
    MATERIAL_UNKNOWN("material-unknown", 422, Text.of("药材目录中没有该药材", "material not in the catalogue")),
    MATERIAL_NOT_FOUND("material-not-found", 404, Text.of("没有该药材", "no such material")),
    SOURCE_UNKNOWN("material-source-unknown", 422, Text.of("来源应为栽培、野生或自购", "unknown source of goods")),
    DRAFT_UNKNOWN("catalogue-draft-unknown", 404, Text.of("没有这个草案或文件", "no such draft or file")),
    DRAFT_WRONG("catalogue-draft-wrong", 422, Text.of("草案不能采用", "the draft cannot be used")),
    DRAFT_OUTDATED("catalogue-draft-outdated", 409, Text.of("该文件已更新", "the file was changed meanwhile")),
    DRAFT_OWN("catalogue-draft-own", 403, Text.of("须由另一人审批", "approved by a second person")),
    DRAFT_DECIDED("catalogue-draft-decided", 409, Text.of("草案已有决定", "the draft was decided")),
    DRAFT_NOT_YOURS("catalogue-draft-not-yours", 403, Text.of("目录由监管人员修改", "regulators change the catalogue"));

    private final Meaning meaning;

    MaterialRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
