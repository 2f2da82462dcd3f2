package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/**
 * Codes of the platform before this one that goods still wear. Bound to a lot or a label here, they find it: a batch code (25
 * digits) a lot, a trace code (28 or 35) a lot or a single package.
 */
@ApplicationScoped
public class OldCodes {

    @Inject
    Database database;

    @Inject
    LabelTable table;

    @Inject
    Trace trace;

    @Inject
    Clock clock;

    /**
     * Binds what was scanned from the goods; done twice, it is bound once.
     *
     * @param scanned the code, with or without its prefix {@code *CPC*ZYCZS}
     * @param code of a lot or label that the actor holds
     * @return the bare digits
     * @throws Refused if it is no old batch or trace code, or bound to something else
     */
    @Transactional
    public String bind(String scanned, ShortCode code, Actor actor) {
        Scanned what = Scanned.recognise(scanned);
        String digits = digits(what)
                .orElseThrow(() -> new Refused(
                        LabelRefusal.OLD_CODE_REFUSED,
                        "可绑定的是国家平台的批次码（25位）或追溯码（28、35位）；" + what.description().zh()
                                + " (a batch or trace code of the national platform)"));
        Optional<LabelView> label = table.label(code);
        if (label.isPresent() && what instanceof Scanned.LegacyBatch) {
            throw new Refused(
                    LabelRefusal.OLD_CODE_REFUSED,
                    "批次码应绑定到批次，不是单件标签 (a batch code stands for a lot, not for one package)");
        }
        mayBind(label, code, actor);
        database.update(
                """
                insert into code_alias (alias, kind, code, at, login) values (?, ?, ?, ?, ?) on conflict (alias) do nothing
                """,
                digits,
                what instanceof Scanned.LegacyBatch ? "LEGACY_BATCH" : "LEGACY_TRACE",
                code.value(),
                clock.instant(),
                actor.account());
        if (!find(what).equals(Optional.of(code))) {
            throw new Refused(
                    LabelRefusal.OLD_CODE_TAKEN, "旧码%s已绑定到其他货物 (bound to other goods already)".formatted(digits));
        }
        return digits;
    }

    private void mayBind(Optional<LabelView> label, ShortCode code, Actor actor) {
        LotView lot = trace.get(label.map(LabelView::lot).orElse(code));
        Optional<MerchantId> own = actor.merchant();
        boolean holds = own.filter(me -> label.map(l -> l.merchant().equals(me))
                        .orElseGet(() -> !lot.heldBy(me).isZero() || lot.maker().equals(me)))
                .isPresent();
        if (!holds && !actor.is(Role.OFFICE, Role.ADMIN)) {
            throw new Refused(LabelRefusal.NOT_THE_HOLDER, "旧码由持有货物的人绑定 (who holds the goods binds their old codes)");
        }
    }

    /** The lot or label that wears an old code. */
    public Optional<ShortCode> find(Scanned what) {
        return digits(what)
                .flatMap(d -> database.one(
                        "select code from code_alias where alias = ?", row -> new ShortCode(row.getString(1)), d));
    }

    /** The old codes of a lot or label, the newest first, at most {@code limit}. */
    public List<String> of(ShortCode code, int limit) {
        return database.query(
                "select alias from code_alias where code = ? order by at desc, alias limit ?",
                row -> row.getString(1),
                code.value(),
                limit);
    }

    private static Optional<String> digits(Scanned what) {
        if (what instanceof Scanned.LegacyBatch batch) {
            return Optional.of(batch.code());
        }
        return what instanceof Scanned.LegacyTrace single ? Optional.of(single.code()) : Optional.empty();
    }
}
