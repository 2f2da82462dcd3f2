package org.herbtrust.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.FileKind;
import org.herbtrust.platform.Page;
import org.herbtrust.platform.StoredFile;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;

/**
 * The door for the files that go to the public credit platform. A file is checked before it is made, its bytes are kept and
 * committed to, and every sending and answer is written down: so a resend is the same file, and nobody argues about what
 * was sent.
 */
@ApplicationScoped
public class Exchange {

    /** Records in one file. */
    public static final int MOST_RECORDS = 10_000;

    private static final int LONGEST_NOTE = 1000;

    @Inject
    Database database;

    @Inject
    AuthorityRecords records;

    @Inject
    ExchangeRules rules;

    @Inject
    Evidence evidence;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    /**
     * Makes a file of all records of a kind that were decided in these days.
     *
     * @throws Refused {@link PublicationRefusal#EXCHANGE_REFUSED} if a record lacks what the standard asks for: nothing
     *     leaves then; {@link PublicationRefusal#NOTHING_TO_SEND}
     */
    @Transactional
    public ExchangeFile make(ExchangeKind kind, ExchangeFileFormat format, LocalDate from, LocalDate to, Actor actor) {
        AuthorityRecords.requireRegulator(actor);
        if (from == null || to == null || to.isBefore(from)) {
            throw new IllegalArgumentException("请填写起止日期，起不晚于止 (from and to are needed, in this order)");
        }
        List<AuthorityRecord> found = records.decided(kind, from, to, MOST_RECORDS + 1);
        if (found.isEmpty()) {
            throw new Refused(
                    PublicationRefusal.NOTHING_TO_SEND,
                    "%s至%s没有%s (none in these days)"
                            .formatted(from, to, kind.title().zh()));
        }
        if (found.size() > MOST_RECORDS) {
            throw new IllegalArgumentException(
                    "超过%d条，请缩短日期 (more than %1$d records: fewer days)".formatted(MOST_RECORDS));
        }
        ExchangeFormat fields = rules.current(kind);
        requireComplete(found, fields);
        byte[] bytes = ExchangeTable.write(
                fields, found.stream().map(AuthorityRecord::fields).toList(), format);
        StoredFile kept = evidence.keep(bytes, EnumSet.of(FileKind.TEXT, FileKind.XLSX), Evidence.LARGEST, actor);
        Instant now = clock.instant();
        long number = database.one(
                        "select nextval(pg_get_serial_sequence('exchange_file', 'id'))", row -> row.getLong(1))
                .orElseThrow();
        String name =
                "%s-%s-%04d".formatted(kind.name(), Market.dayOf(now).format(DateTimeFormatter.BASIC_ISO_DATE), number);
        database.update(
                """
                insert into exchange_file
                    (id, number, kind, format, from_day, to_day, records, sha256, made_at, made_by)
                overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                number,
                name,
                kind.name(),
                format.name(),
                from,
                to,
                found.size(),
                kept.sha256(),
                now,
                actor.account());
        ledger.append(LeafKind.EXCHANGE, "exchange/" + name, HexFormat.of().parseHex(kept.sha256()));
        return get(number, actor);
    }

    private static void requireComplete(List<AuthorityRecord> found, ExchangeFormat fields) {
        List<Refused.FieldError> errors = new ArrayList<>();
        for (AuthorityRecord record : found) {
            fields.check(record.fields())
                    .errors()
                    .forEach(e ->
                            errors.add(new Refused.FieldError(record.documentNo() + ", " + e.code(), e.message())));
        }
        if (!errors.isEmpty()) {
            throw new Refused(
                    PublicationRefusal.EXCHANGE_REFUSED,
                    "记录不完整，未生成文件；请撤回后补全重录 (records are incomplete, no file was made: withdraw and enter them whole)",
                    errors.stream().limit(AuthorityImport.MOST_ERRORS).toList());
        }
    }

    /** The newest first. */
    public Page<ExchangeFile> files(String cursor, Integer limit, Actor actor) {
        AuthorityRecords.requireReader(actor);
        int size = Page.size(limit);
        long before = cursor == null || cursor.isBlank() ? Long.MAX_VALUE : Long.parseLong(cursor);
        List<ExchangeFile> found = files("where id < ? order by id desc limit ?", before, size + 1);
        boolean more = found.size() > size;
        List<ExchangeFile> shown = more ? found.subList(0, size) : found;
        return new Page<>(shown, more ? Long.toString(shown.get(size - 1).id()) : null);
    }

    /** @throws Refused {@link PublicationRefusal#NOT_PUBLIC} if there is none */
    public ExchangeFile get(long id, Actor actor) {
        AuthorityRecords.requireReader(actor);
        return files("where id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(PublicationRefusal.NOT_PUBLIC, "没有这个文件 (no such file): " + id));
    }

    /** The bytes as they were made. */
    public byte[] content(long id, Actor actor) {
        return evidence.read(get(id, actor).sha256()).orElseThrow();
    }

    /** Writes down that the file was sent, accepted or refused. */
    @Transactional
    public ExchangeFile receipt(long id, ExchangeFile.Event event, String note, Actor actor) {
        AuthorityRecords.requireRegulator(actor);
        ExchangeFile file = get(id, actor);
        String said = note == null ? "" : note.strip();
        if (said.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("说明最多%d个字 (a note has at most %1$d characters)".formatted(LONGEST_NOTE));
        }
        boolean sent = file.receipts().stream().anyMatch(r -> r.event() == ExchangeFile.Event.SENT);
        if (event != ExchangeFile.Event.SENT && !sent) {
            throw new Refused(PublicationRefusal.EXCHANGE_REFUSED, "文件还没有报送 (the file was not sent yet)");
        }
        database.update(
                "insert into exchange_receipt (file_id, event, note, at, by_account) values (?, ?, ?, ?, ?)",
                id,
                event.name(),
                said,
                clock.instant(),
                actor.account());
        return get(id, actor);
    }

    private List<ExchangeFile> files(String condition, Object... values) {
        List<ExchangeFile> files = database.query(
                """
                select id, number, kind, format, from_day, to_day, records, sha256, made_at, made_by
                from exchange_file
                """ + condition,
                row -> new ExchangeFile(
                        row.getLong("id"),
                        row.getString("number"),
                        ExchangeKind.valueOf(row.getString("kind")),
                        ExchangeFileFormat.valueOf(row.getString("format")),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class),
                        row.getInt("records"),
                        row.getString("sha256"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getString("made_by"),
                        List.of()),
                values);
        return files.stream().map(this::withReceipts).toList();
    }

    private ExchangeFile withReceipts(ExchangeFile file) {
        List<ExchangeFile.Receipt> receipts = database.query(
                "select event, note, at, by_account from exchange_receipt where file_id = ? order by id",
                row -> new ExchangeFile.Receipt(
                        ExchangeFile.Event.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4)),
                file.id());
        return new ExchangeFile(
                file.id(),
                file.number(),
                file.kind(),
                file.format(),
                file.from(),
                file.to(),
                file.records(),
                file.sha256(),
                file.madeAt(),
                file.madeBy(),
                receipts);
    }
}
