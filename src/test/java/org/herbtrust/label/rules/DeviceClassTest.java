package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceClassTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0|PHONE",
                "Mozilla/5.0 (Linux; Android 14; 23127PN0CC) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36|PHONE",
                "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15|TABLET",
                "Mozilla/5.0 (Linux; Android 13; SM-X800) AppleWebKit/537.36 Chrome/120 Safari/537.36|TABLET",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36|COMPUTER",
                "Mozilla/5.0 (compatible; Baiduspider/2.0)|ROBOT",
                "curl/8.5.0|ROBOT",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|ROBOT",
                "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/110 Mobile Safari/537.36|PHONE",
                "''|OTHER",
                "somebody|OTHER"
            })
    void theBrowserTellsWhatItRunsOn(String agent, DeviceClass expected) {
        assertThat(DeviceClass.of(agent)).isEqualTo(expected);
    }
}
