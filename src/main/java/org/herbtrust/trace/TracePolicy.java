package org.herbtrust.trace;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.material.Material;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.platform.DatedFile;
import org.herbtrust.trace.rules.SaleRule;
import org.herbtrust.trace.rules.YearBalance;

/**
 * The rules of trade that the trace is checked by, from {@code traceability-schema/policy}: who may sell to whom, what a year
 * must balance to, what a field can bear. A wrong row stops the start.
 */
@Singleton
class TracePolicy {

    private static final String NAME = "trace-1.0.yaml";
    private static final Set<String> CERTAINTIES = Set.of("V", "H", "M", "L", "OURS");

    /** When a row holds, and what it rests on. */
    private record Validity(LocalDate from, Optional<LocalDate> to) {
        boolean includes(LocalDate day) {
            return !day.isBefore(from) && to.filter(day::isAfter).isEmpty();
        }
    }

    private record Balance(
            Validity validity,
            BigDecimal yieldWatch,
            BigDecimal yieldViolation,
            BigDecimal soldWatch,
            BigDecimal soldViolation,
            BigDecimal leastKg,
            BigDecimal areaMissingWatch) {}

    /**
     * How much of what is taken in may come without a trace.
     *
     * @param watch a part of the whole, beyond which somebody should look
     * @param allowance beyond which it is a violation
     * @param leastKg taken in over the year, below which nothing is concluded
     */
    record Untraced(LocalDate validFrom, BigDecimal watch, BigDecimal allowance, BigDecimal leastKg, String source) {}

    /** Dry kilograms from one mu in the year of harvest. */
    record PlotYield(String scope, BigDecimal low, BigDecimal high, BigDecimal most, boolean verified, String source) {}

    private record Dated<T>(Validity validity, T value) {}

    private final List<SaleRule> sales = new ArrayList<>();
    private final List<Balance> balances = new ArrayList<>();
    private final List<Dated<Untraced>> untraced = new ArrayList<>();
    private final List<Dated<PlotYield>> yields = new ArrayList<>();

    TracePolicy() {
        this(bytes());
    }

    TracePolicy(byte[] bytes) {
        DatedFile.Row root = new DatedFile(NAME, bytes).root();
        root.string("version");
        validity(root);
        root.rows("sales").forEach(this::sale);
        root.rows("balance").forEach(this::balance);
        root.rows("untraced").forEach(this::untraced);
        root.rows("plotYields").forEach(this::plot);
        root.nothingElse();
    }

    void readAtStart(@Observes StartupEvent starting) {}

    private static byte[] bytes() {
        try (InputStream in = TracePolicy.class.getResourceAsStream("/traceability-schema/policy/" + NAME)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void sale(DatedFile.Row row) {
        Validity validity = validity(row);
        sales.add(new SaleRule(
                row.oneOf("seller", MerchantKind.class).name(),
                Set.copyOf(row.listOf("buyers", MerchantKind.class).stream()
                        .map(Enum::name)
                        .toList()),
                validity.from(),
                validity.to(),
                row.text("text"),
                sourced(row)));
        row.nothingElse();
    }

    private void balance(DatedFile.Row row) {
        balances.add(new Balance(
                validity(row),
                ratio(row, "yieldWatch"),
                ratio(row, "yieldViolation"),
                ratio(row, "soldWatch"),
                ratio(row, "soldViolation"),
                number(row, "leastKg", 1_000_000),
                ratio(row, "areaMissingWatch")));
        sourced(row);
        row.nothingElse();
    }

    private void untraced(DatedFile.Row row) {
        Validity validity = validity(row);
        untraced.add(new Dated<>(
                validity,
                new Untraced(
                        validity.from(),
                        ratio(row, "watch"),
                        ratio(row, "allowance"),
                        number(row, "leastKg", 1_000_000),
                        sourced(row))));
        row.nothingElse();
    }

    private void plot(DatedFile.Row row) {
        Validity validity = validity(row);
        boolean verified = row.string("verified").equals("V");
        PlotYield read = new PlotYield(
                row.string("scope"),
                number(row, "low", 100_000),
                number(row, "high", 100_000),
                number(row, "most", 100_000),
                verified,
                sourced(row));
        if (read.low().compareTo(read.high()) > 0 || read.high().compareTo(read.most()) > 0) {
            throw row.wrong("low ≤ high ≤ most does not hold");
        }
        yields.add(new Dated<>(validity, read));
        row.nothingElse();
    }

    private static Validity validity(DatedFile.Row row) {
        Validity validity = new Validity(row.day("validFrom"), row.optionalDay("validTo"));
        if (validity.to().filter(validity.from()::isAfter).isPresent()) {
            throw row.wrong("validTo lies before validFrom");
        }
        return validity;
    }

    private static String sourced(DatedFile.Row row) {
        if (!CERTAINTIES.contains(row.string("verified"))) {
            throw row.wrong("verified must be one of " + CERTAINTIES);
        }
        return row.string("source");
    }

    private static BigDecimal ratio(DatedFile.Row row, String key) {
        return number(row, key, 10);
    }

    private static BigDecimal number(DatedFile.Row row, String key, double most) {
        return BigDecimal.valueOf(row.number(key, 0, most));
    }

    // ---- questions

    List<SaleRule> sales() {
        return List.copyOf(sales);
    }

    Optional<Untraced> untraced(LocalDate day) {
        return untraced.stream()
                .filter(dated -> dated.validity().includes(day))
                .map(Dated::value)
                .findFirst();
    }

    /** The material's own, else its kind's; empty for what doesn't grow on fields. */
    Optional<PlotYield> plotYield(Material material, LocalDate day) {
        return yields.stream()
                .filter(dated -> dated.validity().includes(day))
                .map(Dated::value)
                .filter(plot -> plot.scope().equals(material.code().value()))
                .findFirst()
                .or(() -> yields.stream()
                        .filter(dated -> dated.validity().includes(day))
                        .map(Dated::value)
                        .filter(plot ->
                                plot.scope().equals("kind:" + material.kind().name()))
                        .findFirst());
    }

    /** Empty before the market had a balance. */
    Optional<YearBalance.Limits> balance(Optional<Material> material, LocalDate day) {
        return balances.stream()
                .filter(balance -> balance.validity().includes(day))
                .findFirst()
                .map(balance -> new YearBalance.Limits(
                        material.flatMap(m -> plotYield(m, day)).map(PlotYield::most),
                        balance.yieldWatch(),
                        balance.yieldViolation(),
                        balance.soldWatch(),
                        balance.soldViolation(),
                        balance.areaMissingWatch(),
                        balance.leastKg()));
    }
}
