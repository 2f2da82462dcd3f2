package org.herbtrust.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.hibernate.Session;

/** The register of the market's entities. */
@ApplicationScoped
public class Merchants {

    @Inject
    MerchantRegister register;

    @Inject
    Database database;

    @Inject
    Event<StandingChanged> standingChanged;

    @Inject
    RosterImport rosterImport;

    @Inject
    Clock clock;

    /**
     * Files an application; the entity is then {@link Standing#APPLIED} and may not trade yet.
     *
     * @throws Refused if the USCC is registered already, the stall is taken, or the actor is not of the market office
     */
    @Transactional
    public MerchantId apply(Application application, Actor actor) {
        office(actor);
        register.byUscc(application.uscc()).ifPresent(known -> {
            throw new Refused(
                    MerchantRefusal.ALREADY_REGISTERED,
                    "该统一社会信用代码已登记为%s（%s） (registered already)"
                            .formatted(known.view().name(), known.id()));
        });
        application.stall().filter(register::isTaken).ifPresent(stall -> {
            throw new Refused(MerchantRefusal.STALL_TAKEN, "摊位%s已有经营户 (this stall is taken)".formatted(stall));
        });
        Merchant merchant = new Merchant(application, clock.instant());
        register.persist(merchant);
        merchant.number();
        register.flush();
        return merchant.id();
    }

    /** The entity signs the commitment that is in use, if it had not signed with its application. */
    @Transactional
    public void signCommitment(MerchantId id, String version, Actor actor) {
        if (!actor.merchant().equals(Optional.of(id))) {
            office(actor);
        }
        merchant(id).sign(version);
    }

    /**
     * Lets an applicant trade.
     *
     * @throws Refused without a signed commitment, or if the entity is not an applicant (or has left and applies again)
     */
    @Transactional
    public void admit(MerchantId id, Actor actor) {
        office(actor);
        change(merchant(id), Standing.ADMITTED, "准入-" + id, actor);
    }

    /**
     * Gives a stall to an entity that has none, such as one that comes back. For casework.
     *
     * @throws Refused if the stall is taken
     */
    @Transactional
    public void settle(MerchantId id, Stall stall) {
        if (register.isTaken(stall)) {
            throw new Refused(MerchantRefusal.STALL_TAKEN, "摊位%s已有经营户 (this stall is taken)".formatted(stall));
        }
        merchant(id).settle(stall);
        register.flush();
    }

    /**
     * Changes a standing by a decision. For casework, which has made sure that the decision was taken as it must be.
     *
     * @param decisionNo what the history, the public lists and the refusals name
     */
    @Transactional
    public void changeStanding(MerchantId id, Standing to, String decisionNo, Actor actor) {
        change(merchant(id), to, decisionNo, actor);
    }

    /**
     * Registers applicants from a market's own list; those whose USCC is registered already are left as they are.
     *
     * @throws Refused {@link MerchantRefusal#ROSTER_REFUSED} with an error a cell: if the file can't be read, and, under {@link
     *     RosterRun#ALL_OR_NOTHING}, if any row has an error
     */
    @Transactional
    public RosterReport importRoster(byte[] file, SheetFormat format, RosterRun run, Actor actor) {
        office(actor);
        return rosterImport.run(file, format, run, clock.instant());
    }

    /** An empty roster with its header. */
    public byte[] rosterTemplate(SheetFormat format) {
        return Sheet.write(Roster.TITLE, Roster.template(), format);
    }

    /** The whole register in the columns of a roster; texts that a spreadsheet would run as formulas are neutralised. */
    @Transactional
    public byte[] exportRoster(SheetFormat format, Actor actor) {
        office(actor);
        List<List<String>> rows = new ArrayList<>(Roster.template());
        MerchantQuery everyone = MerchantQuery.ALL;
        String cursor = null;
        do {
            Page<MerchantView> page = search(everyone, cursor, Page.MOST);
            page.items().forEach(merchant -> rows.add(Roster.row(merchant)));
            cursor = page.nextCursor();
        } while (cursor != null);
        return Sheet.write(Roster.TITLE, rows, format);
    }

    public Optional<MerchantView> find(MerchantId id) {
        return register.findByIdOptional(id.value()).map(Merchant::view);
    }

    /** @throws Refused {@link MerchantRefusal#UNKNOWN} */
    public MerchantView get(MerchantId id) {
        return merchant(id).view();
    }

    /** Those of these that there are, in one question. */
    public Map<MerchantId, MerchantView> byIds(Collection<MerchantId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<Long> numbers = ids.stream().map(MerchantId::value).distinct().toList();
        // not "id in (…)": that is another statement for every number of ids, parsed anew
        return register.getEntityManager().unwrap(Session.class).findMultiple(Merchant.class, numbers).stream()
                .filter(Objects::nonNull)
                .map(Merchant::view)
                .collect(Collectors.toMap(MerchantView::id, Function.identity()));
    }

    public Optional<MerchantView> byGln(Gln gln) {
        return register.byGln(gln.value()).map(Merchant::view);
    }

    public Optional<MerchantView> byUscc(Uscc uscc) {
        return register.byUscc(uscc).map(Merchant::view);
    }

    /**
     * Lets nobody pass who may not trade.
     *
     * @throws Refused {@link MerchantRefusal#BARRED}, naming the standing and the decision
     */
    public MerchantView requireMayTrade(MerchantId id) {
        MerchantView merchant = get(id);
        if (!merchant.standing().mayTrade()) {
            String decision = history(id).stream()
                    .reduce((first, second) -> second)
                    .map(entry -> "，依据" + entry.decisionNo())
                    .orElse("");
            throw new Refused(
                    MerchantRefusal.BARRED,
                    "%s（%s）现为“%s”%s，不能登记、打印标签或收发货 (%s: may not capture, label or receive)"
                            .formatted(
                                    merchant.name(),
                                    id,
                                    merchant.standing().title().zh(),
                                    decision,
                                    merchant.standing().title().en()));
        }
        return merchant;
    }

    /** Entities by number. */
    public Page<MerchantView> search(MerchantQuery query, String cursor, Integer limit) {
        int size = Page.size(limit);
        long after = cursor == null || cursor.isBlank()
                ? 0
                : MerchantId.fromString(cursor).value();
        List<Merchant> found = register.after(after, query, size + 1);
        List<MerchantView> shown =
                found.stream().limit(size).map(Merchant::view).toList();
        return new Page<>(shown, found.size() > size ? shown.get(size - 1).id().toString() : null);
    }

    /** All changes of standing, oldest first. */
    public List<StandingEntry> history(MerchantId id) {
        return database.query(
                """
                select standing_from, standing_to, at, decision_no, login
                from standing_change where merchant_id = ? order by id
                """,
                row -> new StandingEntry(
                        Standing.valueOf(row.getString(1)),
                        Standing.valueOf(row.getString(2)),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getString(5)),
                id.value());
    }

    private void change(Merchant merchant, Standing to, String decisionNo, Actor actor) {
        Instant now = clock.instant();
        Standing from = merchant.become(to, now);
        register.flush();
        database.update("""
                insert into standing_change (merchant_id, standing_from, standing_to, at, decision_no, login)
                values (?, ?, ?, ?, ?, ?)
                """, merchant.id().value(), from, to, now, decisionNo, actor.account());
        standingChanged.fire(new StandingChanged(merchant.id(), from, to, now, decisionNo));
    }

    private Merchant merchant(MerchantId id) {
        return register.findByIdOptional(id.value())
                .orElseThrow(
                        () -> new Refused(MerchantRefusal.UNKNOWN, "没有编号为%s的经营者 (no such merchant)".formatted(id)));
    }

    private static void office(Actor actor) {
        if (!actor.is(Role.OFFICE, Role.ADMIN)) {
            throw new Refused(
                    MerchantRefusal.NOT_YOURS_TO_DECIDE, "准入由市场办公室办理 (admission is done by the market office)");
        }
    }
}
