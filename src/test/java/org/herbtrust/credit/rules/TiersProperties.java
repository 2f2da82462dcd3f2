package org.herbtrust.credit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.herbtrust.credit.PolicyFile;

class TiersProperties {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    private static final Policy POLICY = shipped();

    private static final Map<LocalDate, MarketView> VIEWS = new ConcurrentHashMap<>();

    private static MarketView market(LocalDate quarter) {
        return VIEWS.computeIfAbsent(quarter, q -> MarketView.unknown(POLICY, q));
    }

    @Property(tries = 200)
    void going_on_from_today_is_replaying_from_the_start(
            @ForAll("files") List<Fact> file,
            @ForAll("later") List<Fact> later,
            @ForAll @IntRange(min = 1, max = 700) int days) {
        LocalDate then = TODAY.plusDays(days);
        List<Fact> more = new ArrayList<>(file);
        later.stream().filter(f -> f.isKnown(then)).forEach(more::add);

        Tiers.Standing whole = Tiers.replay(POLICY, TiersProperties::market, more, then);
        Tiers.Standing goneOn = Tiers.goOn(
                POLICY,
                TiersProperties::market,
                more,
                Tiers.atRest(POLICY, TiersProperties::market, file, TODAY),
                TODAY,
                then);

        assertThat(goneOn).isEqualTo(whole);
    }

    @Property(tries = 200)
    void a_cheap_bound_never_hides_a_move(
            @ForAll("files") List<Fact> file, @ForAll @IntRange(min = 1, max = 99) int percent) {
        Window window = new Window(POLICY, file);
        window.advanceTo(TODAY);
        Index index = Index.of(POLICY, market(TODAY), window.facts(), TODAY);
        double border = percent / 100.0;
        double above = index.above(border);

        assertThat(index.mayBeAbove(border, 0.65)).isIn(true, above >= 0.65);
        assertThat(index.mayBeBelow(border, 0.65)).isIn(true, 1 - above >= 0.65);
    }

    @Provide
    Arbitrary<List<Fact>> files() {
        return facts("f", -1300, 0);
    }

    @Provide
    Arbitrary<List<Fact>> later() {
        return facts("l", 1, 700);
    }

    private static Arbitrary<List<Fact>> facts(String prefix, int from, int to) {
        Arbitrary<Fact> fact = Combinators.combine(
                        Arbitraries.of(FactType.VISIT, FactType.VISIT, FactType.REINSPECTION),
                        Arbitraries.integers().between(from, to),
                        Arbitraries.of(0, 0, 0, 1),
                        Arbitraries.of(0, 0, 1, 2),
                        Arbitraries.integers().between(0, 3))
                .as((type, day, c, s, m) ->
                        Fact.observation("x", type, TODAY.plusDays(day), c, s, m, Optional.empty()));
        return fact.list().ofMinSize(1).ofMaxSize(12).map(list -> {
            List<Fact> named = new ArrayList<>();
            for (Fact f : list) {
                named.add(Fact.observation(
                        prefix + named.size(),
                        f.type(),
                        f.occurredOn(),
                        f.critical(),
                        f.serious(),
                        f.minor(),
                        Optional.empty()));
            }
            return named;
        });
    }

    private static Policy shipped() {
        try (InputStream in =
                TiersProperties.class.getResourceAsStream("/traceability-schema/policy/credit-1.0.yaml")) {
            return PolicyFile.read("credit-1.0.yaml", in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
