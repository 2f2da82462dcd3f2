package org.herbtrust.label;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.trace.Trace;

/** What is this that I scanned? For cameras and typed text alike. */
@Path("/api/v1/scan")
class ScanResource {

    @Inject
    Labels labels;

    @Inject
    Trace trace;

    record Scan(String text) {}

    /** What of this market the code belongs to. */
    enum Known {
        LABEL,
        LOT,
        /** A code of ours by its form that was never issued. */
        NEVER_ISSUED,
        /** Of another system, or no code at all. */
        NOT_OURS
    }

    /**
     * @param kind the kind of code, such as {@code OwnCode} or {@code LegacyTrace}
     * @param code the short code of the label or lot, if there is one
     * @param warning null if nothing is wrong
     * @param next where to go on, on this server; null if nowhere
     */
    record Answer(
            String kind,
            Text description,
            Known known,
            String code,
            LabelState state,
            String lot,
            Text warning,
            String next) {}

    @POST
    @PermitAll
    @Transactional
    public Answer scan(Scan scan) {
        if (scan == null || scan.text() == null || scan.text().isBlank()) {
            throw new IllegalArgumentException("请扫描或输入编码 (scan or type a code)");
        }
        Scanned what = Scanned.recognise(scan.text());
        Optional<ShortCode> code = labels.meant(what);
        Optional<LabelView> label = code.flatMap(labels::find);
        boolean lot = label.isEmpty() && code.flatMap(trace::find).isPresent();
        Known known = label.isPresent()
                ? Known.LABEL
                : lot ? Known.LOT : code.isPresent() ? Known.NEVER_ISSUED : Known.NOT_OURS;
        return new Answer(
                what.getClass().getSimpleName(),
                what.description(),
                known,
                code.map(ShortCode::value).orElse(null),
                label.map(LabelView::state).orElse(null),
                label.map(LabelView::lot)
                        .or(() -> lot ? code : Optional.empty())
                        .map(ShortCode::value)
                        .orElse(null),
                warning(what, known, label).orElse(null),
                known == Known.LABEL || known == Known.LOT ? "/v/" + code.orElseThrow() : null);
    }

    static Text leadsElsewhere(String host) {
        return Text.of(
                "二维码指向外部网址" + host + "，不是本市场印制的标签，请勿访问",
                "the code leads to " + host + ", which is not this market: do not follow it");
    }

    private Optional<Text> warning(Scanned what, Known known, Optional<LabelView> label) {
        Optional<String> foreign = labels.foreignHost(what);
        if (foreign.isPresent()) {
            return foreign.map(ScanResource::leadsElsewhere);
        }
        if (known == Known.NEVER_ISSUED) {
            return Optional.of(
                    Text.of("本市场从未发放过这个编码，可能是伪造的标签", "this code was never issued here; the label may be forged"));
        }
        return label.filter(l -> l.state() == LabelState.VOIDED || l.state() == LabelState.DESTROYED)
                .map(l -> Text.of(
                        "这枚标签" + l.state().title().zh() + "，不应出现在货物上"
                                + l.reason().map(r -> "：" + r).orElse(""),
                        "this label was " + l.state().title().en() + " and should not be on any goods"));
    }
}
