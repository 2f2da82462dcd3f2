package org.herbtrust.ledger;

import org.herbtrust.kernel.Text;

/** What kind of fact a leaf commits to. Names are part of the published entries: add, never rename. */
public enum LeafKind {
    /** A captured EPCIS event; subject is its event id. */
    EVENT(Text.of("追溯事件", "traceability event")),
    /** One issue of labels, hashed as a whole. */
    LABEL_BATCH(Text.of("一批标签", "batch of labels")),
    /** A confirmed inspection result. */
    RESULT(Text.of("检验结果", "inspection result")),
    /** A grade with the hash of its explanation. */
    GRADE(Text.of("信用等级及其理由", "grade with its explanation")),
    /** A decision in a case. */
    DECISION(Text.of("决定", "decision")),
    /** A published list as it stood. */
    LIST_SNAPSHOT(Text.of("名单", "list as it stood")),
    /** A random draw of objects and inspectors. */
    DRAW(Text.of("随机抽取", "random draw")),
    /** A policy version that came into force. */
    POLICY(Text.of("信用规则版本", "version of the credit policy")),
    /** A credit commitment as signed. */
    COMMITMENT(Text.of("信用承诺", "credit commitment")),
    /** A recall notice or its end. */
    RECALL(Text.of("召回", "recall")),
    /** A key that signs from now on; the hash is that of its verifier line. */
    KEY(Text.of("账本签名公钥", "signing key of the ledger")),
    /** A document as it was served in a case. */
    DOCUMENT(Text.of("送达文书", "served document")),
    /** A version of the catalogue that came into force. */
    CATALOGUE(Text.of("药材目录版本", "version of the catalogue")),
    /** An exchange file as it left. */
    EXCHANGE(Text.of("报送文件", "exchange file"));

    private final Text title;

    LeafKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
