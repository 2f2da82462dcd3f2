package org.herbtrust.credit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.Grading;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.kernel.MerchantId;

/** The policy as shipped, and files to grade by it. */
final class CreditSamples {

    static final MerchantId STALL = new MerchantId(7);
    static final LocalDate DAY = LocalDate.of(2026, 3, 31);
    /** The first version: what was graded by it is graded the same for ever. */
    static final Policy POLICY = PolicyFile.read("credit-1.0.yaml", policyBytes());

    static final Policy NEWEST = PolicyFile.read("credit-1.1.yaml", bytes("credit-1.1.yaml"));

    private CreditSamples() {}

    static byte[] policyBytes() {
        return bytes("credit-1.0.yaml");
    }

    private static byte[] bytes(String file) {
        try (InputStream in = CreditSamples.class.getResourceAsStream("/traceability-schema/policy/" + file)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static MarketView young(LocalDate quarter) {
        return MarketView.unknown(POLICY, quarter);
    }

    static Fact visit(String day, int critical, int serious, int minor) {
        return Fact.observation(
                "visit " + day,
                FactType.VISIT,
                LocalDate.parse(day),
                critical,
                serious,
                minor,
                Optional.of("inspector1"));
    }

    static Fact fact(String id, FactType type, String day, Fact.Entry... entries) {
        LocalDate on = LocalDate.parse(day);
        boolean sample = type == FactType.SAMPLE_FAILED;
        return new Fact(
                id,
                type,
                on,
                on,
                sample ? 1 : 0,
                0,
                0,
                Optional.empty(),
                type.name().startsWith("AUTHORITY")
                        ? Optional.of(DisplayClass.ORDINARY)
                        : type == FactType.OFFICIAL_LISTING ? Optional.of(DisplayClass.GRAVE) : Optional.empty(),
                Optional.of("storage"),
                Optional.empty(),
                List.of(entries));
    }

    static Fact.Entry entry(FactStatus status, String day) {
        return new Fact.Entry(1, status, LocalDate.parse(day), LocalDate.parse(day));
    }

    static Fact commitment() {
        return fact("commitment", FactType.COMMITMENT_MADE, "2025-01-02");
    }

    /** Signed the commitment and was always clean. */
    static List<Fact> good() {
        return List.of(
                commitment(),
                visit("2025-02-10", 0, 0, 0),
                visit("2025-05-12", 0, 0, 0),
                visit("2025-08-15", 0, 0, 0),
                visit("2025-11-20", 0, 0, 0),
                visit("2026-02-03", 0, 0, 0));
    }

    static List<Fact> with(List<Fact> facts, Fact... more) {
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(List.of(more));
        return all;
    }

    static Explanation grade(List<Fact> facts) {
        return grade(facts, null, List.of());
    }

    static Explanation grade(List<Fact> facts, Grade before, List<Explanation.Confirmation> confirmations) {
        return Grading.grade(
                POLICY,
                CreditSamples::young,
                new Grading.File(
                        STALL,
                        facts,
                        Optional.ofNullable(before).map(g -> new Explanation.Previous(g, LocalDate.of(2025, 6, 1))),
                        confirmations),
                DAY);
    }
}
