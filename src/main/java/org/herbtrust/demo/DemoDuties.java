package org.herbtrust.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.inspection.ComplaintKind;
import org.herbtrust.inspection.ComplaintView;
import org.herbtrust.inspection.Complaints;
import org.herbtrust.inspection.Draws;
import org.herbtrust.inspection.NewComplaint;
import org.herbtrust.inspection.Plans;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantQuery;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.MarketClock;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** The last days before the demonstration begins: a plan with its draw, and complaints of buyers, some of them answered. */
@ApplicationScoped
class DemoDuties {

    private static final Actor FIRST = new Actor("regulator", "监管一科", Role.REGULATOR, Optional.empty());
    private static final Actor SECOND = new Actor("regulator2", "监管二科", Role.REGULATOR, Optional.empty());
    private static final Actor INSPECTOR = new Actor("inspector", "一组检查员", Role.INSPECTOR, Optional.empty());

    @Inject
    Plans plans;

    @Inject
    Draws draws;

    @Inject
    Complaints complaints;

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    /** @param spared the merchant whose account the demonstration hands out: what is on its page is told elsewhere */
    void happen(Actor spared) {
        draw();
        List<MerchantView> traders =
                merchants
                        .search(new MerchantQuery(null, MerchantKind.TRADER, Standing.ADMITTED), null, 200)
                        .items()
                        .stream()
                        .filter(m -> !spared.merchant().equals(Optional.of(m.id())))
                        .toList();
        complain(traders, 0, 20, ComplaintKind.SULPHUR, "打开袋子有刺鼻的味道，泡水发白。");
        complain(traders, 1, 6, ComplaintKind.MOULD, "底下一层有白色霉斑。");
        complain(traders, 2, 3, ComplaintKind.LABEL_WRONG, "标签写的产地和店主说的不一样。");
        complain(traders, 3, 1, ComplaintKind.SHORT_WEIGHT, "标签上一公斤，回家称只有九百二十克。");
        complain(traders, 4, 12, ComplaintKind.NOT_GENUINE, "切面颜色和以前买的不同，怀疑不是这个品种。")
                .ifPresent(id -> at(
                        9,
                        () -> complaints.notUphold(
                                id, "已到摊位核对并查看检验报告，该批次品种相符。感谢您的监督。", Optional.empty(), "现场比对标本", INSPECTOR)));
        complain(traders, 5, 10, ComplaintKind.SERVICE, "不给开票。")
                .ifPresent(id -> at(8, () -> complaints.dismiss(id, "票据问题请向税务部门反映，我们已提醒该商户。", "不属于质量问题", INSPECTOR)));
    }

    private void draw() {
        LocalDate today = Market.dayOf(clock.instant());
        long plan = at(2, () -> plans.make("本季度检查计划", today.minusDays(2), today.plusDays(60), FIRST));
        long draw = at(2, () -> draws.commit("本季度双随机抽查", plan, FIRST));
        while (ledger.sequenceNow() > 0) {
            // the seed's hash has to be in the log before the roster is frozen, behind a year of other leaves
        }
        at(1, () -> {
            draws.freeze(draw, FIRST);
            return draw;
        });
        draws.reveal(draw, "示范见证：5 1 8", SECOND);
    }

    private Optional<Long> complain(
            List<MerchantView> traders, int which, int daysAgo, ComplaintKind about, String words) {
        if (traders.size() <= which) {
            return Optional.empty();
        }
        MerchantId merchant = traders.get(which * (traders.size() - 1) / 6).id();
        Optional<ShortCode> lot = trace.lotsOf(merchant, true, null, 1).items().stream()
                .map(LotView::code)
                .findFirst();
        return lot.flatMap(code -> at(daysAgo, () -> {
            ShortCode receipt = complaints.file(
                    new NewComplaint(code, about, words, Optional.empty(), Optional.empty(), Optional.empty()),
                    "demo-" + which);
            return complaints.list(false, null, 200).items().stream()
                    .filter(c -> c.receipt().equals(receipt))
                    .map(ComplaintView::id)
                    .findFirst();
        }));
    }

    private void at(int daysAgo, Runnable work) {
        at(daysAgo, () -> {
            work.run();
            return daysAgo;
        });
    }

    private <T> T at(int daysAgo, java.util.function.Supplier<T> work) {
        Instant then = clock.instant().minus(Duration.ofDays(daysAgo));
        return MarketClock.at(then, work);
    }
}
