package org.herbtrust.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.herbtrust.Samples;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.MarketClock;

/** Officials, days and cases of the tests of this package. */
@ApplicationScoped
class Docket {

    static final Actor OFFICER = official("officer", Role.OFFICE);
    static final Actor SECOND_OFFICER = official("second-officer", Role.OFFICE);
    static final Actor REGULATOR = official("regulator", Role.REGULATOR);
    static final Actor SECOND_REGULATOR = official("second-regulator", Role.REGULATOR);
    static final Actor INSPECTOR = official("inspector", Role.INSPECTOR);

    static final String FACTS = "两次抽验均检出掺入淀粉，报告已送达并过复验期。";
    static final String REASONS = "事实清楚，当事人的陈述不改变检验结果。";

    @Inject
    Casework casework;

    @Inject
    Admissions admissions;

    @Inject
    CaseFolder folder;

    private static Actor official(String name, Role role) {
        return new Actor("docket-" + name, "试验" + role.title().zh() + name, role, Optional.empty());
    }

    static Actor party(MerchantId merchant) {
        return new Actor("party-" + merchant, "经营户" + merchant, Role.MERCHANT, Optional.of(merchant));
    }

    /** A number that nobody bears: born on a day of the nineteenth century. */
    static IdNumber idNumber() {
        String first17 = "341602" + "18" + ThreadLocalRandom.current().nextInt(10, 100) + "0101"
                + "%03d".formatted(ThreadLocalRandom.current().nextInt(1000));
        return "0123456789X"
                .chars()
                .mapToObj(check -> first17 + (char) check)
                .filter(Docket::isIdNumber)
                .map(IdNumber::new)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isIdNumber(String text) {
        try {
            return new IdNumber(text).value().equals(text);
        } catch (IllegalArgumentException wrongCheckCharacter) {
            return false;
        }
    }

    /** A stall trader that applies, with one person behind it. */
    static AdmissionRequest request(IdNumber operator) {
        String number = Integer.toString(ThreadLocalRandom.current().nextInt(1_000_000_000));
        return new AdmissionRequest(
                Optional.of(new Application(
                        Samples.uscc(),
                        "新到药行" + number,
                        MerchantKind.TRADER,
                        "王某",
                        Samples.SHIJIULI,
                        Optional.of(new Stall("A", number, "1")),
                        "白芍、菊花",
                        Optional.empty())),
                Optional.empty(),
                "执照" + number,
                Optional.of(day("2030-12-31")),
                Optional.of(new AdmissionRequest.Lease("租" + number, day("2026-03-01"), day("2027-02-28"))),
                Optional.empty(),
                "白芍、菊花",
                List.of(new Person(Post.OPERATOR, "王某", operator)),
                Commitment.CURRENT,
                "王某");
    }

    /** Filed on 2 March 2026 with its papers, accepted, checked. */
    CaseView checked(AdmissionRequest request) {
        CaseId id = on("2026-03-02", () -> admissions.apply(request, OFFICER));
        file(id, EvidenceKind.LICENCE, OFFICER);
        file(id, EvidenceKind.LEASE, OFFICER);
        on("2026-03-02", () -> casework.accept(id, OFFICER));
        return on("2026-03-03", () -> casework.check(id, "已比对", OFFICER));
    }

    void file(CaseId id, EvidenceKind kind, Actor by) {
        folder.add(id, kind, kind + ".pdf", Papers.pdf(kind + " " + id), false, by);
    }

    /** An exit or a listing that is in effect from 23 March 2026. */
    CaseView decided(ProcedureKind procedure, String ground, MerchantId merchant, Integer months) {
        CaseId id = noticed(procedure, ground, merchant);
        on("2026-03-20", () -> casework.proposeDecision(id, new Decision(REASONS, months, true), OFFICER));
        on("2026-03-20", () -> casework.confirmDecision(id, REGULATOR));
        return on("2026-03-23", () -> casework.serve(id, OFFICER));
    }

    CaseId noticed(ProcedureKind procedure, String ground, MerchantId merchant) {
        CaseId id = on(
                "2026-03-02", () -> casework.open(new Opening(merchant, procedure, ground, FACTS, List.of()), OFFICER));
        on("2026-03-02", () -> casework.serveNotice(id, OFFICER));
        return id;
    }

    static void refused(Refused.Reason reason, String day, Supplier<?> command) {
        assertThatThrownBy(() -> on(day, command)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.reason())
                .isEqualTo(reason));
    }

    static <T> T on(String day, Supplier<T> work) {
        return MarketClock.at(noon(day), work);
    }

    static Instant noon(String day) {
        return day(day).atTime(12, 0).atZone(Market.ZONE).toInstant();
    }

    static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
