package org.herbtrust.casework;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.herbtrust.casework.Docket.OFFICER;
import static org.herbtrust.casework.Docket.on;
import static org.herbtrust.casework.Docket.party;
import static org.herbtrust.casework.Docket.refused;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herbtrust.Samples;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CaseAlarmsTest {

    @Inject
    Docket docket;

    @Inject
    Casework casework;

    @Inject
    CaseAlarms alarms;

    @Inject
    Samples samples;

    @Inject
    Heard heard;

    @ApplicationScoped
    static class Heard {
        private final List<StepOverdue> news = new CopyOnWriteArrayList<>();

        List<StepOverdue> of(CaseId id) {
            return news.stream().filter(n -> n.caseId().equals(id)).toList();
        }

        void overdue(@Observes StepOverdue late) {
            news.add(late);
        }
    }

    @Test
    void a_step_that_nobody_takes_in_time_is_alarmed_once_and_counted_until_it_is_taken() {
        MerchantId merchant = samples.trader().merchant().orElseThrow();
        CaseId id = on(
                "2026-03-02",
                () -> casework.open(
                        new Opening(merchant, ProcedureKind.EXIT, "obstruction", Docket.FACTS, List.of()), OFFICER));

        on("2026-03-09", () -> alarms.alarm());
        assertThat(heard.of(id)).isEmpty();
        on("2026-03-10", () -> alarms.alarm());
        on("2026-03-10", () -> alarms.alarm());
        on("2026-03-11", () -> alarms.alarm());

        assertThat(heard.of(id)).singleElement().satisfies(n -> assertThat(n.dueOn())
                .isEqualTo("2026-03-09"));
        assertThat(on("2026-03-10", () -> casework.deadlines(0, OFFICER)))
                .filteredOn(c -> c.id().equals(id))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.overdue()).isTrue();
                    assertThat(c.next()).isNotEmpty();
                });
        assertThat(on("2026-03-09", () -> casework.deadlines(0, OFFICER)))
                .filteredOn(c -> c.id().equals(id))
                .allMatch(c -> !c.overdue());
        int late = on("2026-03-10", () -> casework.workload()).overdue();
        on("2026-03-10", () -> {
            alarms.measure();
            return null;
        });
        given().get("/q/metrics").then().statusCode(200).body(containsString("herbtrust_cases_overdue{"));
        on("2026-03-10", () -> casework.serveNotice(id, OFFICER));
        assertThat(on("2026-03-10", () -> casework.workload()).overdue()).isEqualTo(late - 1);
        refused(CaseworkRefusal.NOT_YOURS, "2026-03-10", () -> casework.deadlines(7, party(merchant)));
    }
}
