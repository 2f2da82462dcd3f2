package org.herbtrust.casework.rules;

import org.herbtrust.kernel.Text;

/** What a file in a case is evidence of. Which step needs which kinds is data. */
public enum EvidenceKind {
    LICENCE(Text.of("营业执照", "business licence")),
    LEASE(Text.of("摊位租赁合同", "stall lease")),
    COMMITMENT(Text.of("信用承诺书签字件", "signed commitment")),
    AUTHORITY_PAPER(Text.of("行政或司法文书", "paper of an authority or court")),
    INSPECTION_RECORD(Text.of("检查、检验记录", "record of an inspection or test")),
    STATEMENT(Text.of("陈述申辩材料", "statement of the party")),
    PERFORMANCE_PROOF(Text.of("履行义务、整改证明", "proof of performance or correction")),
    SERVICE_RECEIPT(Text.of("送达回证签收件", "signed receipt of service")),
    OTHER(Text.of("其他材料", "other material"));

    private final Text title;

    EvidenceKind(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
