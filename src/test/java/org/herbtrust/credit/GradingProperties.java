package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herbtrust.credit.CreditSamples.DAY;
import static org.herbtrust.credit.CreditSamples.POLICY;
import static org.herbtrust.credit.CreditSamples.STALL;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grading;
import org.herbtrust.credit.rules.MarketView;

class GradingProperties {

    private static final double TINY = 1e-12;
    private static final MarketView MARKET = MarketView.known(
            POLICY,
            LocalDate.of(2026, 1, 1),
            900,
            0.12,
            0.04,
            Map.of(
                    "lenient", new MarketView.InspectorRate(200, 4, 24, 60, 0.9),
                    "strict", new MarketView.InspectorRate(200, 70, 24, 60, 0.9),
                    "new", new MarketView.InspectorRate(5, 1, 0.6, 1, 1)));

    @Property(tries = 300)
    void a_worse_finding_never_raises_the_score(
            @ForAll("files") List<Fact> file,
            @ForAll @IntRange(max = 1000) int pick,
            @ForAll @IntRange(max = 2) int which) {
        int at = pick % file.size();
        Fact f = file.get(at);
        List<Fact> worse = new ArrayList<>(file);
        worse.set(
                at,
                Fact.observation(
                        f.id(),
                        f.type(),
                        f.occurredOn(),
                        f.critical() + (which == 0 ? 1 : 0),
                        f.serious() + (which == 1 ? 1 : 0),
                        f.minor() + (which == 2 ? 1 : 0),
                        f.inspector()));

        assertThat(index(worse)).isGreaterThanOrEqualTo(index(file) - TINY);
    }

    @Property(tries = 300)
    void a_clean_visit_never_lowers_it(
            @ForAll("files") List<Fact> file, @ForAll("inspectors") String inspector, @ForAll("days") LocalDate day) {
        List<Fact> more = new ArrayList<>(file);
        more.add(Fact.observation("one more", FactType.VISIT, day, 0, 0, 0, Optional.of(inspector)));

        assertThat(index(more)).isLessThanOrEqualTo(index(file) + TINY);
    }

    @Property(tries = 100)
    void the_order_of_rows_does_not_matter(@ForAll("files") List<Fact> file, @ForAll long seed) {
        List<Fact> shuffled = new ArrayList<>(file);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(ExplanationJson.bytes(explain(shuffled))).isEqualTo(ExplanationJson.bytes(explain(file)));
    }

    @Property(tries = 100)
    void a_fact_of_the_future_changes_nothing(
            @ForAll("files") List<Fact> file, @ForAll @IntRange(min = 1, max = 400) int daysAhead) {
        List<Fact> more = new ArrayList<>(file);
        more.add(Fact.observation("later", FactType.VISIT, DAY.plusDays(daysAhead), 3, 3, 3, Optional.empty()));

        assertThat(ExplanationJson.bytes(explain(more))).isEqualTo(ExplanationJson.bytes(explain(file)));
    }

    private static double index(List<Fact> file) {
        return explain(file).steps().index();
    }

    private static Explanation explain(List<Fact> file) {
        return Grading.grade(
                POLICY, quarter -> MARKET, new Grading.File(STALL, file, Optional.empty(), List.of()), DAY);
    }

    @Provide
    Arbitrary<List<Fact>> files() {
        Arbitrary<Fact> fact = Combinators.combine(
                        Arbitraries.of(FactType.VISIT, FactType.VISIT, FactType.REINSPECTION, FactType.COMPLAINT_VISIT),
                        days(),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(5, 0),
                                net.jqwik.api.Tuple.of(1, 1),
                                net.jqwik.api.Tuple.of(1, 2)),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3),
                        inspectors())
                .as((type, day, c, s, m, who) ->
                        Fact.observation("x", type, day, c, c == 0 ? s : 0, c == 0 ? m : 0, Optional.of(who)));
        return fact.list().ofMinSize(1).ofMaxSize(14).map(list -> {
            List<Fact> named = new ArrayList<>();
            for (Fact f : list) {
                named.add(Fact.observation(
                        "f" + named.size(),
                        f.type(),
                        f.occurredOn(),
                        f.critical(),
                        f.serious(),
                        f.minor(),
                        f.inspector()));
            }
            return named;
        });
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 1300).map(DAY::minusDays);
    }

    @Provide
    Arbitrary<String> inspectors() {
        return Arbitraries.of("lenient", "strict", "new", "unknown");
    }
}
