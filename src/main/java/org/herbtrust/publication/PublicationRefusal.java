package org.herbtrust.publication;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why something isn't published or isn't told. */
public enum PublicationRefusal implements Refused.Reason {
    NOT_PUBLIC("not-public", 404, Text.of("没有公开的记录", "nothing public under this number")),
    PUBLISHED_ALREADY("published-already", 409, Text.of("该文号已公布", "published already under this number")),
    NOTHING_TO_WITHDRAW("nothing-to-withdraw", 409, Text.of("没有可撤回的公布", "nothing is published under this number")),
    EXCHANGE_REFUSED("exchange-refused", 422, Text.of("记录不合交换标准", "the records don't meet the exchange standard")),
    NOTHING_TO_SEND("nothing-to-send", 422, Text.of("所选日期没有记录", "no records in these days")),
    REGULATORS_ONLY("regulators-only", 403, Text.of("须由监管人员办理", "for regulators"));

    private final Meaning meaning;

    PublicationRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
