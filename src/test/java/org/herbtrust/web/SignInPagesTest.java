package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.herbtrust.kernel.Role;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignInPagesTest {

    @ParameterizedTest
    @CsvSource({
        "/my/harvest, /my/harvest",
        "/merchants?q=a&grade=B, /merchants?q=a&grade=B",
        "https://elsewhere.example/, /my",
        "//elsewhere.example/, /my",
        "'/\\elsewhere.example', /my",
        "javascript:alert(1), /my",
        "'', /my",
    })
    void after_a_sign_in_only_own_pages_are_opened(String next, String opened) {
        assertThat(SignInPages.after(next, Role.GROWER)).isEqualTo(opened);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_has_a_place_to_start(Role role) {
        assertThat(SignInPages.after("", role)).startsWith("/").hasSizeGreaterThan(1);
    }
}
