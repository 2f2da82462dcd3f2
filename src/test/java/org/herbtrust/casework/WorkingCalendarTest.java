package org.herbtrust.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.herbtrust.casework.Docket.OFFICER;
import static org.herbtrust.casework.Docket.REGULATOR;
import static org.herbtrust.casework.Docket.on;
import static org.herbtrust.casework.Docket.party;
import static org.herbtrust.casework.Docket.refused;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.Samples;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.MarketPeople;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkingCalendarTest {

    /** Years far ahead: no other test may find them known. */
    private static final String ARRANGEMENT = """
            year: 2151
            source: 关于2151年部分节假日安排的通知（试验）
            holidays: [2150-12-31, 2151-01-01, 2151-02-05, 2151-02-08, 2151-02-09, 2151-04-05, 2151-05-01,
              2151-06-10, 2151-10-01, 2151-10-02, 2151-10-03, 2151-10-04]
            workdays: [2151-02-06]
            """;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Casework casework;

    @Inject
    Samples samples;

    @Inject
    MarketPeople people;

    @Test
    void a_year_counts_when_a_second_official_has_confirmed_it_and_opens_the_way_for_cases() {
        MerchantId merchant = samples.trader().merchant().orElseThrow();
        Opening opening = new Opening(merchant, ProcedureKind.EXIT, "obstruction", Docket.FACTS, List.of());
        refused(CaseworkRefusal.NO_CALENDAR, "2151-03-01", () -> casework.open(opening, OFFICER));

        long id = calendar.load(bytes(ARRANGEMENT), OFFICER);

        assertThat(calendar.knows(2151)).isFalse();
        refused(CaseworkRefusal.SAME_PERSON, "2151-01-01", () -> confirm(id, OFFICER));
        refused(CaseworkRefusal.WRONG_ROLE, "2151-01-01", () -> confirm(id, party(merchant)));
        refused(CaseworkRefusal.CALENDAR, "2151-01-01", () -> confirm(Long.MAX_VALUE, REGULATOR));
        confirm(id, REGULATOR);
        assertThat(calendar.knows(2151)).isTrue();
        // the last day of the year before does not make that year known
        assertThat(calendar.knows(2150)).isFalse();
        assertThat(calendar.days().plus(LocalDate.parse("2151-02-04"), 1)).isEqualTo("2151-02-06");
        refused(CaseworkRefusal.CALENDAR, "2151-01-01", () -> calendar.load(bytes(ARRANGEMENT), OFFICER));
        assertThat(on("2151-03-01", () -> casework.open(opening, OFFICER))).isNotNull();
    }

    @Test
    void an_arrangement_that_cannot_be_is_refused_with_its_reason() {
        wrong(ARRANGEMENT.replace("2151-10-02, ", ""), "2151-10-02");
        wrong(ARRANGEMENT.replace("[2151-02-06]", "[2151-02-10]"), "2151-02-10");
        wrong(ARRANGEMENT.replace("[2151-02-06]", "[2152-02-05]"), "2152");
        wrong(ARRANGEMENT.replace("2151-06-10", "2151-10-01"), "twice");
        wrong(ARRANGEMENT.replace("2151-06-10", "midsummer"), "midsummer");
        wrong(ARRANGEMENT.replace("source: 关于2151年部分节假日安排的通知（试验）", "source: x"), "来源");
        wrong(ARRANGEMENT + "more: 1\n", "more");
        refused(
                CaseworkRefusal.CALENDAR,
                "2026-01-01",
                () -> calendar.load(
                        bytes(ARRANGEMENT
                                .replace("2151", "2026")
                                .replace("2150", "2025")
                                .replace("[2026-02-06]", "[2026-02-07]")),
                        OFFICER));
    }

    @Test
    void over_REST_it_is_loaded_as_a_file() {
        MarketPeople.Person first = people.person(Role.ADMIN);
        String body =
                ARRANGEMENT.replace("2151", "2157").replace("2150", "2156").replace("[2157-02-06]", "[]");
        int id = first.asks()
                .contentType("application/yaml")
                .body(bytes(body))
                .post("/api/v1/calendars")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        first.asks()
                .post("/api/v1/calendars/" + id + "/confirmation")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/case-same-person"));
        people.person(Role.INSPECTOR)
                .asks()
                .contentType("application/yaml")
                .body(bytes(body))
                .post("/api/v1/calendars")
                .then()
                .statusCode(403);
        people.person(Role.OFFICE)
                .asks()
                .post("/api/v1/calendars/" + id + "/confirmation")
                .then()
                .statusCode(204);
        assertThat(calendar.knows(2157)).isTrue();
    }

    private Object confirm(long id, org.herbtrust.kernel.Actor by) {
        calendar.confirm(id, by);
        return null;
    }

    private void wrong(String file, String reason) {
        assertThatThrownBy(() -> calendar.load(bytes(file), OFFICER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
