package org.herbtrust.verify;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why the resolver leads nowhere. */
public enum VerifyRefusal implements Refused.Reason {
    NOT_RESOLVABLE("not-resolvable", 404, Text.of("没有登记的标识", "nothing on record under this identifier")),
    NO_SUCH_LINK("no-such-link", 404, Text.of("没有此类链接", "no link of that type")),
    MALFORMED_LINK("malformed-digital-link", 400, Text.of("标识有误", "the identifier is malformed"));

    private final Meaning meaning;

    VerifyRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
