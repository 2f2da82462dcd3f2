package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private static final Destinations OPEN = new Destinations(Optional.empty());
    private static final Destinations LISTED =
            new Destinations(Optional.of(List.of("localhost:9000", "*.partner.example", "192.168.1.7")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://10.1.2.3/x",
                "https://172.20.0.1/x",
                "https://192.168.0.1/x",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/x",
                "https://0.0.0.0/x",
                "https://[::1]/x",
                "https://[::ffff:10.0.0.1]/x",
                "https://[fe80::1]/x",
                "https://[fd00::1]/x",
                "https://[64:ff9b::a00:1]/x",
                "https://[2002:a00:1::]/x",
                "https://[2001:db8::1]/x",
                "https://224.0.0.1/x",
                "https://localhost/x",
                "http://93.184.215.14/x",
                "ftp://93.184.215.14/x",
                "file:///etc/passwd",
                "https://user:secret@93.184.215.14/x",
                "https://93.184.215.14/x#part",
                "https:///x",
                "not a uri"
            })
    void nothing_inside_and_nothing_but_https_is_called_without_a_list(String dest) {
        assertThatThrownBy(() -> OPEN.check(dest)).isInstanceOf(Refused.class);
    }

    @Test
    void a_public_address_is_called_by_https() throws UnknownHostException {
        Destinations.Target target = OPEN.resolve("https://93.184.215.14/hook?a=b");
        assertThat(target.port()).isEqualTo(443);
        assertThat(target.secure()).isTrue();
        assertThat(target.pathAndQuery()).isEqualTo("/hook?a=b");
        assertThat(OPEN.resolve("https://93.184.215.14").pathAndQuery()).isEqualTo("/");
    }

    @Test
    void a_list_allows_its_hosts_wherever_they_are_and_no_other() {
        assertThatCode(() -> LISTED.check("http://localhost:9000/hook")).doesNotThrowAnyException();
        assertThatCode(() -> LISTED.check("http://192.168.1.7:8080/hook")).doesNotThrowAnyException();
        assertThatCode(() -> LISTED.check("https://a.partner.example/hook")).doesNotThrowAnyException();
        for (String other : List.of(
                "http://localhost:9001/hook",
                "https://93.184.215.14/x",
                "https://partner.example/hook",
                "https://evilpartner.example/hook",
                "http://192.168.1.70/hook")) {
            assertThatThrownBy(() -> LISTED.check(other)).as(other).isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450::1"})
    void neighbours_of_the_special_ranges_are_public(String address) throws UnknownHostException {
        assertThat(Destinations.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
