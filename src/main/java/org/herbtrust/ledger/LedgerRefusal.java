package org.herbtrust.ledger;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why the ledger doesn't answer a question. */
public enum LedgerRefusal implements Refused.Reason {
    NOT_IN_TREE("ledger-not-in-tree", 404, Text.of("该序号不在账本内", "no such leaf or tree size in the ledger")),
    NOT_OURS("ledger-not-ours", 422, Text.of("不是本账本的检查点", "not a checkpoint of this ledger")),
    NO_WITNESS("ledger-no-witness", 403, Text.of("没有见证人的有效签名", "no signature of a known witness"));

    private final Meaning meaning;

    LedgerRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
