package org.herbtrust.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.kernel.Uscc;

/**
 * An entry of an official list as its authority decided it, to be imported.
 *
 * @param list such as 严重违法失信名单
 * @param document the number of the decision
 * @param name of the entity or person
 * @param id of the person, where a person is listed; only its HMAC is kept
 * @param endsOn from that day on it is off the list; empty if it has no end
 */
public record Listing(
        String list,
        String authority,
        String document,
        String name,
        Optional<Uscc> uscc,
        Optional<IdNumber> id,
        LocalDate listedOn,
        Optional<LocalDate> endsOn) {

    public Listing {
        list = needed(list, "名单名称 (list)");
        authority = needed(authority, "认定机关 (authority)");
        document = needed(document, "决定文号 (document)");
        name = needed(name, "名称 (name)");
        uscc = uscc == null ? Optional.empty() : uscc;
        id = id == null ? Optional.empty() : id;
        endsOn = endsOn == null ? Optional.empty() : endsOn;
        if (uscc.isEmpty() && id.isEmpty()) {
            throw new IllegalArgumentException("请填写统一社会信用代码或证件号码 (a USCC or an identity number is needed)");
        }
        LocalDate from = listedOn;
        if (from == null || endsOn.map(end -> end.isBefore(from)).orElse(false)) {
            throw new IllegalArgumentException("列入日期缺失，或晚于移出日期 (listed on a day, not after its end)");
        }
    }

    /** An entry as it is kept. */
    public record Kept(
            long id,
            String list,
            String authority,
            String document,
            String name,
            Optional<String> uscc,
            boolean ofPerson,
            LocalDate listedOn,
            Optional<LocalDate> endsOn,
            Optional<LocalDate> endedOn,
            Instant importedAt,
            String importedBy) {}

    private static String needed(String value, String field) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > 100) {
            throw new IllegalArgumentException("请填写" + field + "，最多100字");
        }
        return text;
    }
}
