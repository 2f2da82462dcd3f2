package org.herbtrust.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A sentence that the page after a redirect shows once. It travels in a cookie; a forged one can only show the forger's
 * own words, escaped, to himself.
 */
public record Flash(boolean good, String words) {

    static final String COOKIE = "flash";
    private static final int LONGEST = 300;

    public Flash {
        words = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    String cookieValue() {
        return (good ? "+" : "-")
                + Base64.getUrlEncoder().withoutPadding().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Flash> read(String cookie) {
        if (cookie.length() < 2 || cookie.length() > 4 * LONGEST + 20) {
            return Optional.empty();
        }
        try {
            String words = new String(Base64.getUrlDecoder().decode(cookie.substring(1)), StandardCharsets.UTF_8);
            return Optional.of(new Flash(cookie.charAt(0) == '+', words));
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }
}
