package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.material.Materials;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Chance;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.FileKind;
import org.herbtrust.platform.Page;
import org.herbtrust.platform.RateLimit;
import org.herbtrust.platform.SealedText;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** Complaints of buyers: filed without an account, looked into by officials, answered by receipt number. */
@ApplicationScoped
public class Complaints {

    private static final int LARGEST_PHOTO = 5 * 1024 * 1024;
    private static final int LONGEST_NOTE = 2000;

    /** From one address; a family behind one router has more than one thing to say, a program has thousands. */
    private static final int MOST_OF_A_CALLER = 5;

    /** About one label: more of them in an hour say nothing new. */
    private static final int MOST_OF_A_CODE = 10;

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration OLDEST = Duration.ofDays(400);

    /** Of whoever has no account; what evidence is kept by. */
    private static final Actor BUYER = new Actor("buyer", "买家", Role.ADMIN, Optional.empty());

    private static final String COLUMNS = """
            select c.id, c.receipt, c.about, c.words, c.code, c.happened_on, c.photo_sha256, c.received_at,
                   coalesce(l.lot_code, c.lot_code) lot_code, coalesce(l.merchant_id, c.merchant_id) merchant_id,
                   exists (select 1 from complaint_contact k where k.complaint_id = c.id) has_contact,
                   exists (select 1 from complaint_step s where s.complaint_id = c.id) touched,
                   o.kind outcome, o.answer
            from complaint c
            left join lateral (
                select (array_agg(s.lot_code order by s.id desc) filter (where s.lot_code is not null))[1] lot_code,
                       (array_agg(s.merchant_id order by s.id desc) filter (where s.merchant_id is not null))[1] merchant_id
                from complaint_step s where s.complaint_id = c.id and s.kind = 'LINKED') l on true
            left join complaint_step o on o.complaint_id = c.id and o.kind in ('UPHELD', 'NOT_UPHELD', 'DISMISSED')
            """;

    @Inject
    Database database;

    @Inject
    Evidence evidence;

    @Inject
    RateLimit limit;

    @Inject
    SealedText sealedText;

    @Inject
    Labels labels;

    @Inject
    Trace trace;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Inspections inspections;

    @Inject
    Notices notices;

    @Inject
    Chance chance;

    @Inject
    Event<ComplaintUpheld> upheld;

    @Inject
    Clock clock;

    /** What a complainant may read. */
    public record Answer(
            ShortCode receipt,
            ComplaintKind about,
            Instant receivedAt,
            ComplaintView.State state,
            LocalDate dueOn,
            Optional<String> answer) {}

    /**
     * Keeps a complaint.
     *
     * @param caller tells callers apart for the limit, such as an address; not kept
     * @return the receipt: whoever knows it may read the answer
     * @throws Refused with 429 where too many come; if the code is no label or lot, the day cannot be right, or the photo is
     *     no picture
     */
    @Transactional
    public ShortCode file(NewComplaint complaint, String caller) {
        limit.count("complaint", caller, MOST_OF_A_CALLER, WINDOW);
        limit.count("complaint-code", complaint.code().value(), MOST_OF_A_CODE, WINDOW);
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        LocalDate day = complaint.happenedOn().orElse(today);
        if (day.isAfter(today) || day.isBefore(today.minusDays(OLDEST.toDays()))) {
            throw new Refused(
                    InspectionRefusal.TIME_WRONG, "购买日期应在过去400天之内 (the purchase lies within the past 400 days)");
        }
        Optional<LabelView> label = labels.find(complaint.code());
        Optional<LotView> lot = label.isPresent() ? Optional.empty() : trace.find(complaint.code());
        if (label.isEmpty() && lot.isEmpty()) {
            throw new Refused(InspectionRefusal.LOT_UNKNOWN, "没有这个追溯码，请核对 (no such code)");
        }
        Optional<String> photo = complaint.photo().map(this::keepBare);
        ShortCode receipt = ShortCode.random(chance);
        long id = database.insert(
                """
                insert into complaint (receipt, about, words, code, lot_code, merchant_id, happened_on, photo_sha256, received_at)
                values (?, ?, ?, ?, ?, ?::bigint, ?, ?, ?) returning id
                """,
                receipt.value(),
                complaint.about(),
                complaint.words(),
                complaint.code().value(),
                label.map(LabelView::lot)
                        .or(() -> lot.map(LotView::code))
                        .map(ShortCode::value)
                        .orElse(null),
                label.map(LabelView::merchant)
                        .or(() -> lot.flatMap(Complaints::onlyHolder))
                        .map(MerchantId::value)
                        .orElse(null),
                day,
                photo.map(HexFormat.of()::parseHex).orElse(null),
                now);
        complaint
                .contact()
                .ifPresent(contact -> database.update(
                        "insert into complaint_contact (complaint_id, sealed) values (?, ?)",
                        id,
                        sealedText.seal(contact, "complaint " + id)));
        return receipt;
    }

    /** What the complainant is told. Limited as filing is: receipts are not to be guessed. */
    public Optional<Answer> answer(ShortCode receipt, String caller) {
        limit.count("complaint-answer", caller, 60, WINDOW);
        return database.one(COLUMNS + " where c.receipt = ?", row -> view(row, List.of()), receipt.value())
                .map(c -> new Answer(c.receipt(), c.about(), c.receivedAt(), c.state(), c.dueOn(), c.answer()));
    }

    /** Oldest first while they wait, newest first once they are over. */
    public Page<ComplaintView> list(boolean over, String cursor, Integer wanted) {
        int size = Page.size(wanted);
        long from = cursor == null || cursor.isBlank() ? over ? Long.MAX_VALUE : 0 : Cursor.before(cursor);
        List<ComplaintView> found = database.query(
                COLUMNS
                        + (over
                                ? " where o.id is not null and c.id < ? order by c.id desc limit ?"
                                : " where o.id is null and c.id > ? order by c.id limit ?"),
                row -> view(row, List.of()),
                from,
                size + 1);
        List<ComplaintView> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown, found.size() > size ? Long.toString(shown.get(size - 1).id()) : null);
    }

    public Optional<ComplaintView> find(long id) {
        return database.one(COLUMNS + " where c.id = ?", row -> view(row, steps(id)), id);
    }

    /** The picture that came with it. */
    public Optional<byte[]> photo(long id, Actor actor) {
        requireOfficial(actor);
        return find(id).flatMap(ComplaintView::photoSha256).flatMap(evidence::read);
    }

    /** Somebody takes it up. */
    @Transactional
    public void take(long id, String note, Actor actor) {
        open(id, actor);
        step(id, ComplaintView.Kind.TAKEN, note, actor);
    }

    /**
     * Which goods and which merchant it is about, where the scan told wrongly or not enough. What is not given stays as it was
     * linked before.
     */
    @Transactional
    public void link(long id, Optional<ShortCode> lot, Optional<MerchantId> merchant, String note, Actor actor) {
        open(id, actor);
        if (lot.isPresent() && trace.find(lot.get()).isEmpty()) {
            throw new Refused(InspectionRefusal.LOT_UNKNOWN, "没有这个批次 (no such lot)");
        }
        merchant.ifPresent(merchants::get);
        database.update(
                """
                insert into complaint_step (complaint_id, kind, note, lot_code, merchant_id, at, login)
                values (?, 'LINKED', ?, ?, ?::bigint, ?, ?)
                """,
                id,
                checked(note),
                lot.map(ShortCode::value).orElse(null),
                merchant.map(MerchantId::value).orElse(null),
                clock.instant(),
                actor.account());
    }

    /** How to reach the complainant. Who has looked stays on record. */
    @Transactional
    public Optional<String> contact(long id, Actor actor) {
        requireOfficial(actor);
        Optional<byte[]> sealed =
                database.one("select sealed from complaint_contact where complaint_id = ?", row -> row.getBytes(1), id);
        if (sealed.isPresent()) {
            step(id, ComplaintView.Kind.CONTACT_READ, "", actor);
        }
        return sealed.map(s -> sealedText.open(s, "complaint " + id));
    }

    /** Takes the contact away for good, as the complainant may demand. */
    @Transactional
    public void eraseContact(long id, Actor actor) {
        requireOfficial(actor);
        if (database.update("delete from complaint_contact where complaint_id = ?", id) == 1) {
            step(id, ComplaintView.Kind.CONTACT_ERASED, "", actor);
        }
    }

    /**
     * Found true. Becomes known above, where grades are made, and to the merchant; never who complained.
     *
     * @param answer to the complainant
     * @param visit that looked into it
     * @throws Refused if it is not linked to a merchant, or was decided
     */
    @Transactional
    public void uphold(
            long id, ViolationClass weight, String answer, Optional<VisitId> visit, String note, Actor actor) {
        ComplaintView complaint = open(id, actor);
        MerchantId merchant = complaint
                .merchant()
                .orElseThrow(() -> new Refused(
                        InspectionRefusal.COMPLAINT_STEP, "请先关联被投诉的商户 (link the merchant that it is about first)"));
        visit.ifPresent(v -> requireVisitOf(v, merchant));
        decided(id, ComplaintView.Kind.UPHELD, weight, answer, visit, note, actor);
        upheld.fire(new ComplaintUpheld(
                complaint.receipt().value(), merchant, weight, complaint.happenedOn(), clock.instant()));
        notices.tell(
                merchant,
                Text.of("一起投诉经核查属实", "A complaint was found true"),
                Text.of(
                        complaint.about().title().zh() + "，购买日" + complaint.happenedOn() + "。",
                        complaint.about().title().en() + ", bought on " + complaint.happenedOn() + "."),
                "/my/credit");
    }

    /** Looked into, and not found true. */
    @Transactional
    public void notUphold(long id, String answer, Optional<VisitId> visit, String note, Actor actor) {
        ComplaintView complaint = open(id, actor);
        visit.ifPresent(v -> complaint.merchant().ifPresent(m -> requireVisitOf(v, m)));
        decided(id, ComplaintView.Kind.NOT_UPHELD, null, answer, visit, note, actor);
    }

    /** Not a complaint of goods, or nothing to go by. */
    @Transactional
    public void dismiss(long id, String answer, String note, Actor actor) {
        open(id, actor);
        decided(id, ComplaintView.Kind.DISMISSED, null, answer, Optional.empty(), note, actor);
    }

    // ---- inside

    /** First as it came, for what is no picture or too large is said there; kept is only the picture. */
    private String keepBare(byte[] photo) {
        Set<FileKind> pictures = Set.of(FileKind.JPEG, FileKind.PNG);
        boolean isPicture = FileKind.of(photo).filter(pictures::contains).isPresent();
        byte[] kept = isPicture && photo.length <= LARGEST_PHOTO ? BarePhoto.of(photo) : photo;
        return evidence.keep(kept, pictures, LARGEST_PHOTO, BUYER).sha256();
    }

    private static Optional<MerchantId> onlyHolder(LotView lot) {
        return lot.holders().size() == 1 ? Optional.of(lot.holders().get(0).merchant()) : Optional.empty();
    }

    private ComplaintView open(long id, Actor actor) {
        requireOfficial(actor);
        database.query("select 1 from complaint where id = ? for update", row -> true, id);
        ComplaintView complaint = find(id).orElseThrow(
                        () -> new Refused(InspectionRefusal.COMPLAINT_UNKNOWN, "没有这件投诉 (no such complaint)"));
        if (complaint.state().isOver()) {
            throw new Refused(InspectionRefusal.COMPLAINT_STEP, "这件投诉已有结论 (the complaint was decided)");
        }
        return complaint;
    }

    private void requireVisitOf(VisitId visit, MerchantId merchant) {
        boolean there = inspections
                .visit(visit)
                .filter(v -> v.merchant().equals(merchant))
                .isPresent();
        if (!there) {
            throw new Refused(InspectionRefusal.VISIT_UNKNOWN, "没有对该商户的这次检查 (no such visit to this merchant)");
        }
    }

    private void decided(
            long id,
            ComplaintView.Kind kind,
            ViolationClass weight,
            String answer,
            Optional<VisitId> visit,
            String note,
            Actor actor) {
        String words = checked(answer);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("请填写给投诉人的答复 (an answer to the complainant is needed)");
        }
        database.update(
                """
                insert into complaint_step (complaint_id, kind, note, answer, visit_id, weight, at, login)
                values (?, ?, ?, ?, ?::uuid, ?, ?, ?)
                """,
                id,
                kind,
                checked(note),
                words,
                visit.map(VisitId::toString).orElse(null),
                weight,
                clock.instant(),
                actor.account());
    }

    private void step(long id, ComplaintView.Kind kind, String note, Actor actor) {
        database.update(
                "insert into complaint_step (complaint_id, kind, note, at, login) values (?, ?, ?, ?, ?)",
                id,
                kind,
                checked(note),
                clock.instant(),
                actor.account());
    }

    private static String checked(String text) {
        String words = text == null ? "" : text.strip();
        if (words.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("最多" + LONGEST_NOTE + "字 (too long)");
        }
        return words;
    }

    private static void requireOfficial(Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(InspectionRefusal.NOT_YOUR_KIND, "投诉由检查人员处理 (complaints are for officials)");
        }
    }

    private List<ComplaintView.Step> steps(long id) {
        return database.query(
                "select kind, note, visit_id, weight, at, login from complaint_step where complaint_id = ? order by id",
                row -> new ComplaintView.Step(
                        ComplaintView.Kind.valueOf(row.getString(1)),
                        row.getString(2),
                        Optional.ofNullable(row.getObject(3, UUID.class)).map(VisitId::new),
                        Optional.ofNullable(row.getString(4)).map(ViolationClass::valueOf),
                        Database.instant(row, "at"),
                        row.getString(6)),
                id);
    }

    private ComplaintView view(ResultSet row, List<ComplaintView.Step> steps) throws SQLException {
        Instant receivedAt = Database.instant(row, "received_at");
        LocalDate received = Market.dayOf(receivedAt);
        String outcome = row.getString("outcome");
        long merchant = row.getLong("merchant_id");
        Optional<MerchantId> about = row.wasNull() ? Optional.empty() : Optional.of(new MerchantId(merchant));
        return new ComplaintView(
                row.getLong("id"),
                new ShortCode(row.getString("receipt")),
                ComplaintKind.valueOf(row.getString("about")),
                row.getString("words"),
                new ShortCode(row.getString("code")),
                Optional.ofNullable(row.getString("lot_code")).map(ShortCode::new),
                about,
                row.getDate("happened_on").toLocalDate(),
                Optional.ofNullable(row.getBytes("photo_sha256")).map(HexFormat.of()::formatHex),
                receivedAt,
                row.getBoolean("has_contact"),
                materials.period("complaint-answer", received).lastDayFrom(received),
                outcome != null
                        ? ComplaintView.State.valueOf(outcome)
                        : row.getBoolean("touched") ? ComplaintView.State.IN_WORK : ComplaintView.State.RECEIVED,
                Optional.ofNullable(row.getString("answer")),
                steps);
    }
}
