package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.LotView;

/** Notices what did not fit when a record came in, and keeps it until a person has looked at it. */
@ApplicationScoped
class FieldConflicts {

    /** Phones get their time from the network; more than this is a clock that somebody has set. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    /** Codes that one record is looked up for; a longer list tells the same. */
    private static final int MOST_CODES_NOTICED = 20;

    private static final int LONGEST_CODE_SHOWN = 40;

    private static final String COLUMNS = """
            select c.id, c.kind, c.visit_id, c.other_visit, v.merchant_id, c.detail_zh, c.detail_en, c.noticed_at,
                   s.note, s.settled_by, s.settled_at
            from visit_conflict c join visit v on v.id = c.visit_id left join visit_conflict_settlement s on s.conflict_id = c.id
            """;

    @Inject
    Database database;

    @Inject
    Merchants merchants;

    @Inject
    ScannedGoods goods;

    /**
     * Compares a record that was just stored with the world as it is now.
     *
     * @param told the visit that the record tells of
     * @param kept what of it fits the catalogue and the calendar of its day
     */
    void notice(FieldRecord record, Visit told, Visit kept, Actor sender, Instant now) {
        LocalDate day = Market.dayOf(record.occurredAt(now));
        sameStall(record, sender, day, now);
        if (record.follows() != null && record.kind() == VisitKind.FOLLOW_UP) {
            correctionDone(record, now);
        }
        if (record.supersedes() != null) {
            correctedTwice(record, now);
        }
        catalogueChanged(record, told, kept, now);
        if (!told.correctBy().equals(kept.correctBy())) {
            add(
                    record,
                    ConflictKind.CLOCK,
                    null,
                    Text.of(
                            "手机上的整改期限%s早于检查日%s，暂按检查日计，请核对"
                                    .formatted(told.correctBy().orElseThrow(), day),
                            "due by %s on the phone, before the visit of %s; taken as due that day"
                                    .formatted(told.correctBy().orElseThrow(), day)),
                    now);
        }
        merchantChanged(record, now);
        strangeCodes(record, now);
        Duration error = record.clockError(now);
        if (error.compareTo(CLOCK_TOLERANCE) > 0) {
            add(
                    record,
                    ConflictKind.CLOCK,
                    null,
                    Text.of(
                            "手机时间相差约" + error.toMinutes() + "分钟，检查时间已按服务器时间推算",
                            "the phone's clock was off by some " + error.toMinutes()
                                    + " minutes; the time was put right"),
                    now);
        }
    }

    /** A supervision looks at a stall after a patrol on purpose; two of one kind on one day were not meant. */
    private void sameStall(FieldRecord record, Actor sender, LocalDate day, Instant now) {
        record Other(UUID id, String inspector) {}
        database.query(
                        """
                        select id, inspector_name from visit v
                        where merchant_id = ? and day = ? and kind = ? and inspector <> ? and id <> ?
                            and not exists (select 1 from visit_superseded s where s.earlier = v.id)
                        order by seq limit 10
                        """,
                        row -> new Other(row.getObject(1, UUID.class), row.getString(2)),
                        record.merchant().value(),
                        day,
                        record.kind(),
                        sender.account(),
                        record.id().value())
                .forEach(other -> add(
                        record,
                        ConflictKind.TWO_ON_ONE_STALL,
                        other.id(),
                        Text.of(
                                "%s于%s也做过同类检查（%s），请核对是否重复或结论不一"
                                        .formatted(
                                                other.inspector(),
                                                day,
                                                record.kind().title().zh()),
                                "%s recorded a visit of the same kind on %s (%s): a repetition, or do they disagree?"
                                        .formatted(
                                                other.inspector(),
                                                day,
                                                record.kind().title().en())),
                        now));
    }

    private void correctionDone(FieldRecord record, Instant now) {
        database.one(
                        "select id from visit where follows = ? and kind = 'FOLLOW_UP' and id <> ? order by seq limit 1",
                        row -> row.getObject(1, UUID.class),
                        record.follows().value(),
                        record.id().value())
                .ifPresent(other -> add(
                        record,
                        ConflictKind.CORRECTION_DONE,
                        other,
                        Text.of("这项整改在本记录到达前已有复查记录", "the correction had been looked at before this record arrived"),
                        now));
    }

    private void correctedTwice(FieldRecord record, Instant now) {
        database.one(
                        "select visit_id from field_visit where supersedes = ? and visit_id <> ? order by received_at limit 1",
                        row -> row.getObject(1, UUID.class),
                        record.supersedes().value(),
                        record.id().value())
                .ifPresent(other -> add(
                        record,
                        ConflictKind.CORRECTED_TWICE,
                        other,
                        Text.of("同一份记录已有另一份更正", "the same record was corrected by another one already"),
                        now));
    }

    /** It is kept and counts beside the other until a person has agreed that it takes the other one's place. */
    void correctsAnother(FieldRecord record, VisitView earlier, Instant now) {
        add(
                record,
                ConflictKind.CORRECTS_ANOTHER,
                earlier.id().value(),
                Text.of(
                        "所更正的是%s对%s的%s记录；同意后才替换原记录"
                                .formatted(
                                        earlier.inspectorName(),
                                        earlier.merchant(),
                                        earlier.kind().title().zh()),
                        "corrects a record (%s) of %s by %s; it is replaced only once somebody has agreed"
                                .formatted(earlier.kind().title().en(), earlier.merchant(), earlier.inspectorName())),
                now);
    }

    void correctsUnknown(FieldRecord record, Instant now) {
        add(
                record,
                ConflictKind.CORRECTS_UNKNOWN,
                null,
                Text.of(
                        "所更正的记录%s尚未到达，到达后自动替换".formatted(record.supersedes()),
                        "record %s has not arrived; it is replaced when it does".formatted(record.supersedes())),
                now);
    }

    private void catalogueChanged(FieldRecord record, Visit told, Visit kept, Instant now) {
        TreeSet<String> left = new TreeSet<>(told.checklist().keySet());
        left.removeAll(kept.checklist().keySet());
        told.findings().stream()
                .filter(f -> !kept.findings().contains(f))
                .map(Finding::violation)
                .forEach(left::add);
        if (!left.isEmpty()) {
            String all = left.stream()
                    .limit(MOST_CODES_NOTICED)
                    .map(FieldConflicts::shown)
                    .collect(Collectors.joining(" "));
            add(
                    record,
                    ConflictKind.CATALOGUE_CHANGED,
                    null,
                    Text.of("目录当日没有，未计入，请人工核对：" + all, "not in that day's catalogue, not counted: " + all),
                    now);
        }
    }

    private static String shown(String scanned) {
        String code = FieldRecord.keepable(scanned);
        return code.length() > LONGEST_CODE_SHOWN ? code.substring(0, LONGEST_CODE_SHOWN) + "…" : code;
    }

    private void merchantChanged(FieldRecord record, Instant now) {
        if (record.merchantSeen() == null) {
            return;
        }
        MerchantView is = merchants.get(record.merchant());
        FieldRecord.MerchantSeen seen = record.merchantSeen();
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        differs("名称", "name", seen.name(), is.name(), zh, en);
        differs("摊位", "stall", seen.stall(), is.stall().map(Object::toString).orElse(""), zh, en);
        differs("资格", "standing", seen.standing(), is.standing().name(), zh, en);
        if (!zh.isEmpty()) {
            add(
                    record,
                    ConflictKind.MERCHANT_CHANGED,
                    null,
                    Text.of(
                            "手机上的资料已过时：" + String.join("；", zh),
                            "the phone's data were out of date: " + String.join("; ", en)),
                    now);
        }
    }

    private static void differs(String zh, String en, String was, String is, List<String> zhs, List<String> ens) {
        if (!was.isEmpty() && !was.equals(is)) {
            zhs.add("%s“%s”→“%s”".formatted(zh, was, is));
            ens.add("%s “%s” → “%s”".formatted(en, was, is));
        }
    }

    private void strangeCodes(FieldRecord record, Instant now) {
        TreeSet<String> codes = new TreeSet<>(record.codes());
        record.findings().stream()
                .map(FieldRecord.Found::code)
                .filter(code -> !code.isEmpty())
                .forEach(codes::add);
        List<String> unknown = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        codes.stream().limit(MOST_CODES_NOTICED).forEach(code -> {
            Optional<LotView> lot = goods.lot(code);
            String shown = shown(code);
            if (lot.isEmpty()) {
                unknown.add(shown);
            } else if (lot.get().heldBy(record.merchant()).isZero()
                    && !lot.get().maker().equals(record.merchant())) {
                elsewhere.add(shown);
            }
        });
        if (!unknown.isEmpty()) {
            String all = String.join(" ", unknown);
            add(record, ConflictKind.CODE_UNKNOWN, null, Text.of("本市场没有：" + all, "not of this market: " + all), now);
        }
        if (!elsewhere.isEmpty()) {
            String all = String.join(" ", elsewhere);
            add(
                    record,
                    ConflictKind.CODE_ELSEWHERE,
                    null,
                    Text.of("系统中不在该商户名下：" + all, "by the records not with this merchant: " + all),
                    now);
        }
    }

    private void add(FieldRecord record, ConflictKind kind, UUID other, Text detail, Instant now) {
        database.update(
                """
                insert into visit_conflict (visit_id, kind, other_visit, detail_zh, detail_en, noticed_at)
                values (?, ?, ?::uuid, ?, ?, ?)
                """, record.id().value(), kind, other == null ? null : other.toString(), detail.zh(), detail.en(), now);
    }

    Optional<VisitConflict> find(long id) {
        return database.one(COLUMNS + " where c.id = ?", FieldConflicts::conflict, id);
    }

    /** Noticed of that record, or by another record of it. */
    List<VisitConflict> of(VisitId id) {
        return database.query(
                COLUMNS + " where c.visit_id = ? or c.other_visit = ? order by c.id",
                FieldConflicts::conflict,
                id.value(),
                id.value());
    }

    Page<VisitConflict> list(boolean settled, String cursor, Integer limit) {
        int size = Page.size(limit);
        List<VisitConflict> found = settled
                ? database.query(
                        COLUMNS + " where s.conflict_id is not null and c.id < ? order by c.id desc limit ?",
                        FieldConflicts::conflict,
                        Cursor.before(cursor),
                        size + 1)
                : database.query(
                        COLUMNS + " where s.conflict_id is null and c.id > ? order by c.id limit ?",
                        FieldConflicts::conflict,
                        cursor == null || cursor.isBlank() ? 0L : Cursor.before(cursor),
                        size + 1);
        List<VisitConflict> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown, found.size() > size ? Long.toString(shown.get(size - 1).id()) : null);
    }

    /** @return false if somebody has done it before */
    boolean settle(long id, String note, Instant now, Actor actor) {
        return database.update("""
                        insert into visit_conflict_settlement (conflict_id, note, settled_by, settled_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """, id, note, actor.account(), now) == 1;
    }

    private static VisitConflict conflict(ResultSet row) throws SQLException {
        UUID other = row.getObject("other_visit", UUID.class);
        Instant settledAt = Database.instant(row, "settled_at");
        return new VisitConflict(
                row.getLong("id"),
                ConflictKind.valueOf(row.getString("kind")),
                new VisitId(row.getObject("visit_id", UUID.class)),
                Optional.ofNullable(other).map(VisitId::new),
                new MerchantId(row.getLong("merchant_id")),
                Text.of(row.getString("detail_zh"), row.getString("detail_en")),
                Database.instant(row, "noticed_at"),
                settledAt == null
                        ? Optional.empty()
                        : Optional.of(new VisitConflict.Settlement(
                                row.getString("note"), row.getString("settled_by"), settledAt)));
    }
}
