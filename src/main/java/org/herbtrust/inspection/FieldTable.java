package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.platform.Database;

/** What phones have sent: photos, records, receipts. */
@ApplicationScoped
class FieldTable {

    private static final HexFormat HEX = HexFormat.of();

    @Inject
    Database database;

    // ---- photos before their record

    int unclaimed(Actor sender, Instant since) {
        return database.one("""
                        select count(*) from visit_photo_upload u where u.login = ? and u.received_at > ?
                            and not exists (select 1 from field_visit f where f.visit_id = u.visit_id)
                        """, row -> row.getInt(1), sender.account(), since).orElseThrow();
    }

    Set<String> uploadedTo(VisitId visit, Actor sender) {
        return new HashSet<>(database.query(
                "select sha256 from visit_photo_upload where login = ? and visit_id = ?",
                row -> HEX.formatHex(row.getBytes(1)),
                sender.account(),
                visit.value()));
    }

    /** @return false if it was there already */
    boolean uploaded(VisitId visit, String sha256, int bytes, Instant now, Actor sender) {
        return database.update("""
                        insert into visit_photo_upload (login, visit_id, sha256, bytes, received_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """, sender.account(), visit.value(), HEX.parseHex(sha256), bytes, now) == 1;
    }

    void forgetUploads(Instant olderThan) {
        database.update("delete from visit_photo_upload where received_at < ?", olderThan);
    }

    // ---- records

    /** @return false if the id is taken; a second arrival waits until the first one's transaction has ended */
    boolean claim(FieldRecord record, String content, String sha256, Instant now) {
        return database.update(
                        """
                        insert into field_visit (visit_id, schema_version, login, content, content_hash, supersedes,
                            device_time, clock_offset_ms, elapsed_ms, received_at)
                        values (?, ?, ?, ?, ?, ?::uuid, ?, ?::bigint, ?, ?)
                        on conflict (visit_id) do nothing
                        """,
                        record.id().value(),
                        record.schemaVersion(),
                        record.account(),
                        content,
                        HEX.parseHex(sha256),
                        record.supersedes() == null ? null : record.supersedes().toString(),
                        record.finishedAt().toInstant(),
                        record.clockOffsetMs() == null
                                ? null
                                : record.clockOffsetMs().toString(),
                        record.elapsedMs(),
                        now)
                == 1;
    }

    void addPhotos(FieldRecord record) {
        for (FieldRecord.Photo photo : record.photos()) {
            database.update(
                    "insert into visit_photo (visit_id, slot, sha256, taken_at, note) values (?, ?, ?, ?, ?)",
                    record.id().value(),
                    photo.slot(),
                    HEX.parseHex(photo.sha256()),
                    photo.takenAt().toInstant(),
                    photo.note());
        }
    }

    Optional<FieldReceipt> receipt(VisitId id) {
        return database.one(
                "select content_hash, received_at from field_visit where visit_id = ?",
                row -> new FieldReceipt(
                        id,
                        HEX.formatHex(row.getBytes(1)),
                        Database.instant(row, "received_at"),
                        photos(id),
                        conflicts(id),
                        true),
                id.value());
    }

    private List<String> photos(VisitId id) {
        return database.query(
                "select sha256 from visit_photo where visit_id = ? order by slot",
                row -> HEX.formatHex(row.getBytes(1)),
                id.value());
    }

    private List<ConflictKind> conflicts(VisitId id) {
        return database.query(
                "select kind from visit_conflict where visit_id = ? order by id",
                row -> ConflictKind.valueOf(row.getString(1)),
                id.value());
    }

    Optional<String> content(VisitId id) {
        return database.one("select content from field_visit where visit_id = ?", row -> row.getString(1), id.value());
    }

    /** The hash of the photo in that place. */
    Optional<String> photo(VisitId id, String slot) {
        return database.one(
                "select sha256 from visit_photo where visit_id = ? and slot = ?",
                row -> HEX.formatHex(row.getBytes(1)),
                id.value(),
                slot);
    }

    /** The record that stands in the place of that one. */
    Optional<VisitId> supersededBy(VisitId id) {
        return database.one(
                "select by_visit from visit_superseded where earlier = ? order by since limit 1",
                row -> new VisitId(row.getObject(1, UUID.class)),
                id.value());
    }

    /** @return false if it was so before */
    boolean supersede(VisitId earlier, VisitId by, Instant now, Actor agreed) {
        return database.update("""
                        insert into visit_superseded (earlier, by_visit, since, agreed_by) values (?, ?, ?, ?) on conflict do nothing
                        """, earlier.value(), by.value(), now, agreed.account()) == 1;
    }

    /** Records that say to correct that one, the oldest first. */
    List<VisitId> corrections(VisitId id) {
        return database.query(
                "select visit_id from field_visit where supersedes = ? order by received_at limit 20",
                row -> new VisitId(row.getObject(1, UUID.class)),
                id.value());
    }
}
