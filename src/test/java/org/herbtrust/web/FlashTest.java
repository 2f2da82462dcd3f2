package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FlashTest {

    @Test
    void what_was_said_is_read_back() {
        Flash said = new Flash(true, "已登记进场，标明“来源未追溯”");

        assertThat(Flash.read(said.cookieValue())).contains(said);
    }

    @Test
    void a_forged_cookie_says_nothing() {
        assertThat(Flash.read("+not base 64!")).isEmpty();
        assertThat(Flash.read("")).isEmpty();
        assertThat(Flash.read("+".repeat(10_000))).isEmpty();
    }
}
