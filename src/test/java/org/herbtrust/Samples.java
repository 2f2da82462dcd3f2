package org.herbtrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Harvest;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;

/** The people and goods of the tests: each call makes new ones, so that no test disturbs another. */
@ApplicationScoped
public class Samples {

    public static final MaterialCode BAISHAO = new MaterialCode("baishao");
    public static final DivisionCode SHIJIULI = new DivisionCode("341602109");

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (System.nanoTime() % 700_000_000L)); // apart from earlier runs on the same database

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    public static Actor office() {
        return new Actor("test.office", "市场办公室", Role.OFFICE, Optional.empty());
    }

    public static Actor inspector() {
        return new Actor("test.inspector", "检查员", Role.INSPECTOR, Optional.empty());
    }

    public static Actor regulator() {
        return new Actor("test.regulator", "监管人员", Role.REGULATOR, Optional.empty());
    }

    public static Actor admin() {
        return new Actor("test.admin", "管理员", Role.ADMIN, Optional.empty());
    }

    /** A new valid code of a 个体工商户 registered in 谯城区. */
    public static Uscc uscc() {
        return Uscc.complete("92341602MA%07d".formatted(NEXT.incrementAndGet() % 10_000_000));
    }

    /** An admitted entity that signed the commitment. */
    public Actor admitted(MerchantKind kind) {
        Actor applicant = applied(kind);
        merchants.admit(applicant.merchant().orElseThrow(), office());
        return applicant;
    }

    /** An entity that applied and was not admitted yet. */
    public Actor applied(MerchantKind kind) {
        int number = NEXT.incrementAndGet();
        MerchantId id = merchants.apply(
                new Application(
                        uscc(),
                        "测试商户" + number,
                        kind,
                        "张测试",
                        SHIJIULI,
                        kind == MerchantKind.TRADER
                                ? Optional.of(new Stall("测试大厅", "T" + number, "第一网格"))
                                : Optional.empty(),
                        "白芍",
                        Optional.of(Commitment.CURRENT)),
                office());
        return new Actor(
                "test." + id.toString().toLowerCase(java.util.Locale.ROOT),
                "测试商户" + number,
                kind == MerchantKind.GROWER ? Role.GROWER : Role.MERCHANT,
                Optional.of(id));
    }

    public Actor grower() {
        return admitted(MerchantKind.GROWER);
    }

    public Actor trader() {
        return admitted(MerchantKind.TRADER);
    }

    /** Fresh 白芍 of 十九里镇. */
    public LotView harvested(Actor grower, long kg) {
        return trace.harvest(
                new Harvest(
                        BAISHAO,
                        Form.FRESH,
                        Source.CULTIVATED,
                        SHIJIULI,
                        LocalDate.of(2026, 8, 20),
                        Kilograms.of(kg),
                        null,
                        Optional.empty()),
                grower);
    }

    /** Dried 白芍 that a trader brought to the market without a history. */
    public LotView taken(Actor trader, long kg) {
        return trace.intake(
                new Intake(
                        BAISHAO,
                        Form.DRIED,
                        Source.PURCHASED,
                        Kilograms.of(kg),
                        Optional.of(SHIJIULI),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                trader);
    }
}
