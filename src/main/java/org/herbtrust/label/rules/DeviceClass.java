package org.herbtrust.label.rules;

import java.util.Locale;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Text;

/** What a scan was looked at with, as coarse as that. */
public enum DeviceClass {
    PHONE(Text.of("手机", "phone")),
    TABLET(Text.of("平板", "tablet")),
    COMPUTER(Text.of("电脑", "computer")),
    /** Fetches pages by itself: search engines, previews of links. Not a scan of a package. */
    ROBOT(Text.of("程序", "program")),
    OTHER(Text.of("其他", "other"));

    /** Cubot makes telephones. */
    private static final Pattern ROBOTS =
            Pattern.compile("(?<!cu)bot|spider|crawler|preview|curl/|wget/|python|httpclient|okhttp|headless");

    private final Text title;

    DeviceClass(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** From the {@code User-Agent} header. */
    public static DeviceClass of(String userAgent) {
        String agent = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        if (agent.isEmpty()) {
            return OTHER;
        }
        if (ROBOTS.matcher(agent).find()) {
            return ROBOT;
        }
        if (agent.contains("ipad") || (agent.contains("android") && !agent.contains("mobile"))) {
            return TABLET;
        }
        if (agent.contains("mobile") || agent.contains("iphone") || agent.contains("android")) {
            return PHONE;
        }
        return agent.contains("windows") || agent.contains("macintosh") || agent.contains("linux") ? COMPUTER : OTHER;
    }
}
