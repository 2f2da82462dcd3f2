package org.herbtrust.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.CopySign;
import org.herbtrust.label.rules.CopySuspicion;
import org.herbtrust.label.rules.DeviceClass;
import org.herbtrust.label.rules.LabelTimes;
import org.herbtrust.label.rules.Sighting;
import org.herbtrust.label.rules.Suspected;
import org.herbtrust.platform.Database;

/** Scans, suspicions and findings as rows. */
@ApplicationScoped
class ScanTable {

    /** The newest so many scans of a label are judged: more only come of an attack or a broadcast. */
    private static final int MOST_JUDGED = 2_000;

    private static final String CASE = """
            select s.*, l.code as lot_code, b.name
            from copy_suspicion s join label x on x.code = s.code
            join label_batch b on b.id = x.batch_id join lot_name l on l.id = b.lot_id
            """;

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    /** @param device number within the day */
    record Fact(ShortCode code, Instant at, String place, DeviceClass deviceClass, long device) {}

    /** Stores those whose label was issued and counts them; the codes that there were. */
    List<ShortCode> insert(List<Fact> facts) {
        return database.query(
                """
                with seen as (
                    select t.code::bpchar as code, t.at::timestamptz as at, nullif(t.place, '') as place, t.class, t.device::bigint as device
                    from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as t (code, at, place, class, device)
                    where exists (select 1 from label l where l.code = t.code::bpchar)
                ), kept as (
                    insert into scan_fact (code, at, place, device_class, device) select * from seen
                ), counted as (
                    insert into scan_count as c (day, merchant_id, material, place, scans)
                    select (s.at at time zone 'Asia/Shanghai')::date, b.merchant_id, coalesce(lot.material, ''),
                           coalesce(s.place, ''), count(*)
                    from seen s join label l on l.code = s.code join label_batch b on b.id = l.batch_id
                    left join lot on lot.id = b.lot_id
                    where s.class <> 'ROBOT'
                    group by 1, 2, 3, 4 order by 1, 2, 3, 4
                    on conflict (day, merchant_id, material, place) do update set scans = c.scans + excluded.scans
                )
                select distinct code from seen where class <> 'ROBOT'
                """,
                row -> new ShortCode(row.getString(1)),
                texts(facts, f -> f.code().value()),
                texts(facts, f -> f.at().toString()),
                texts(facts, f -> f.place() == null ? "" : f.place()),
                texts(facts, f -> f.deviceClass().name()),
                texts(facts, f -> Long.toString(f.device())));
    }

    private static String[] texts(List<Fact> facts, Function<Fact, String> of) {
        return facts.stream().map(of).toArray(String[]::new);
    }

    /** The day's key; the first that asks for it makes it, whichever replica that is. */
    byte[] key(LocalDate day, byte[] fresh) {
        database.update("insert into scan_key (day, key) values (?, ?) on conflict do nothing", day, fresh);
        return database.one("select key from scan_key where day = ?", row -> row.getBytes(1), day)
                .orElseThrow();
    }

    void forget(Instant scansBefore, LocalDate keysBefore) {
        database.update("delete from scan_key where day < ?", keysBefore);
        database.update("delete from scan_fact where at < ?", scansBefore);
    }

    // ---- judging

    /** Oldest first; after the last dismissal. */
    List<Sighting> sightings(ShortCode code, Instant from) {
        return database.query(
                """
                select at, place, device from (
                    select id, at, place, device from scan_fact
                    where code = ? and at >= ? and device_class <> 'ROBOT'
                      and at > coalesce((select max(f.at) from copy_finding f where f.code = ? and not f.copied), '-infinity')
                    order by at desc, id desc limit ?) newest
                order by at, id
                """,
                row -> new Sighting(
                        Database.instant(row, "at"), province(row.getString("place")), row.getLong("device")),
                code.value(),
                from,
                code.value(),
                MOST_JUDGED);
    }

    private static int province(String place) {
        return place == null ? 0 : Integer.parseInt(place.substring(0, 2));
    }

    LabelTimes times(ShortCode code) {
        return database.one(
                        """
                        select max(c.at) filter (where c.state = 'SOLD') as sold,
                               max(c.at) filter (where c.state in ('DESTROYED', 'VOIDED')) as ended
                        from label l join label_change c on c.batch_id = l.batch_id
                          and l.ordinal between c.first_ordinal and c.last_ordinal
                        where l.code = ?
                        """,
                        row -> new LabelTimes(
                                Optional.ofNullable(Database.instant(row, "sold")),
                                Optional.ofNullable(Database.instant(row, "ended"))),
                        code.value())
                .orElse(LabelTimes.OPEN);
    }

    /** Waits for whoever judges the same label at the same time. */
    Optional<CopyCase> locked(ShortCode code) {
        database.query("select pg_advisory_xact_lock(7230, hashtext(?))", row -> true, code.value());
        return find(code);
    }

    void store(ShortCode code, CopySuspicion suspicion, String thresholds, Optional<Instant> caseSince, Instant now) {
        database.update(
                """
                insert into copy_suspicion (code, merchant_id, grade, points, signs, scans, telephones, provinces, since,
                    thresholds, judged_at, case_since)
                select l.code, b.merchant_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                from label l join label_batch b on b.id = l.batch_id where l.code = ?
                on conflict (code) do update set grade = excluded.grade, points = excluded.points, signs = excluded.signs,
                    scans = excluded.scans, telephones = excluded.telephones, provinces = excluded.provinces,
                    since = excluded.since, thresholds = excluded.thresholds, judged_at = excluded.judged_at,
                    case_since = excluded.case_since
                """,
                suspicion.grade(),
                suspicion.points(),
                written(suspicion.signs()),
                suspicion.scans(),
                suspicion.telephones(),
                suspicion.provinces(),
                suspicion.since().orElse(null),
                thresholds,
                now,
                caseSince.orElse(null),
                code.value());
    }

    void remove(ShortCode code) {
        database.update("delete from copy_suspicion where code = ?", code.value());
    }

    void confirm(ShortCode code, Instant now) {
        database.update(
                "update copy_suspicion set grade = 'CONFIRMED', case_since = coalesce(case_since, ?) where code = ?",
                now,
                code.value());
    }

    void record(CopyCase suspected, boolean copied, boolean byMerchant, String reason, Actor actor, Instant now) {
        database.update(
                """
                insert into copy_finding (code, merchant_id, copied, by_merchant, reason, signs, points, login, name, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                suspected.label().value(),
                suspected.merchant().value(),
                copied,
                byMerchant,
                reason,
                written(suspected.signs()),
                suspected.points(),
                actor.account(),
                actor.name(),
                now);
    }

    // ---- reading

    Optional<CopyCase> find(ShortCode code) {
        return database.one(CASE + " where s.code = ?", this::suspected, code.value());
    }

    List<CopyCase> open(int limit) {
        return database.query(
                CASE + " where s.grade in ('LIKELY', 'STRONG') order by s.points desc, s.code limit ?",
                this::suspected,
                limit);
    }

    List<CopyCase> of(MerchantId merchant, int limit) {
        return database.query(
                CASE
                        + " where s.merchant_id = ? and s.case_since is not null order by s.case_since desc, s.code limit ?",
                this::suspected,
                merchant.value(),
                limit);
    }

    List<CopyFinding> findings(int limit) {
        return database.query("select * from copy_finding order by id desc limit ?", ScanTable::finding, limit);
    }

    List<CopyFinding> findings(ShortCode code) {
        return database.query(
                "select * from copy_finding where code = ? order by id", ScanTable::finding, code.value());
    }

    List<ScanStatistics.Counted> counts(Optional<MerchantId> merchant, LocalDate from, LocalDate to, String by) {
        String key =
                switch (by) {
                    case "day" -> "day::text";
                    case "place" -> "place";
                    case "material" -> "material";
                    default -> throw new IllegalArgumentException("no statistics by " + by);
                };
        return database.query(
                "select " + key + " as key, sum(scans)::int as scans from scan_count"
                        + " where day between ? and ? and (?::bigint is null or merchant_id = ?)"
                        + " group by 1 order by " + (by.equals("day") ? "1" : "2 desc, 1"),
                row -> new ScanStatistics.Counted(row.getString("key"), row.getInt("scans")),
                from,
                to,
                merchant.map(MerchantId::value).orElse(null),
                merchant.map(MerchantId::value).orElse(null));
    }

    private CopyCase suspected(ResultSet row) throws SQLException {
        return new CopyCase(
                new ShortCode(row.getString("code")),
                new ShortCode(row.getString("lot_code")),
                new MerchantId(row.getLong("merchant_id")),
                row.getString("name"),
                Suspected.valueOf(row.getString("grade")),
                row.getInt("points"),
                read(row.getString("signs")),
                row.getInt("scans"),
                row.getInt("telephones"),
                row.getInt("provinces"),
                Optional.ofNullable(row.getObject("since", LocalDate.class)),
                row.getString("thresholds"),
                Database.instant(row, "judged_at"),
                Optional.ofNullable(Database.instant(row, "case_since")));
    }

    private static CopyFinding finding(ResultSet row) throws SQLException {
        return new CopyFinding(
                new ShortCode(row.getString("code")),
                new MerchantId(row.getLong("merchant_id")),
                row.getBoolean("copied"),
                row.getBoolean("by_merchant"),
                row.getString("reason"),
                row.getString("login"),
                row.getString("name"),
                Database.instant(row, "at"));
    }

    private String written(List<CopySign> signs) {
        try {
            return json.writeValueAsString(signs);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<CopySign> read(String signs) {
        try {
            return json.readValue(signs, new TypeReference<List<CopySign>>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("signs of a suspicion can't be read", damaged);
        }
    }
}
