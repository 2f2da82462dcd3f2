package org.herbtrust.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Refused;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.Operator;
import org.herbtrust.material.rules.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaterialsTest {

    private static final Materials CATALOGUE = new Materials();
    private static final Divisions DIVISIONS = new Divisions();
    private static final LocalDate LAST_DAY_OF_2020 = LocalDate.of(2025, 9, 30);
    private static final LocalDate FIRST_DAY_OF_2025 = LocalDate.of(2025, 10, 1);

    @Test
    void every_row_of_the_catalogue_can_be_read() {
        assertThat(CATALOGUE.all()).hasSizeGreaterThan(75);
        assertThat(CATALOGUE.violations(FIRST_DAY_OF_2025)).hasSizeGreaterThan(25);
        assertThat(CATALOGUE.items()).hasSizeGreaterThan(100);
    }

    @Test
    void a_code_is_the_pinyin_in_lower_case_and_its_initials_begin_alike() {
        for (Material m : CATALOGUE.all()) {
            assertThat(m.pinyin().toLowerCase(java.util.Locale.ROOT).replace("ü", "v"))
                    .isEqualTo(m.code().value());
            assertThat(m.initials().charAt(0)).isEqualTo(m.code().value().charAt(0));
        }
    }

    @Test
    void pinyin_latin_and_names_are_unique() {
        Set<String> seen = new HashSet<>();
        for (Material m : CATALOGUE.all()) {
            assertThat(seen.add(m.pinyin())).as(m.pinyin()).isTrue();
            assertThat(seen.add(m.latin())).as(m.latin()).isTrue();
            assertThat(seen.add(m.zh())).as(m.zh()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "白术, baizhu",
        "baizhu, baizhu",
        "bai zhu, baizhu",
        "BAIZHU, baizhu",
        "Atractylodis Macro, baizhu",
        "亳芍, baishao",
        "Paeoniae Radix Alba, baishao",
        "元胡, yanhusuo",
        "nüzhenzi, nvzhenzi",
        "北五味子, wuweizi",
        "丹皮, mudanpi"
    })
    void the_closest_material_comes_first(String typed, String code) {
        assertThat(CATALOGUE.search(typed, 5).get(0).code().value()).isEqualTo(code);
    }

    @Test
    void initials_find_all_that_share_them() {
        assertThat(CATALOGUE.search("bz", 10).stream().map(m -> m.code().value()))
                .contains("baizhu", "baizhi");
        assertThat(CATALOGUE.search("Atractylodis", 10).stream().map(Material::zh))
                .contains("白术", "苍术");
    }

    @Test
    void nonsense_and_overlong_questions_find_nothing() {
        assertThat(CATALOGUE.search("qqqq", 10)).isEmpty();
        assertThat(CATALOGUE.search("白".repeat(101), 10)).isEmpty();
        assertThat(CATALOGUE.search("' or 1=1 --", 10)).isEmpty();
    }

    @Test
    void limits_are_those_of_the_day() {
        Limit before = limit("baishao", "water", LAST_DAY_OF_2020).orElseThrow();
        assertThat(before.edition()).isEqualTo("中国药典2020年版");
        assertThat(before.limit()).isEqualByComparingTo("14");
        assertThat(before.verified()).isTrue();

        Limit after = limit("baishao", "water", FIRST_DAY_OF_2025).orElseThrow();
        assertThat(after.edition()).isEqualTo("中国药典2025年版");
        assertThat(after.limit()).isEqualByComparingTo("14");
        assertThat(after.verified()).as("carried over, text not seen").isFalse();

        assertThat(CATALOGUE.limitsInForce(code("baishao"), LocalDate.of(2020, 12, 29)))
                .as("the day before the 2020 edition")
                .isEmpty();
    }

    @Test
    void a_limit_of_a_group_is_to_be_checked_for_goods_that_are_only_thought_to_belong_to_it() {
        assertThat(CATALOGUE.get(code("shanzha")).verified()).isFalse();
        assertThat(limit("shanzha", "cd", LAST_DAY_OF_2020).orElseThrow().verified())
                .isFalse();
        assertThat(limit("shanzha", "so2", LAST_DAY_OF_2020).orElseThrow().verified())
                .as("for all plants")
                .isTrue();
        assertThat(limit("baishao", "cd", LAST_DAY_OF_2020).orElseThrow().verified())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"baishao, 400", "baizhu, 400", "danggui, 150", "juhua, 150", "wugong, 150"})
    void sulphur_dioxide_is_limited_to_400_for_ten_materials_and_150_for_the_rest(String code, BigDecimal mgPerKg) {
        assertThat(limit(code, "so2", LAST_DAY_OF_2020).orElseThrow().limit()).isEqualByComparingTo(mgPerKg);
    }

    @Test
    void exactly_ten_materials_may_have_400() {
        assertThat(CATALOGUE.all().stream().filter(m -> m.groups().contains("so2-400")))
                .hasSize(10);
    }

    @Test
    void minerals_have_no_limit_of_sulphur_dioxide() {
        assertThat(limit("xionghuang", "so2", LAST_DAY_OF_2020)).isEmpty();
    }

    @Test
    void a_trade_form_has_its_own_limits() {
        assertThat(CATALOGUE.variants(code("lianqiao"), LAST_DAY_OF_2020)).containsExactlyInAnyOrder("青翘", "老翘");
        assertThat(CATALOGUE.limitsInForce(code("lianqiao"), Optional.of("青翘"), LAST_DAY_OF_2020).stream()
                        .filter(l -> l.item().equals("impurities"))
                        .map(Limit::limit))
                .containsExactly(new BigDecimal("3"));
        assertThat(CATALOGUE.limitsInForce(code("shanyao"), Optional.of("山药片"), LAST_DAY_OF_2020).stream()
                        .filter(l -> l.item().equals("so2"))
                        .map(Limit::limit))
                .containsExactly(BigDecimal.TEN);
        assertThat(limit("lianqiao", "impurities", LAST_DAY_OF_2020)).isEmpty();
    }

    @Test
    void thirty_three_pesticides_are_banned_in_plants_and_their_limits_are_small() {
        List<Limit> banned = CATALOGUE.limitsInForce(code("danshen"), LAST_DAY_OF_2020).stream()
                .filter(l -> l.item().startsWith("pesticide-"))
                .toList();
        assertThat(banned).hasSize(33).allSatisfy(l -> {
            assertThat(l.operator()).isEqualTo(Operator.NOT_DETECTED);
            assertThat(l.unit()).isEqualTo(Unit.MG_PER_KG);
            assertThat(l.limit()).isBetween(new BigDecimal("0.01"), new BigDecimal("0.2"));
        });
        assertThat(CATALOGUE.limitsInForce(code("wugong"), LAST_DAY_OF_2020).stream()
                        .filter(l -> l.item().startsWith("pesticide-")))
                .isEmpty();
    }

    @Test
    void no_limit_is_absurd() {
        BigDecimal hundred = new BigDecimal("100");
        for (Material m : CATALOGUE.all()) {
            for (Limit l : CATALOGUE.limitsInForce(m.code(), FIRST_DAY_OF_2025)) {
                if (l.unit() == Unit.PERCENT) {
                    assertThat(l.limit()).as(m.code() + " " + l.item()).isLessThan(hundred);
                }
                if (l.item().equals("water")) {
                    assertThat(l.limit()).as(m.code() + " water").isBetween(new BigDecimal("5"), new BigDecimal("20"));
                }
                assertThat(CATALOGUE.item(l.item())).isPresent();
            }
        }
    }

    @Test
    void every_material_dries_to_less_than_it_was_and_has_a_range_for_every_process() {
        for (Material m : CATALOGUE.all()) {
            for (MarketProcess p : CATALOGUE.processes()) {
                assertThat(CATALOGUE.yieldRange(m.code(), p.code(), FIRST_DAY_OF_2025))
                        .as(m.code() + " " + p.code())
                        .isPresent();
            }
            assertThat(CATALOGUE
                            .yieldRange(m.code(), "drying", FIRST_DAY_OF_2025)
                            .orElseThrow()
                            .max())
                    .isLessThanOrEqualTo(BigDecimal.ONE);
        }
        assertThat(CATALOGUE.yieldRange(code("baishao"), "alchemy", FIRST_DAY_OF_2025))
                .isEmpty();
    }

    @Test
    void the_narrower_yield_outranks_and_tells_impossible_from_unusual() {
        YieldRange own = CATALOGUE
                .yieldRange(code("baishao"), "drying", FIRST_DAY_OF_2025)
                .orElseThrow();
        assertThat(own.expectedLow()).isEqualByComparingTo("0.30");
        assertThat(own.allows(new BigDecimal("0.60"))).isTrue();
        assertThat(own.expects(new BigDecimal("0.60"))).isFalse();
        assertThat(own.allows(new BigDecimal("0.95"))).isFalse();
        assertThat(own.verified()).isFalse();
    }

    @Test
    void all_twenty_eight_toxic_materials_need_a_document_whatever_their_source() {
        List<Material> toxic = CATALOGUE.all().stream()
                .filter(m -> CATALOGUE.restrictions(m.code(), "cultivated", FIRST_DAY_OF_2025).stream()
                        .anyMatch(r -> r.id().equals("toxic-28")))
                .toList();
        assertThat(toxic).hasSize(28).extracting(Material::zh).contains("半夏", "天南星", "雄黄");
        assertThat(CATALOGUE.restrictions(code("banxia"), "cultivated", FIRST_DAY_OF_2025))
                .extracting(Restriction::effect)
                .containsExactly(Restriction.Effect.REQUIRE_DOCUMENT);
    }

    @Test
    void protected_materials_are_restricted_when_wild_and_free_when_cultivated() {
        assertThat(CATALOGUE.restrictions(code("huangqin"), "cultivated", FIRST_DAY_OF_2025))
                .isEmpty();
        assertThat(CATALOGUE.restrictions(code("huangqin"), "wild", FIRST_DAY_OF_2025))
                .extracting(Restriction::id)
                .containsExactly("protected-wild-3", "market-protected-wild");
        assertThat(CATALOGUE
                        .restrictions(code("lurong"), "wild", FIRST_DAY_OF_2025)
                        .get(0)
                        .effect())
                .isEqualTo(Restriction.Effect.REFUSE);
        assertThat(CATALOGUE.restrictions(code("lurong"), "cultivated", FIRST_DAY_OF_2025))
                .isEmpty();
        assertThat(CATALOGUE.restrictions(code("baishao"), "wild", FIRST_DAY_OF_2025))
                .isEmpty();
    }

    @Test
    void tiger_bone_and_pangolin_are_refused_from_the_day_of_their_ban() {
        assertThat(CATALOGUE.restrictions(code("hugu"), "purchased", LocalDate.of(1993, 5, 28)))
                .isEmpty();
        assertThat(CATALOGUE.restrictions(code("hugu"), "purchased", LocalDate.of(1993, 5, 29)))
                .extracting(Restriction::effect)
                .containsExactly(Restriction.Effect.REFUSE);
        assertThat(CATALOGUE.restrictions(code("chuanshanjia"), "purchased", FIRST_DAY_OF_2025))
                .extracting(Restriction::id)
                .containsExactly("pangolin-2020");
    }

    @Test
    void a_source_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> CATALOGUE.restrictions(code("huangqin"), "Wild", FIRST_DAY_OF_2025))
                .isInstanceOf(Refused.class);
    }

    @Test
    void an_unknown_material_is_refused_by_name() {
        assertThatThrownBy(() -> CATALOGUE.get(code("unobtainium")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason().status()).isEqualTo(422))
                .hasMessageContaining("unobtainium");
        assertThat(CATALOGUE.find(code("unobtainium"))).isEmpty();
    }

    @Test
    void violations_come_the_gravest_first_and_not_before_their_day() {
        assertThat(CATALOGUE.violations(FIRST_DAY_OF_2025))
                .isSortedAccordingTo(Comparator.comparing(ViolationType::severity))
                .extracting(ViolationType::code)
                .contains("dyeing", "weighting", "sulphur-over-limit", "label-layout", "obstruction");
        assertThat(CATALOGUE.violation("dyeing", LocalDate.of(2019, 11, 30))).isEmpty();
        assertThat(CATALOGUE.violation("dyeing", LocalDate.of(2019, 12, 1))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"PATROL, 10", "SUPERVISION, 10", "SAMPLING, 5", "COMPLAINT, 5", "FOLLOW_UP, 4", "SELF, 5"})
    void every_kind_of_inspection_has_its_questions(String kind, int least) {
        assertThat(CATALOGUE.checklist(kind, FIRST_DAY_OF_2025)).hasSizeGreaterThanOrEqualTo(least);
    }

    @Test
    void a_township_is_written_in_full() {
        assertThat(DIVISIONS.find(new DivisionCode("341602109")).orElseThrow().path())
                .isEqualTo("安徽省亳州市谯城区十九里镇");
        assertThat(DIVISIONS.find(new DivisionCode("110101")).orElseThrow().path())
                .isEqualTo("北京市东城区");
        assertThat(DIVISIONS.find(new DivisionCode("999999"))).isEmpty();
    }

    @Test
    void divisions_are_found_by_code_and_by_name_and_by_what_is_above() {
        assertThat(DIVISIONS.search("十九里", 5)).extracting(Division::name).containsExactly("十九里镇");
        assertThat(DIVISIONS.search("341602", 50)).hasSizeGreaterThan(25);
        assertThat(DIVISIONS.below(Optional.of(new DivisionCode("341600")))).hasSize(4);
        assertThat(DIVISIONS.below(Optional.empty())).hasSizeGreaterThan(30);
        assertThat(DIVISIONS.search("谯城区", 50).get(0).name()).isEqualTo("谯城区");
    }

    @Test
    void a_wrong_row_is_reported_with_file_and_line() throws IOException {
        String file = "code,n\n# remark\na,1\nb,x\n";
        List<CatalogueFile.Row> rows = CatalogueFile.csv("numbers.csv", new StringReader(file));
        assertThat(rows.get(0).decimal("n")).isEqualByComparingTo("1");
        assertThatThrownBy(() -> rows.get(1).decimal("n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("catalogue/numbers.csv line 4")
                .hasMessageContaining("x");
        assertThatThrownBy(() -> CatalogueFile.csv("numbers.csv", new StringReader("code,n\na\n")))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> CatalogueFile.yaml(
                        "p.yaml",
                        new StringReader("- {code: drying, zh: 干燥, en: drying}\n- {code: DRY, zh: 干燥, en: x}\n"),
                        Catalogue.ProcessRow.class))
                .hasMessageContaining("catalogue/p.yaml line 2")
                .hasMessageContaining("DRY");
        assertThatThrownBy(() -> CatalogueFile.yaml(
                        "p.yaml",
                        new StringReader("- {code: drying, zh: 干燥, en: drying, colour: red}\n"),
                        Catalogue.ProcessRow.class))
                .hasMessageContaining("colour");
    }

    private static Optional<Limit> limit(String code, String item, LocalDate day) {
        return CATALOGUE.limitsInForce(code(code), day).stream()
                .filter(l -> l.item().equals(item))
                .findFirst();
    }

    private static MaterialCode code(String value) {
        return new MaterialCode(value);
    }
}
