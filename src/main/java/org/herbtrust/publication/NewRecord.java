package org.herbtrust.publication;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * Something to be published.
 *
 * @param decisionNo the number under which it was decided; unique with the kind
 * @param what what was decided, in a few words
 * @param ground why, with the clause; shown after the privacy gate
 * @param body who decided: the market operator or the authority
 * @param deciders how many named persons signed; a blacklist entry has two
 * @param removeOn the first day without it; empty for entries that last while their ground does
 * @param policyVersion of the rules that were applied
 */
public record NewRecord(
        RecordKind kind,
        MerchantId merchant,
        String decisionNo,
        Text what,
        Text ground,
        String body,
        int deciders,
        LocalDate decidedOn,
        LocalDate publishFrom,
        Optional<LocalDate> removeOn,
        String policyVersion) {

    private static final int LONGEST = 2000;

    public NewRecord {
        decisionNo = required(decisionNo, "文号 (decision number)", 100);
        body = required(body, "决定机构 (deciding body)", 100);
        policyVersion = required(policyVersion, "政策版本 (policy version)", 100);
        if (ground.zh().length() > LONGEST || ground.en().length() > LONGEST) {
            throw new IllegalArgumentException("理由最多2000个字 (a ground has at most 2000 characters)");
        }
        if (publishFrom.isBefore(decidedOn)) {
            throw new IllegalArgumentException("公布日期不能早于决定日期 (published before it was decided)");
        }
        if (removeOn.isPresent() && !removeOn.get().isAfter(publishFrom)) {
            throw new IllegalArgumentException("撤下日期应晚于公布日期 (removed before it was published)");
        }
        if (kind == RecordKind.BLACK && (deciders < 2 || removeOn.isEmpty())) {
            throw new IllegalArgumentException(
                    "列入黑名单须由两人决定并有期限 (a blacklist entry is decided by two people and has an end)");
        }
    }

    private static String required(String value, String field, int most) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > most) {
            throw new IllegalArgumentException(field + "应为1到" + most + "个字 (1 to " + most + " characters): " + text);
        }
        return text;
    }
}
