package org.herbtrust.casework.rules;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.Text;

/**
 * What stands against an application or request.
 *
 * @param whom the entity or the person behind it, as the register calls them
 * @param until from that day on it stands no more; empty if it has no end
 */
public record Hit(Kind kind, String whom, String document, Optional<LocalDate> until) {

    /** The kinds of hits. */
    public enum Kind {
        OWN_EXIT(Text.of("退出后重新准入期限未满", "its re-entry term is not over")),
        OWN_BLACKLIST(Text.of("列于市场黑名单", "on the market's blacklist")),
        OFFICIAL_LISTING(Text.of("列于严重违法失信名单", "on an official list")),
        PERSON_EXIT(Text.of("相关人员所在经营者退出期限未满", "a person behind it is barred by another exit")),
        PERSON_BLACKLIST(Text.of("相关人员所在经营者列于市场黑名单", "a person behind it is behind a blacklisted entity")),
        PERSON_LISTED(Text.of("相关人员列于官方失信名单或被禁业", "a person behind it is on an official list")),
        MINIMUM_TERM(Text.of("最短公示期未满", "the minimum term is not over")),
        OPEN_CASE(Text.of("尚有未办结的整改、退出或黑名单案件", "a case is still open"));

        private final Text title;

        Kind(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    /** One line of a check report. */
    public String line() {
        return "%s：%s（%s%s）"
                .formatted(
                        whom,
                        kind.title().zh(),
                        document,
                        until.map(day -> "，至" + day).orElse(""));
    }
}
