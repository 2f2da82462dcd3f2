package org.herbtrust.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.LineDiff;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CatalogueDraftsTest {

    private static final Actor DRAFTER = regulator("drafter");
    private static final Actor SECOND = regulator("second");

    @Inject
    CatalogueDrafts drafts;

    @Inject
    Materials materials;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Test
    void an_approved_text_holds_from_its_day_on_and_the_days_before_keep_what_they_had() {
        LocalDate day = today().plusDays(400); // far off, so that no other test notices
        String before = drafts.text("limits.csv");
        String stricter = before + "juhua,,cd,<=,0.5,mg/kg,,中国药典2025年版," + day + ",,测试依据,false\n";

        long id = drafts.propose("limits.csv", sha256(before), stricter, day, "测试：增补镉限度", DRAFTER);
        assertThat(drafts.find(id).orElseThrow().state()).isEqualTo(DraftView.State.PROPOSED);
        assertThat(cadmium(day)).isEmpty();
        assertThat(drafts.diff(id)).singleElement().satisfies(stretch -> assertThat(stretch)
                .filteredOn(l -> l.change() == LineDiff.Change.ADDED)
                .singleElement()
                .satisfies(l -> assertThat(l.text()).contains("juhua,,cd")));

        DraftView approved = drafts.approve(id, "已核对", SECOND);

        assertThat(approved.decidedBy()).contains("second");
        assertThat(cadmium(day.minusDays(1))).isEmpty();
        assertThat(cadmium(day)).isPresent();
        ledger.sequenceNow();
        assertThat(ledger.indexOf(LeafKind.POLICY, "catalogue/limits.csv/" + id))
                .isPresent();
        assertThat(drafts.diff(id)).hasSize(1);

        // back to the text before: a new draft, from a later day on
        long back = drafts.propose("limits.csv", sha256(stricter), before, day.plusDays(1), "恢复", SECOND);
        drafts.approve(back, "", DRAFTER);
        assertThat(cadmium(day)).isPresent();
        assertThat(cadmium(day.plusDays(1))).isEmpty();
        assertThat(drafts.text("limits.csv")).isEqualTo(before);
    }

    @Test
    void nobody_approves_their_own_draft_and_only_regulators_draft() {
        String text = drafts.text("focus.yaml");
        String changed = text.replace("percent: 60", "percent: 61");
        long id = drafts.propose("focus.yaml", sha256(text), changed, today().plusDays(300), "测试", DRAFTER);

        refused(MaterialRefusal.DRAFT_OWN, () -> drafts.approve(id, "", DRAFTER));
        Actor inspector = new Actor("i", "检查员", Role.INSPECTOR, Optional.empty());
        refused(MaterialRefusal.DRAFT_NOT_YOURS, () -> drafts.approve(id, "", inspector));
        refused(
                MaterialRefusal.DRAFT_NOT_YOURS,
                () -> drafts.propose("focus.yaml", sha256(text), changed, today().plusDays(1), "测试", inspector));

        drafts.reject(id, "不需要", SECOND);
        refused(MaterialRefusal.DRAFT_DECIDED, () -> drafts.approve(id, "", SECOND));
        assertThat(drafts.text("focus.yaml")).isEqualTo(text);
    }

    @Test
    void a_draft_is_read_as_at_the_start_and_the_line_that_is_wrong_is_named() {
        String text = drafts.text("items.csv");
        refused(
                MaterialRefusal.DRAFT_WRONG,
                () -> propose("items.csv", text + "colour,色度,colour,furlong,通则0000,assay-below-limit\n"),
                "items.csv line",
                "furlong");
        refused(
                MaterialRefusal.DRAFT_WRONG,
                () -> propose("focus.yaml", drafts.text("focus.yaml").replace("honghua", "unheardof")),
                "unheardof");
        refused(
                MaterialRefusal.DRAFT_WRONG,
                () -> propose("periods.yaml", drafts.text("periods.yaml").replace("retest-window", "retest-time")),
                "retest-window");
        refused(MaterialRefusal.DRAFT_WRONG, () -> propose("items.csv", text), "没有变化");
        refused(MaterialRefusal.DRAFT_UNKNOWN, () -> propose("divisions.csv", "code,name,parent\n"));
    }

    @Test
    void the_past_and_the_present_day_cannot_be_changed() {
        String text = drafts.text("focus.yaml");
        refused(
                MaterialRefusal.DRAFT_WRONG,
                () -> drafts.propose("focus.yaml", sha256(text), text + "# 今天\n", today(), "测试", DRAFTER),
                "明天");
        long id = drafts.propose("focus.yaml", sha256(text), text + "# 后天\n", today().plusDays(2), "测试", DRAFTER);
        refused(
                MaterialRefusal.DRAFT_WRONG,
                () -> MarketClock.at(clock.instant().plusSeconds(2 * 86_400), () -> drafts.approve(id, "", SECOND)));
    }

    @Test
    void a_draft_made_from_a_text_that_holds_no_more_is_refused() {
        String text = drafts.text("yields.csv");
        long first = propose("yields.csv", text + "# one\n");
        long second = propose("yields.csv", text + "# two\n");
        drafts.approve(first, "", SECOND);

        refused(MaterialRefusal.DRAFT_OUTDATED, () -> drafts.approve(second, "", SECOND));
        refused(
                MaterialRefusal.DRAFT_OUTDATED,
                () -> drafts.propose(
                        "yields.csv", sha256(text), text + "# three\n", today().plusDays(720), "测试", DRAFTER));
    }

    @Test
    void a_text_does_not_hold_before_one_that_was_approved_and_is_still_to_come() {
        LocalDate july = today().plusDays(600);
        String text = drafts.text("inspection-numbers.yaml");
        long a = drafts.propose("inspection-numbers.yaml", sha256(text), text + "# A\n", july, "测试", DRAFTER);
        long early = drafts.propose(
                "inspection-numbers.yaml", sha256(text), text + "# B\n", july.minusDays(1), "测试", DRAFTER);
        drafts.approve(a, "", SECOND);

        String withA = drafts.text("inspection-numbers.yaml");
        refused(
                MaterialRefusal.DRAFT_WRONG,
                () -> drafts.propose(
                        "inspection-numbers.yaml", sha256(withA), withA + "# B\n", july.minusDays(1), "测试", DRAFTER),
                july.toString());
        refused(MaterialRefusal.DRAFT_WRONG, () -> drafts.approve(early, "", SECOND), july.toString());
        long same = drafts.propose("inspection-numbers.yaml", sha256(withA), withA + "# B\n", july, "测试", DRAFTER);
        drafts.approve(same, "", SECOND);
        assertThat(drafts.text("inspection-numbers.yaml")).endsWith("# A\n# B\n");
    }

    @Test
    void a_text_must_be_readable_beside_the_files_of_its_first_day_and_not_only_beside_the_newest() {
        LocalDate july = today().plusDays(700);
        String items = drafts.text("items.csv");
        long item = drafts.propose(
                "items.csv",
                sha256(items),
                items + "colour,色度,colour,%,通则0000,assay-below-limit\n",
                july,
                "测试",
                DRAFTER);
        drafts.approve(item, "", SECOND);
        String limits = drafts.text("limits.csv");
        String using = limits + "juhua,,colour,<=,5,%,,中国药典2025年版," + july + ",,测试依据,false\n";

        refused(
                MaterialRefusal.DRAFT_WRONG,
                () -> drafts.propose("limits.csv", sha256(limits), using, july.minusDays(1), "测试", DRAFTER),
                "limits.csv line",
                "colour");
        assertThat(drafts.propose("limits.csv", sha256(limits), using, july, "测试", DRAFTER))
                .isPositive();
    }

    @Test
    void goods_taken_out_of_a_group_are_in_it_until_that_day() {
        LocalDate nextYear = today().plusDays(410);
        MaterialCode dangshen = new MaterialCode("dangshen");
        assertThat(sulphur(dangshen, today())).isEqualByComparingTo("400");
        String text = drafts.text("materials.csv");
        String line =
                text.lines().filter(l -> l.startsWith("dangshen,")).findFirst().orElseThrow();
        String changed = text.replace(line, line.replace("|so2-400", ""));
        drafts.approve(drafts.propose("materials.csv", sha256(text), changed, nextYear, "测试", DRAFTER), "", SECOND);

        assertThat(sulphur(dangshen, today())).isEqualByComparingTo("400");
        assertThat(sulphur(dangshen, nextYear.minusDays(1))).isEqualByComparingTo("400");
        assertThat(sulphur(dangshen, nextYear)).isEqualByComparingTo("150");
        assertThat(materials.find(dangshen, nextYear.minusDays(1)).orElseThrow().groups())
                .contains("so2-400");
    }

    private BigDecimal sulphur(MaterialCode code, LocalDate day) {
        return materials.limitsInForce(code, day).stream()
                .filter(l -> l.item().equals("so2"))
                .findFirst()
                .orElseThrow()
                .limit();
    }

    private long propose(String file, String text) {
        return drafts.propose(
                file,
                file.equals("divisions.csv") ? "" : sha256(drafts.text(file)),
                text,
                today().plusDays(720),
                "测试",
                DRAFTER);
    }

    private Optional<Limit> cadmium(LocalDate day) {
        return materials.limitsInForce(new MaterialCode("juhua"), day).stream()
                .filter(l -> l.item().equals("cd"))
                .findFirst();
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(CatalogueTexts.sha256(text));
    }

    private static Actor regulator(String account) {
        return new Actor(account, "监管员", Role.REGULATOR, Optional.empty());
    }

    private static void refused(
            MaterialRefusal reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, no -> {
            assertThat(no.reason()).isEqualTo(reason);
            for (String word : words) {
                assertThat(no).hasMessageContaining(word);
            }
        });
    }
}
