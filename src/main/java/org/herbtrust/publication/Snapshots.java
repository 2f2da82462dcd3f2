package org.herbtrust.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Market;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.Page;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.herbtrust.publication.rules.Party;

/**
 * The door to the lists as whole files, for those who want all of it. A file stands for a day; when something is withdrawn
 * in between, or a day is over, the file goes from the public at once and is made again when it is asked for. What was is
 * kept as the archive, and committed to in the ledger.
 */
@ApplicationScoped
public class Snapshots {

    @Inject
    Database database;

    @Inject
    Publication publication;

    @Inject
    Ledger ledger;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /** What is in a JSON file. */
    record File(String dataset, LocalDate day, String licence, List<?> items) {}

    private static final String LICENCE = "公开数据，可自由使用，须注明日期和来源 free to use with day and source";

    /** Soon after midnight in the market, so that each day has its files even if nobody asks. */
    @Scheduled(
            cron = "0 10 0 * * ?",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void makeAll() {
        for (Dataset dataset : Dataset.values()) {
            current(dataset);
        }
    }

    /** Today's state of a list; made first if there is none. */
    @Transactional
    public Snapshot current(Dataset dataset) {
        LocalDate today = Market.dayOf(clock.instant());
        return find(dataset, today).orElseGet(() -> {
            // one maker at a time; readers of the one before aren't held up
            database.one(
                    "select pg_advisory_xact_lock(hashtext(?))", row -> true, "open_data_snapshot:" + dataset.name());
            return find(dataset, today).orElseGet(() -> make(dataset, today));
        });
    }

    /** The bytes of today's file. */
    @Transactional
    public byte[] file(Dataset dataset, FileFormat format) {
        current(dataset);
        String column = format == FileFormat.JSON ? "json" : "csv";
        return database.one(
                        "select " + column + " from open_data_snapshot where dataset = ? and retired_at is null",
                        row -> row.getBytes(1),
                        dataset.name())
                .orElseThrow();
    }

    /** How a file is written. */
    public enum FileFormat {
        JSON,
        CSV
    }

    void drop(@Observes RecordsWithdrawn news) {
        database.update("update open_data_snapshot set retired_at = ? where retired_at is null", clock.instant());
    }

    private Optional<Snapshot> find(Dataset dataset, LocalDate today) {
        return database.one("""
                        select dataset, day, made_at, records, json_sha256, csv_sha256 from open_data_snapshot
                        where dataset = ? and day = ? and retired_at is null""", Snapshots::snapshot, dataset.name(), today);
    }

    private static Snapshot snapshot(ResultSet row) throws SQLException {
        return new Snapshot(
                Dataset.valueOf(row.getString(1)),
                row.getObject(2, LocalDate.class),
                row.getTimestamp(3).toInstant(),
                row.getInt(4),
                HexFormat.of().formatHex(row.getBytes(5)),
                HexFormat.of().formatHex(row.getBytes(6)));
    }

    private Snapshot make(Dataset dataset, LocalDate today) {
        Content content = content(dataset);
        byte[] jsonFile = written(new File(dataset.path(), today, LICENCE, content.items()));
        byte[] csvFile = Sheet.write(dataset.title().zh(), content.rows(), SheetFormat.CSV);
        byte[] jsonSha256 = HexFormat.of().parseHex(Evidence.sha256(jsonFile));
        Instant now = clock.instant();
        database.update(
                "update open_data_snapshot set retired_at = ? where dataset = ? and retired_at is null",
                now,
                dataset.name());
        database.update(
                """
                insert into open_data_snapshot (dataset, day, made_at, records, json, json_sha256, csv, csv_sha256)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                dataset.name(),
                today,
                now,
                content.items().size(),
                jsonFile,
                jsonSha256,
                csvFile,
                HexFormat.of().parseHex(Evidence.sha256(csvFile)));
        ledger.append(LeafKind.LIST_SNAPSHOT, "open-data/" + dataset.path() + "/" + today, jsonSha256);
        return find(dataset, today).orElseThrow();
    }

    private byte[] written(File file) {
        try {
            return json.writeValueAsBytes(file);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Content(List<?> items, List<List<String>> rows) {}

    private Content content(Dataset dataset) {
        return switch (dataset) {
            case GRADES -> table(all(cursor -> publication.merchants(null, null, cursor, Page.MOST)), Snapshots::row);
            case RED -> records(RecordKind.RED);
            case BLACK -> records(RecordKind.BLACK);
            case OFFICIAL -> records(RecordKind.OFFICIAL_LISTING);
            case PENALTIES -> records(RecordKind.PENALTY);
            case LICENCES -> records(RecordKind.LICENCE);
            case DECISIONS -> table(all(cursor -> publication.decisions(null, cursor, Page.MOST)), Snapshots::row);
            case RECALLS -> table(publication.recalls(false).items(), Snapshots::row);
        };
    }

    private Content records(RecordKind kind) {
        return table(all(cursor -> publication.records(kind, cursor, Page.MOST)), Snapshots::row);
    }

    private static <T> List<T> all(Function<String, Page<T>> pages) {
        List<T> items = new ArrayList<>();
        String cursor = null;
        do {
            Page<T> page = pages.apply(cursor);
            items.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return items;
    }

    private static <T> Content table(List<T> items, Function<T, Map<String, Object>> row) {
        List<List<String>> rows = new ArrayList<>();
        for (T item : items) {
            Map<String, Object> cells = row.apply(item);
            if (rows.isEmpty()) {
                rows.add(List.copyOf(cells.keySet()));
            }
            rows.add(cells.values().stream()
                    .map(value -> Objects.toString(value, ""))
                    .toList());
        }
        return new Content(items, rows);
    }

    private static Map<String, Object> row(PublicMerchant merchant) {
        Map<String, Object> row = party(merchant.party());
        row.put("kind", merchant.kind());
        row.put("standing", merchant.standing());
        row.put("admittedOn", merchant.admittedOn());
        Optional<PublicGrade> grade = Optional.ofNullable(merchant.grade());
        row.put("grade", grade.map(PublicGrade::grade).orElse(""));
        row.put("since", grade.map(PublicGrade::since).orElse(null));
        row.put("asOf", grade.map(PublicGrade::asOf).orElse(null));
        row.put("pending", grade.map(PublicGrade::pending).orElse(false));
        row.put("underObjection", grade.map(PublicGrade::underObjection).orElse(false));
        row.put("policyVersion", grade.map(PublicGrade::policyVersion).orElse(""));
        row.put("explanationSha256", grade.map(PublicGrade::explanationSha256).orElse(""));
        row.put("ledgerIndex", grade.map(PublicGrade::ledgerIndex).orElse(null));
        return row;
    }

    private static Map<String, Object> row(PublicRecord record) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", record.id());
        row.put("kind", record.kind());
        row.put("decisionNo", record.decisionNo());
        row.putAll(party(record.party()));
        row.put("what", record.what().zh());
        row.put("ground", record.ground().zh());
        row.put("body", record.body());
        row.put("decidedOn", record.decidedOn());
        row.put("publishFrom", record.publishFrom());
        row.put("removeOn", record.removeOn());
        row.put("asOf", record.asOf());
        row.put("policyVersion", record.policyVersion());
        row.put("underObjection", record.underObjection());
        row.put("reply", record.reply());
        row.put("ledgerIndex", record.ledgerIndex());
        row.put("sha256", record.sha256());
        return row;
    }

    private static Map<String, Object> row(PublicRecall recall) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", recall.id());
        row.put("material", recall.material());
        row.put("notice", recall.notice().zh());
        row.put("cause", recall.cause());
        row.put("startedAt", recall.startedAt());
        row.put("closedAt", recall.closedAt());
        row.put("lots", recall.lots().stream().map(Object::toString).collect(Collectors.joining(" ")));
        return row;
    }

    private static Map<String, Object> party(Party party) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("merchantId", party.id());
        row.put("name", party.name());
        row.put("operator", party.operator());
        row.put("uscc", party.uscc());
        row.put("stall", party.stall());
        return row;
    }
}
