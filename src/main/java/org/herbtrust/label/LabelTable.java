package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.platform.Database;

/** Labels and their batches as rows. */
@ApplicationScoped
class LabelTable {

    private static final String BATCH = """
            select b.*, l.code as lot_code,
                   (select count(*) from label x where x.batch_id = b.id and x.state in ('VOIDED', 'DESTROYED')) as voided
            from label_batch b join lot l on l.id = b.lot_id
            """;

    private static final String LABEL = """
            select x.code, x.state, x.ordinal, x.batch_id, b.count, l.code as lot_code, b.merchant_id, b.gtin, b.net_kg, b.name,
                   b.packed_on, x.prints,
                   case when x.state in ('VOIDED', 'DESTROYED') then (
                       select c.reason from label_change c
                       where c.batch_id = x.batch_id and x.ordinal between c.first_ordinal and c.last_ordinal
                         and c.state = x.state
                       order by c.id desc limit 1) end as reason
            from label x join label_batch b on b.id = x.batch_id join lot l on l.id = b.lot_id
            """;

    @Inject
    Database database;

    @Inject
    PublicAddress publicAddress;

    /**
     * @return false if there is a batch of that id already; a second one that asks for it at the same time waits here until the
     *     first is through
     */
    boolean claim(LabelBatch batch, long lotId, byte[] asked, String login) {
        return database.update(
                        """
                        insert into label_batch (id, lot_id, merchant_id, gtin, count, net_kg, name, spec, botanical, origin, traced,
                            harvested_on, packed_on, expires_on, supplier, quality, standard, storage, stem, signing_key, grade_mark,
                            grade_on, issued_at, login, asked_sha256)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                        """,
                        batch.id(),
                        lotId,
                        batch.merchant().value(),
                        batch.gtin().value(),
                        batch.count(),
                        batch.netEach().value(),
                        batch.name(),
                        batch.spec(),
                        batch.botanical(),
                        batch.origin(),
                        batch.traced(),
                        batch.harvestedOn().orElse(null),
                        batch.packedOn(),
                        batch.expiresOn().orElse(null),
                        batch.supplier(),
                        batch.quality(),
                        batch.standard(),
                        batch.storage(),
                        batch.stem(),
                        batch.signingKey().orElse(null),
                        batch.grade().map(GradeMark::grade).orElse(null),
                        batch.grade().map(GradeMark::on).orElse(null),
                        batch.issuedAt(),
                        login,
                        asked)
                == 1;
    }

    Optional<byte[]> asked(UUID batch) {
        return database.one("select asked_sha256 from label_batch where id = ?", row -> row.getBytes(1), batch);
    }

    /**
     * The codes of a batch in their order; a code that is taken, by a label or a lot, makes the statement fail or fall short.
     *
     * @param signatures one a code, or none at all
     */
    int insert(UUID batch, List<ShortCode> codes, List<byte[]> signatures) {
        return database.update(
                """
                insert into label (code, batch_id, ordinal, state, signature)
                select t.code, ?, t.ordinal, 'ISSUED', decode(t.signature, 'hex')
                from unnest(?::text[], ?::text[]) with ordinality as t (code, signature, ordinal)
                where not exists (select 1 from lot where lot.code = t.code::bpchar)
                """,
                batch,
                codes.stream().map(ShortCode::value).toArray(String[]::new),
                signatures.stream().map(HexFormat.of()::formatHex).toArray(String[]::new));
    }

    /**
     * What a printer needs to know of a label; those that ended are left out.
     *
     * @param signature 64 bytes in hex; empty if the batch is not signed
     */
    record Printable(int ordinal, ShortCode code, LabelState state, String signature) {}

    List<Printable> printable(UUID batch, int first, int last) {
        return database.query(
                """
                select ordinal, code, state, coalesce(encode(signature, 'hex'), '') as signature from label
                where batch_id = ? and ordinal between ? and ? and state not in ('VOIDED', 'DESTROYED') order by ordinal
                """,
                row -> new Printable(
                        row.getInt("ordinal"),
                        new ShortCode(row.getString("code")),
                        LabelState.valueOf(row.getString("state")),
                        row.getString("signature")),
                batch,
                first,
                last);
    }

    Map<LabelState, Integer> states(UUID batch) {
        Map<LabelState, Integer> counts = new EnumMap<>(LabelState.class);
        database.query(
                "select state, count(*) from label where batch_id = ? group by state",
                row -> counts.put(LabelState.valueOf(row.getString(1)), row.getInt(2)),
                batch);
        return counts;
    }

    void seal(UUID batch, String sscc, byte[] sha256) {
        database.update("update label_batch set sscc = ?, batch_sha256 = ? where id = ?", sscc, sha256, batch);
    }

    Optional<LabelBatch> batch(UUID id) {
        return database.one(BATCH + " where b.id = ?", this::batch, id);
    }

    List<LabelBatch> batchesOf(MerchantId merchant, int limit) {
        return database.query(
                BATCH + " where b.merchant_id = ? order by b.issued_at desc, b.id limit ?",
                this::batch,
                merchant.value(),
                limit);
    }

    List<LabelBatch> batchesOfLot(ShortCode lot, int limit) {
        return database.query(
                BATCH + " where l.code = ? order by b.issued_at desc, b.id limit ?", this::batch, lot.value(), limit);
    }

    boolean isPackedAs(ShortCode lot, Gtin gtin) {
        return database.one(
                        "select 1 from label_batch b join lot l on l.id = b.lot_id where l.code = ? and b.gtin = ? limit 1",
                        row -> true,
                        lot.value(),
                        gtin.value())
                .isPresent();
    }

    Optional<LabelView> label(ShortCode code) {
        return database.one(LABEL + " where x.code = ?", LabelTable::label, code.value());
    }

    List<LabelView> labels(UUID batch, int first, int last) {
        return database.query(
                LABEL + " where x.batch_id = ? and x.ordinal between ? and ? order by x.ordinal",
                LabelTable::label,
                batch,
                first,
                last);
    }

    /** Moves those of the range that are in one of the states, and returns their codes. */
    List<ShortCode> move(UUID batch, int first, int last, Collection<LabelState> from, LabelState to) {
        return database.query(
                """
                update label set state = ?
                where batch_id = ? and ordinal between ? and ? and state = any (?::text[]) returning code
                """,
                row -> new ShortCode(row.getString(1)),
                to,
                batch,
                first,
                last,
                from.stream().map(Enum::name).toArray(String[]::new));
    }

    void record(
            UUID batch,
            int first,
            int last,
            LabelState state,
            boolean reprint,
            String reason,
            Instant at,
            String login) {
        database.update("""
                insert into label_change (batch_id, first_ordinal, last_ordinal, state, reprint, reason, at, login)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, batch, first, last, state, reprint, reason, at, login);
    }

    void printed(UUID batch, List<ShortCode> codes, Instant at) {
        database.update("update label set prints = prints + 1 where code = any (?)", (Object)
                codes.stream().map(ShortCode::value).toArray(String[]::new));
        database.update("update label_batch set printed_at = coalesce(printed_at, ?) where id = ?", at, batch);
    }

    /** Counts a print more of those in the range that are printed and not gone yet, and returns how many they are. */
    int reprinted(UUID batch, int first, int last) {
        int again = database.update("""
                update label set prints = prints + 1
                where batch_id = ? and ordinal between ? and ? and prints > 0 and state in ('PRINTED', 'APPLIED')
                """, batch, first, last);
        if (again > 0) {
            database.update("update label_batch set reprints = reprints + 1 where id = ?", batch);
        }
        return again;
    }

    private LabelBatch batch(ResultSet row) throws SQLException {
        LocalDate gradeOn = row.getObject("grade_on", LocalDate.class);
        byte[] hash = row.getBytes("batch_sha256");
        return new LabelBatch(
                row.getObject("id", UUID.class),
                new ShortCode(row.getString("lot_code")),
                new MerchantId(row.getLong("merchant_id")),
                new Gtin(row.getString("gtin")),
                row.getInt("count"),
                new Kilograms(row.getBigDecimal("net_kg")),
                row.getString("sscc"),
                row.getString("name"),
                row.getString("spec"),
                row.getString("botanical"),
                row.getString("origin"),
                row.getBoolean("traced"),
                Optional.ofNullable(row.getObject("harvested_on", LocalDate.class)),
                row.getObject("packed_on", LocalDate.class),
                Optional.ofNullable(row.getObject("expires_on", LocalDate.class)),
                row.getString("supplier"),
                row.getString("quality"),
                row.getString("standard"),
                row.getString("storage"),
                Optional.ofNullable(row.getString("stem")).orElse(publicAddress.stem()),
                Optional.ofNullable(row.getString("signing_key")),
                gradeOn == null ? Optional.empty() : Optional.of(new GradeMark(row.getString("grade_mark"), gradeOn)),
                Database.instant(row, "issued_at"),
                hash == null ? "" : HexFormat.of().formatHex(hash),
                Optional.ofNullable(Database.instant(row, "printed_at")),
                row.getInt("reprints"),
                row.getInt("voided"));
    }

    private static LabelView label(ResultSet row) throws SQLException {
        return new LabelView(
                new ShortCode(row.getString("code")),
                LabelState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("reason")).filter(r -> !r.isEmpty()),
                row.getObject("batch_id", UUID.class),
                row.getInt("ordinal"),
                row.getInt("count"),
                new ShortCode(row.getString("lot_code")),
                new MerchantId(row.getLong("merchant_id")),
                new Gtin(row.getString("gtin")),
                new Kilograms(row.getBigDecimal("net_kg")),
                row.getString("name"),
                row.getObject("packed_on", LocalDate.class),
                row.getInt("prints"));
    }
}
