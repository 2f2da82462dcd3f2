package org.herbtrust.inspection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;

/** People, stalls and goods of one test's own. */
@Singleton
class Bazaar {

    static final Actor OFFICE = new Actor("office-t", "市场办公室", Role.OFFICE, Optional.empty());
    static final Actor INSPECTOR = new Actor("inspector-t", "检查员甲", Role.INSPECTOR, Optional.empty());
    static final Actor SECOND = new Actor("inspector-u", "检查员乙", Role.INSPECTOR, Optional.empty());
    static final Actor REGULATOR = new Actor("regulator-t", "监管员", Role.REGULATOR, Optional.empty());

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Clock clock;

    MerchantId trader() {
        StringBuilder serial = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            serial.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        MerchantId id = merchants.apply(
                new Application(
                        Uscc.complete("92341602MA" + serial),
                        "检验用药材行" + serial,
                        MerchantKind.TRADER,
                        "张某",
                        new DivisionCode("341602"),
                        Optional.of(new Stall("一层", "T-" + serial, "第一网格")),
                        "药材",
                        Optional.of(Commitment.CURRENT)),
                OFFICE);
        merchants.admit(id, OFFICE);
        return id;
    }

    LocalDate today() {
        return Market.dayOf(clock.instant());
    }

    static Actor of(MerchantId merchant) {
        return new Actor("owner-" + merchant.value(), "经营户", Role.MERCHANT, Optional.of(merchant));
    }

    ShortCode lot(MerchantId merchant, String material) {
        return trace.intake(
                        new Intake(
                                new MaterialCode(material),
                                Form.DRIED,
                                Source.PURCHASED,
                                Kilograms.of(400),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        of(merchant))
                .code();
    }

    Visit visit(MerchantId merchant, VisitKind kind, Finding... findings) {
        return new Visit(
                new VisitId(UUID.randomUUID()),
                kind,
                merchant,
                clock.instant(),
                "一层",
                List.of(findings),
                Map.of(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    /** Three that nobody has used. */
    static List<String> seals() {
        String first = UUID.randomUUID().toString().substring(0, 13);
        return List.of(first + "-1", first + "-2", first + "-3");
    }

    SampleTaken sample(VisitId visit, ShortCode lot, String... ordered) {
        return new SampleTaken(
                new SampleId(UUID.randomUUID()),
                visit,
                lot,
                40,
                5,
                seals(),
                List.of("检查员甲", "检查员乙"),
                Set.of(ordered),
                Optional.empty(),
                clock.instant());
    }
}
