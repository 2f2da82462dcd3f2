package org.herbtrust.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.People;
import org.herbtrust.inspection.rules.Quotas;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.platform.Command;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DrawsTest {

    private static final Actor SECOND = new Actor("regulator-u", "监管员乙", Role.REGULATOR, Optional.empty());

    @Inject
    Plans plans;

    @Inject
    Draws draws;

    @Inject
    Inspections inspections;

    @Inject
    Bazaar bazaar;

    @Inject
    People people;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @TempDir
    Path folder;

    private Actor first;
    private Actor kin;
    private MerchantId merchant;

    @BeforeEach
    void a_market_with_inspectors() {
        merchant = bazaar.trader();
        first = people.person(Role.INSPECTOR).actor();
        kin = people.person(Role.INSPECTOR).actor();
        people.person(Role.INSPECTOR);
        people.person(Role.INSPECTOR);
    }

    @Test
    void a_plan_visits_for_certain_who_was_never_visited_and_counts_everybody_once() {
        PlanView plan = plans.find(plan()).orElseThrow();

        assertThat(plan.lines()).allSatisfy(l -> assertThat(l.quota()).isBetween(0, l.merchants()));
        assertThat(plan.lines())
                .filteredOn(l -> l.reason() == Quotas.Reason.LONG_UNVISITED)
                .isNotEmpty()
                .allSatisfy(l -> assertThat(l.quota()).isEqualTo(l.merchants()));
        assertThat(plan.visits())
                .isEqualTo(plan.lines().stream().mapToInt(PlanView.Line::quota).sum());
        refused(
                InspectionRefusal.NOT_YOURS_TO_PLAN,
                () -> plans.make("季度计划", today(), today().plusDays(90), Bazaar.INSPECTOR));
        assertThatThrownBy(() -> plans.make("倒过来", today(), today().minusDays(1), Bazaar.REGULATOR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_draw_can_be_made_again_by_anybody_from_what_is_published() throws IOException {
        draws.declareKinship(kin.account(), merchant, "兄弟", kin);
        inspections.record(bazaar.visit(merchant, VisitKind.PATROL), first);
        long id = committed();

        DrawView committed = draws.find(id).orElseThrow();
        assertThat(committed.state()).isEqualTo(DrawView.State.COMMITTED);
        assertThat(committed.seed()).isEmpty();
        RestAssured.get("/api/v1/draws/" + id + "/inputs").then().statusCode(404);

        draws.freeze(id, Bazaar.REGULATOR);
        String frozen = RestAssured.get("/api/v1/draws/" + id + "/inputs").asString();
        assertThat(frozen)
                .doesNotContain("\"seed\"")
                .doesNotContain(kin.account())
                .doesNotContain(merchant.toString())
                .doesNotContain("TIER", "UNVISITED");

        DrawView drawn = draws.reveal(id, "3D 2026-11-24: 5 1 8", SECOND);
        ledger.sequenceNow();
        DrawView inLedger = draws.find(id).orElseThrow();
        assertThat(inLedger.commitmentIndex().orElseThrow())
                .isLessThan(inLedger.rosterIndex().orElseThrow());
        assertThat(inLedger.rosterIndex().orElseThrow())
                .isLessThan(inLedger.resultIndex().orElseThrow());
        assertThat(drawn.visits())
                .isNotEmpty()
                .filteredOn(v -> v.merchant().equals(merchant))
                .allSatisfy(v -> {
                    assertThat(v.inspectors()).doesNotContain(kin.account(), first.account());
                });

        byte[] inputs = RestAssured.get("/api/v1/draws/" + id + "/inputs").asByteArray();
        String list = RestAssured.get("/api/v1/draws/" + id + "/list").asString();
        Path file = Files.write(folder.resolve("draw.json"), inputs);
        assertThat(run(file)).isEqualTo(list);

        // whoever alters the roster, the seed or the list is found out
        String text = new String(inputs, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> change : Map.of(
                        "\"mostVisits\":60",
                        "\"mostVisits\":61",
                        "\"seed\":\"" + drawn.seed().orElseThrow().substring(0, 4),
                        "\"seed\":\"" + (drawn.seed().orElseThrow().startsWith("0000") ? "0001" : "0000"),
                        "\"result\":[\"",
                        "\"result\":[\"x")
                .entrySet()) {
            assertThat(text).contains(change.getKey());
            Files.writeString(file, text.replace(change.getKey(), change.getValue()));
            assertThat(status(file)).as(change.getKey()).isEqualTo(Command.BAD_INPUT);
        }
    }

    @Test
    void the_one_who_made_the_seed_does_not_tell_it_and_each_step_comes_once() {
        long id = committed();
        refused(InspectionRefusal.DRAW_STEP, () -> draws.reveal(id, "", SECOND));
        draws.freeze(id, Bazaar.REGULATOR);
        refused(InspectionRefusal.DRAW_STEP, () -> draws.freeze(id, Bazaar.REGULATOR));
        refused(InspectionRefusal.DRAW_OWN, () -> draws.reveal(id, "", Bazaar.REGULATOR));
        draws.reveal(id, "", SECOND);
        refused(InspectionRefusal.DRAW_STEP, () -> draws.reveal(id, "another", SECOND));
        refused(InspectionRefusal.DRAW_UNKNOWN, () -> draws.freeze(987_654_321L, Bazaar.REGULATOR));
        refused(InspectionRefusal.NOT_YOURS_TO_PLAN, () -> draws.commit("抽取", 1, Bazaar.INSPECTOR));
    }

    @Test
    void the_roster_is_not_frozen_before_the_seeds_hash_is_in_the_log() {
        long id = MarketClock.at(clock.instant(), () -> draws.commit("立即冻结", plan(), Bazaar.REGULATOR));
        if (draws.find(id).orElseThrow().commitmentIndex().isEmpty()) {
            refused(InspectionRefusal.DRAW_STEP, () -> draws.freeze(id, Bazaar.REGULATOR));
        }
        ledger.sequenceNow();
        draws.freeze(id, Bazaar.REGULATOR);
    }

    @Test
    void a_seed_that_is_not_told_in_time_breaks_the_draw_for_all_to_see() {
        long id = committed();
        draws.freeze(id, Bazaar.REGULATOR);

        MarketClock.at(clock.instant().plus(Duration.ofDays(3)), () -> {
            assertThat(draws.find(id).orElseThrow().state()).isEqualTo(DrawView.State.BROKEN);
            refused(InspectionRefusal.DRAW_BROKEN, () -> draws.reveal(id, "", SECOND));
        });
        assertThat(draws.list()).extracting(DrawView::id).contains(id);
    }

    @Test
    void a_drawn_visit_is_open_until_one_of_those_who_were_drawn_was_there() {
        long id = committed();
        draws.freeze(id, Bazaar.REGULATOR);
        DrawView.Drawn visit = withTeam(draws.reveal(id, "", SECOND));
        Actor passingBy = new Actor("inspector-passing-by", "检查员丙", Role.INSPECTOR, Optional.empty());
        inspections.record(bazaar.visit(visit.merchant(), VisitKind.PATROL), passingBy);

        assertThat(again(id, visit)).satisfies(v -> {
            assertThat(v.done()).isFalse();
            assertThat(v.byOthers()).isTrue();
        });
        assertThat(draws.open(Optional.of(visit.inspectors().get(0))))
                .extracting(Draws.OpenVisit::merchant)
                .contains(visit.merchant());

        inspections.record(bazaar.visit(visit.merchant(), VisitKind.PATROL), drawn(visit));

        assertThat(again(id, visit).done()).isTrue();
        assertThat(draws.open(Optional.of(visit.inspectors().get(0))))
                .extracting(Draws.OpenVisit::merchant)
                .doesNotContain(visit.merchant());
    }

    @Test
    void kin_is_in_the_roster_that_is_drawn_from() {
        draws.declareKinship(kin.account(), merchant, "兄弟", kin);
        inspections.record(bazaar.visit(merchant, VisitKind.PATROL), first);
        long id = committed();
        draws.freeze(id, Bazaar.REGULATOR);

        Map<String, Set<String>> conflicts = conflicts(id);
        assertThat(conflicts.values())
                .as("the one who is kin and the one who was there last, at one merchant")
                .anySatisfy(inspectors -> assertThat(inspectors)
                        .contains(InspectorCode.of(kin.account()), InspectorCode.of(first.account())));
    }

    @Test
    void the_whole_team_of_the_last_draw_stays_away_from_the_next() {
        long once = committed();
        draws.freeze(once, Bazaar.REGULATOR);
        DrawView.Drawn visit = withTeam(draws.reveal(once, "", SECOND));
        assertThat(visit.codes()).hasSize(2);
        inspections.record(bazaar.visit(visit.merchant(), VisitKind.PATROL), drawn(visit));

        long next = committed();
        draws.freeze(next, Bazaar.REGULATOR);

        assertThat(conflicts(next).values())
                .anySatisfy(inspectors -> assertThat(inspectors).containsAll(visit.codes()));
    }

    private static DrawView.Drawn withTeam(DrawView draw) {
        return draw.visits().stream()
                .filter(v -> v.inspectors().size() > 1)
                .findFirst()
                .orElseThrow();
    }

    private DrawView.Drawn again(long draw, DrawView.Drawn visit) {
        return draws.find(draw).orElseThrow().visits().stream()
                .filter(v -> v.no() == visit.no())
                .findFirst()
                .orElseThrow();
    }

    private static Actor drawn(DrawView.Drawn visit) {
        return new Actor(visit.inspectors().get(0), "检查员", Role.INSPECTOR, Optional.empty());
    }

    /** Codes of inspectors by the code of the merchant that they stay away from. */
    private static Map<String, Set<String>> conflicts(long draw) {
        List<Map<String, String>> pairs =
                RestAssured.get("/api/v1/draws/" + draw + "/inputs").jsonPath().getList("conflicts");
        return pairs.stream()
                .collect(Collectors.groupingBy(
                        p -> p.get("merchant"), Collectors.mapping(p -> p.get("inspector"), Collectors.toSet())));
    }

    @Test
    void only_the_office_takes_a_declared_kinship_back() {
        draws.declareKinship(kin.account(), merchant, "", kin);
        draws.declareKinship(kin.account(), merchant, "", kin);
        List<Draws.Kinship> mine = draws.kinships(kin);
        assertThat(mine).hasSize(1);
        assertThat(draws.kinships(first)).isEmpty();
        refused(
                InspectionRefusal.NOT_YOURS_TO_PLAN,
                () -> draws.endKinship(mine.get(0).id(), kin));
        refused(InspectionRefusal.NOT_YOURS_TO_PLAN, () -> draws.declareKinship(kin.account(), merchant, "", first));
        draws.endKinship(mine.get(0).id(), Bazaar.OFFICE);
        assertThat(draws.kinships(kin)).isEmpty();
    }

    private long committed() {
        long id = draws.commit("季度双随机抽查", plan(), Bazaar.REGULATOR);
        ledger.sequenceNow();
        return id;
    }

    private long plan() {
        return plans.make("测试计划", today(), today().plusDays(90), Bazaar.REGULATOR);
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }

    private static String run(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new DrawCommand()
                .run(
                        List.of("--input", file.toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isEqualTo(Command.DONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int status(Path file) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new DrawCommand().run(List.of("--input", file.toString()), nowhere, nowhere);
    }

    private static void refused(InspectionRefusal reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }
}
