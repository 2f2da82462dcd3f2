package org.herbtrust.material;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why the catalogue says no. */
public enum MaterialRefusal implements Refused.Reason {
    /** In a command. A question for an unknown material is answered with {@link #MATERIAL_NOT_FOUND}. */
    MATERIAL_UNKNOWN("material-unknown", 422, Text.of("药材目录中没有该药材", "material not in the catalogue")),
    MATERIAL_NOT_FOUND("material-not-found", 404, Text.of("没有该药材", "no such material")),
    SOURCE_UNKNOWN("material-source-unknown", 422, Text.of("来源应为栽培、野生或自购", "unknown source of goods"));

    private final String code;
    private final int status;
    private final Text title;

    MaterialRefusal(String code, int status, Text title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Text title() {
        return title;
    }
}
