package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.material.Restriction;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.trace.rules.SaleRule;
import org.herbtrust.trace.rules.YieldCheck;

/**
 * Whether something may be done now: standing, holds, restrictions, yields. Asked when an event is captured and never
 * again: a merchant that is barred today has still sold what it sold last year.
 */
@ApplicationScoped
class Admission {

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Yields yields;

    @Inject
    LineageWalk walk;

    @Inject
    TracePolicy policy;

    /**
     * @param lots those of the effect that there are, by URI
     * @throws Refused if it may not be done
     */
    void check(Effect effect, Occurrence at, Map<String, Lots.Row> lots) {
        effect.tell(new Check(at, lots));
    }

    /** A merchant of this market by its number. */
    MerchantView buyer(Optional<Gln> to) {
        return to.flatMap(merchants::byGln)
                .orElseThrow(() -> new Refused(
                        TraceRefusal.PARTY_UNKNOWN,
                        "收货方不是本市场登记的经营者；卖给市场外的买方请用“销售” (the destination is no entity of this market)"));
    }

    static void free(Lots.Row lot) {
        if (lot.held()) {
            throw new Refused(
                    TraceRefusal.LOT_HELD,
                    "批次%s已封存，不能加工、包装、发货或销售 (the lot is on hold: it may not be moved)".formatted(lot.code()));
        }
    }

    private final class Check implements Effect.Listener {
        private final Occurrence at;
        private final Map<String, Lots.Row> lots;

        Check(Occurrence at, Map<String, Lots.Row> lots) {
            this.at = at;
            this.lots = lots;
        }

        @Override
        public void begun(Effect.Begun effect) {
            Lots.Row known = lots.get(effect.lot());
            if (known != null) {
                throw new Refused(TraceRefusal.LOT_KNOWN, "批次%s已登记 (the lot exists already)".formatted(known.code()));
            }
            effect.material().ifPresent(materials::get);
            if (!effect.untraced() && at.holder().kind() != MerchantKind.GROWER) {
                throw new Refused(
                        TraceRefusal.NOT_A_GROWER,
                        "%s不是种植户，不能登记采收；没有来源记录的货请登记为非溯源入库 (not a grower: register an untraced intake)"
                                .formatted(at.holder().name()));
            }
            effect.material().ifPresent(material -> restrictions(effect, material));
        }

        private void restrictions(Effect.Begun effect, MaterialCode material) {
            for (Restriction rule :
                    materials.restrictions(material, effect.source().word(), at.day())) {
                switch (rule.effect()) {
                    case REFUSE ->
                        throw new Refused(
                                TraceRefusal.RESTRICTED,
                                "%s（%s，规则%s） (%s)"
                                        .formatted(
                                                rule.message().zh(),
                                                rule.basis(),
                                                rule.id(),
                                                rule.message().en()));
                    case REQUIRE_DOCUMENT -> {
                        if (effect.document().isEmpty()) {
                            throw new Refused(
                                    TraceRefusal.DOCUMENT_MISSING,
                                    "%s；请填写%s的编号（规则%s） (%s; give the number of: %s)"
                                            .formatted(
                                                    rule.message().zh(),
                                                    rule.document().zh(),
                                                    rule.id(),
                                                    rule.message().en(),
                                                    rule.document().en()));
                        }
                    }
                    case ALERT -> { // flagged where it is written
                    }
                }
            }
        }

        @Override
        public void left(Effect.Left effect) {
            if (effect.kind() != Step.Kind.DESTROYED) {
                free(Lots.known(effect.lot(), lots));
            }
        }

        @Override
        public void sent(Effect.Sent effect) {
            free(Lots.known(effect.lot(), lots));
            MerchantView buyer = buyer(effect.to());
            if (buyer.id().equals(at.holder().id())) {
                throw new Refused(TraceRefusal.SAME_PARTY, "不能发货给自己 (seller and buyer are the same)");
            }
            merchants.requireMayTrade(buyer.id());
            SaleRule.against(
                            policy.sales(),
                            at.holder().kind().name(),
                            buyer.kind().name(),
                            at.toldOn()) // or whoever dates a sale back would be bound by no rule
                    .ifPresent(rule -> {
                        throw new Refused(
                                TraceRefusal.SALE_NOT_ALLOWED,
                                "%s（%s）不能卖给%s（%s）：%s（%s） (%s may not sell to %s: %s)"
                                        .formatted(
                                                at.holder().name(),
                                                at.holder().kind().title().zh(),
                                                buyer.name(),
                                                buyer.kind().title().zh(),
                                                rule.text().zh(),
                                                rule.source(),
                                                at.holder().kind().title().en(),
                                                buyer.kind().title().en(),
                                                rule.text().en()));
                    });
        }

        @Override
        public void arrived(Effect.Arrived effect) {
            // Goods that are on hold still arrive: they must be somewhere.
        }

        @Override
        public void made(Effect.Made effect) {
            effect.inputs().forEach(input -> freeThen(Lots.known(input.lot(), lots)));
            fresh(effect);
            List<MaterialCode> kinds = effect.inputs().stream()
                    .flatMap(input -> lots.get(input.lot()).material().stream())
                    .distinct()
                    .toList();
            if (kinds.size() > 1) {
                throw new Refused(TraceRefusal.MIXED_MATERIALS, "一次加工或合批只能是同一种药材 (one material at a time): " + kinds);
            }
            if (yields.of(effect, kinds.stream().findFirst(), at) instanceof YieldCheck.Impossible impossible) {
                throw new Refused(
                        TraceRefusal.YIELD_IMPOSSIBLE,
                        "投入%s公斤、产出%s公斤（%s%%）不在可能范围%s%%～%s%%内 (output over input is outside of what is possible)"
                                .formatted(
                                        effect.in(),
                                        effect.out(),
                                        percent(impossible.outputOverInput()),
                                        percent(impossible.range().min()),
                                        percent(impossible.range().max())));
            }
        }

        private void fresh(Effect.Made effect) {
            Set<Long> inputs = effect.inputs().stream()
                    .map(input -> lots.get(input.lot()).id())
                    .collect(Collectors.toSet());
            for (Effect.Portion output : effect.outputs()) {
                Lots.Row known = lots.get(output.lot());
                if (known == null) {
                    continue;
                }
                List<ShortCode> path = walk.path(known.id(), inputs);
                if (!path.isEmpty()) {
                    String circle = Stream.concat(path.stream(), Stream.of(known.code()))
                            .map(ShortCode::grouped)
                            .collect(Collectors.joining(" → "));
                    throw new Refused(
                            TraceRefusal.CYCLE, "批次不能由自己加工而来：%s (a lot cannot come from itself)".formatted(circle));
                }
                throw new Refused(TraceRefusal.LOT_KNOWN, "产出批次已存在，请用新的批次号 (the output lot exists already)");
            }
        }

        @Override
        public void packed(Effect.Packed effect) {
            freeThen(Lots.known(effect.lot(), lots));
        }

        @Override
        public void unpacked(Effect.Unpacked effect) {
            // Labels of goods on hold are voided too; the goods stay where they are.
        }

        @Override
        public void cameBack(Effect.CameBack effect) {
            // Recalled goods above all come back.
        }

        // What was made or packed before the hold and is told only now has happened; what came of it is held as well.
        private void freeThen(Lots.Row lot) {
            if (lot.heldSince().filter(since -> !at.time().isBefore(since)).isPresent()) {
                free(lot);
            }
        }
    }

    private static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
