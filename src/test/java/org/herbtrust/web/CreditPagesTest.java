package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.credit.CreditPolicies;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The pages of the rules, of early warning and of past grades, as a browser without scripts sees them. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CreditPagesTest {

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    CreditPolicies policies;

    private Visitor as(Role role) {
        return new Visitor().signedIn(people.person(role).actor().account(), People.PASSWORD);
    }

    private String changed() {
        Random random = new Random();
        return policies.list()
                .get(policies.list().size() - 1)
                .file()
                .replaceFirst(
                        "version: credit-1.0",
                        "version: credit-" + (100 + random.nextInt(900)) + "." + (100 + random.nextInt(900)))
                .replaceFirst("validFrom: 2024-01-01", "validFrom: 2199-02-01")
                .replace("halfLifeDays: 1460", "halfLifeDays: 1000");
    }

    @Test
    void a_malformed_draft_is_shown_again_with_the_line_that_is_wrong() {
        Visitor regulator = as(Role.REGULATOR);
        String typed = changed().replace("probability: 0.65", "probability: lots");

        Response answer = regulator.post("/credit-policies/new", "/credit-policies", Map.of("file", typed));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString())
                .contains("出错的行")
                .contains("<b>  probability: lots")
                .contains("halfLifeDays: 1000");
    }

    @Test
    void one_drafts_and_another_approves_having_seen_the_difference() {
        Visitor drafter = as(Role.REGULATOR);
        Response kept = drafter.post("/credit-policies/new", "/credit-policies", Map.of("file", changed()));
        assertThat(kept.statusCode()).isEqualTo(303);
        String page = kept.header("Location").replaceFirst("^https?://[^/]+", "");

        String own = drafter.get(page).asString();
        assertThat(own).contains("halfLifeDays: 1000").contains("请另一名监管人员").doesNotContain("/approval");

        Visitor second = as(Role.REGULATOR);
        String shown = second.get(page).asString();
        assertThat(shown).contains("/approval");
        String sha256 = shown.replaceAll("(?s).*name=\"sha256\" value=\"([0-9a-f]{64})\".*", "$1");
        assertThat(second.post(page, page + "/approval", Map.of("sha256", sha256))
                        .statusCode())
                .isEqualTo(303);
        assertThat(second.get(page).asString()).contains("已批准");
        assertThat(as(Role.OFFICE).get("/credit-policies").statusCode()).isEqualTo(200);
    }

    @Test
    void early_warning_is_for_officials_and_says_so_where_there_is_nothing() {
        assertThat(as(Role.REGULATOR).get("/warnings").asString())
                .contains("早期预警")
                .contains("检查尺度");
        for (String path : new String[] {"/warnings", "/credit-policies"}) {
            assertThat(as(Role.INSPECTOR).get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(new Visitor().get("/warnings").statusCode()).isEqualTo(303);
    }

    @Test
    void a_merchant_sees_its_own_past_grades_and_nobody_elses() {
        Actor sample = samples.grower();
        MerchantId own = sample.merchant().orElseThrow();
        Visitor grower = new Visitor().signedIn(people.of(sample).actor().account(), People.PASSWORD);
        Visitor stranger =
                new Visitor().signedIn(people.of(samples.trader()).actor().account(), People.PASSWORD);
        String today = LocalDate.now(Market.ZONE).toString();

        assertThat(grower.get("/past-grades/" + own + "?day=" + today).statusCode())
                .isEqualTo(200);
        assertThat(stranger.get("/past-grades/" + own + "?day=" + today).statusCode())
                .isEqualTo(403);

        assertThat(as(Role.REGULATOR)
                        .get("/past-grades/" + own + "?day=" + today)
                        .asString())
                .contains("当时所知")
                .contains("今天所知")
                .contains("准入协议");
        assertThat(as(Role.REGULATOR)
                        .get("/past-grades/" + own + "?day=2999-01-01")
                        .statusCode())
                .isEqualTo(422);
        assertThat(as(Role.REGULATOR)
                        .get("/past-grades/" + own + "?day=yesterday")
                        .statusCode())
                .isEqualTo(400);
        assertThat(as(Role.INSPECTOR).get("/past-grades/" + own).statusCode()).isEqualTo(403);
        assertThat(grower.get("/my/credit").asString()).contains("/past-grades/");
        assertThat(grower.get("/my/credit").asString()).contains("评级依据");
    }
}
