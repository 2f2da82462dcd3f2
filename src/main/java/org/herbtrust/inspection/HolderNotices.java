package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.LotsHeld;
import org.herbtrust.trace.LotsReleased;

/**
 * Tells those whom a result touches: whoever has some of the held goods, at whatever stall, and the merchant whose sample it
 * was.
 */
@ApplicationScoped
class HolderNotices {

    private static final int MOST_NAMED = 20;

    @Inject
    Database database;

    @Inject
    Notices notices;

    @Inject
    Samples samples;

    void held(@Observes LotsHeld news) {
        Text why = news.reason().title();
        boolean recall = news.reason() == HoldReason.RECALL;
        holders(news.lots())
                .forEach((merchant, lots) -> notices.tell(
                        merchant,
                        Text.of(
                                "您有%d批货被%s：%s".formatted(lots.size(), recall ? "召回" : "封存", why.zh()),
                                "%d of your lots are on hold: %s".formatted(lots.size(), why.en())),
                        Text.of(
                                "请立即停售、单独存放，等待通知。批次：" + named(lots),
                                "Stop selling, keep them apart and wait. Lots: " + named(lots)),
                        link(lots)));
    }

    void released(@Observes LotsReleased news) {
        holders(news.lots())
                .forEach((merchant, lots) -> notices.tell(
                        merchant,
                        Text.of(
                                "您有%d批货解除一项封存".formatted(lots.size()),
                                "A hold on %d of your lots was lifted".formatted(lots.size())),
                        Text.of(
                                "若批次页面没有其他封存，即可恢复销售。批次：" + named(lots),
                                "Unless the lot's page shows another hold, it may be sold again. Lots: " + named(lots)),
                        link(lots)));
    }

    void judged(@Observes ResultJudged news) {
        if (news.verdict() != Outcome.FAIL) {
            return;
        }
        Optional<SampleView> sample = samples.find(news.sampleId());
        String until =
                sample.flatMap(SampleView::retestUntil).map(Object::toString).orElse("");
        notices.tell(
                news.merchant(),
                news.retest()
                        ? Text.of("复验不合格，结论成立", "The retest failed: the verdict stands")
                        : Text.of(
                                "抽检不合格，可在%s前申请复验".formatted(until),
                                "A sample failed: a retest may be asked for until " + until),
                Text.of(
                        "批次%s，抽样日%s。".formatted(news.lot().grouped(), news.day()),
                        "Lot %s, sampled on %s.".formatted(news.lot().grouped(), news.day())),
                "/my/samples/" + news.sampleId());
    }

    void confirmed(@Observes ResultConfirmed news) {
        if (news.verdict() == Outcome.FAIL) {
            notices.tell(
                    news.merchant(),
                    Text.of("抽检不合格结论已成立", "A failed result stands"),
                    Text.of(
                            "批次%s。结论自%s起计入信用记录；有异议的，可在信用页面提出。"
                                    .formatted(news.lot().grouped(), news.knownOn()),
                            "Lot %s. It counts from %s on; objections are raised on the credit page."
                                    .formatted(news.lot().grouped(), news.knownOn())),
                    "/my/samples/" + news.sampleId());
        }
    }

    private Map<MerchantId, List<ShortCode>> holders(List<ShortCode> lots) {
        record Row(long merchant, ShortCode lot) {}
        Map<Long, List<ShortCode>> byMerchant = new TreeMap<>();
        database.query("""
                        select h.merchant_id, l.code from lot_holding h join lot l on l.id = h.lot_id
                        where l.code = any (?) and h.kg > 0 order by h.merchant_id, l.id
                        """, row -> new Row(row.getLong(1), new ShortCode(row.getString(2))), (Object)
                        lots.stream().map(ShortCode::value).toArray(String[]::new))
                .forEach(r -> byMerchant
                        .computeIfAbsent(r.merchant(), m -> new ArrayList<>())
                        .add(r.lot()));
        Map<MerchantId, List<ShortCode>> holders = new java.util.LinkedHashMap<>();
        byMerchant.forEach((merchant, held) -> holders.put(new MerchantId(merchant), held));
        return holders;
    }

    private static String named(List<ShortCode> lots) {
        String first = String.join(
                " ", lots.stream().limit(MOST_NAMED).map(ShortCode::grouped).toList());
        return lots.size() > MOST_NAMED ? first + " …" : first;
    }

    private static String link(List<ShortCode> lots) {
        return lots.size() == 1 ? "/lots/" + lots.get(0) : "/my";
    }
}
