package org.herbtrust.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.Suspected;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.HoldReason;

/**
 * One statement an answer. It reads the tables of other packages directly, the one place that does: through their doors the
 * same answer costs a dozen statements.
 */
@ApplicationScoped
class AnswerTable {

    // A code is of a label or of a lot. Who answers for the goods: who labelled the package; of a lot, who has most of
    // it,
    // else who made it. A hold on what one holder has of a lot is about that holder's packages; of a package that
    // another
    // has labelled nobody knows whether it is one of these, so the buyer is told at whose stall to beware.
    private static final String FACTS = """
            with asked as (
                select x.code as label, x.state, x.ordinal, b.count, b.gtin as label_gtin, b.net_kg, b.packed_on,
                       b.id as batch, b.lot_id, b.merchant_id as seller_id, b.stem, c.grade as copies
                from label x join label_batch b on b.id = x.batch_id left join copy_suspicion c on c.code = x.code
                where x.code = ?
                union all
                select null, null, null, null, null, null, null, null, l.id,
                       coalesce((select o.merchant_id from lot_holding o where o.lot_id = l.id and o.kg > 0
                                 order by o.kg desc, o.merchant_id limit 1), l.maker_id), null, null
                from lot l where l.code = ?
            )
            select a.*, l.code as lot, l.gtin as lot_gtin, l.material, l.form, l.source, m.standing, g.grade, g.as_of,
                   g.pending is not null as pending,
                   (select array_agg(h.reason order by h.id) from held_lot x join lot_hold h on h.id = x.hold_id
                    where x.lot_id = l.id and h.lifted_at is null
                      and (x.holder_id is null or a.label is null or x.holder_id = a.seller_id)) as holds,
                   (select array_agg(distinct x.holder_id) from held_lot x join lot_hold h on h.id = x.hold_id
                    where x.lot_id = l.id and h.lifted_at is null
                      and a.label is not null and x.holder_id <> a.seller_id) as held_at,
                   exists (select 1 from held_lot x join lot_hold h on h.id = x.hold_id join recall r on r.hold_id = h.id
                           where x.lot_id = l.id and h.lifted_at is null
                             and (x.holder_id is null or a.label is null or x.holder_id = a.seller_id)) as recalled,
                   (select f.index from ledger_leaf f where f.subject = 'urn:uuid:' || a.batch and f.kind = 'LABEL_BATCH'
                    order by f.index desc limit 1) as proof,
                   case when s.format = ? and s.told_at > now() - interval '1 hour'
                         and s.basis = answer_basis(s.lots, s.codes, a.seller_id) then s.body end as story
            from asked a join lot l on l.id = a.lot_id join merchant m on m.id = a.seller_id
            left join credit_standing t on t.merchant_id = a.seller_id left join credit_grade g on g.id = t.grade_id
            left join answer_story s on s.lot_id = a.lot_id and s.seller_id = a.seller_id
            limit 1
            """;

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    private ObjectReader stories;

    /**
     * @param net of the package, kilograms
     * @param stem what the printed address begins with; empty for those printed before it was kept
     */
    record Label(
            LabelState state,
            int ordinal,
            int count,
            Gtin gtin,
            Kilograms net,
            LocalDate packedOn,
            Optional<String> stem) {}

    /** @param grade empty if none was published yet */
    record Graded(Grade grade, LocalDate asOf, boolean pending) {}

    /**
     * What the statement found: everything that may change from one scan to the next, and the story if it is still true.
     *
     * @param code of the label, else of the lot
     * @param holds reasons of those in force
     * @param heldAt others who have some of the lot, theirs being on hold
     * @param proof index of the label batch in the ledger
     */
    record Facts(
            ShortCode code,
            Optional<Label> label,
            long lotId,
            ShortCode lot,
            Optional<Gtin> lotGtin,
            Optional<MaterialCode> material,
            String form,
            String source,
            MerchantId seller,
            Standing standing,
            Optional<Graded> grade,
            List<HoldReason> holds,
            List<MerchantId> heldAt,
            boolean recalled,
            Suspected copies,
            Optional<Long> proof,
            Optional<Story> story) {}

    Optional<Facts> find(ShortCode code) {
        return database.one(FACTS, this::facts, code.value(), code.value(), Story.FORMAT);
    }

    private Facts facts(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String grade = row.getString("grade");
        String copies = row.getString("copies");
        long proof = row.getLong("proof");
        boolean proven = !row.wasNull();
        return new Facts(
                new ShortCode(row.getString(state == null ? "lot" : "label")),
                state == null
                        ? Optional.empty()
                        : Optional.of(new Label(
                                LabelState.valueOf(state),
                                row.getInt("ordinal"),
                                row.getInt("count"),
                                new Gtin(row.getString("label_gtin")),
                                new Kilograms(row.getBigDecimal("net_kg")),
                                row.getObject("packed_on", LocalDate.class),
                                Optional.ofNullable(row.getString("stem")))),
                row.getLong("lot_id"),
                new ShortCode(row.getString("lot")),
                Optional.ofNullable(row.getString("lot_gtin")).map(Gtin::new),
                Optional.ofNullable(row.getString("material")).map(MaterialCode::new),
                row.getString("form"),
                row.getString("source"),
                new MerchantId(row.getLong("seller_id")),
                Standing.valueOf(row.getString("standing")),
                grade == null
                        ? Optional.empty()
                        : Optional.of(new Graded(
                                Grade.valueOf(grade),
                                row.getObject("as_of", LocalDate.class),
                                row.getBoolean("pending"))),
                listed(row.getArray("holds"), String.class)
                        .map(HoldReason::valueOf)
                        .toList(),
                listed(row.getArray("held_at"), Long.class).map(MerchantId::new).toList(),
                row.getBoolean("recalled"),
                copies == null ? Suspected.NOT : Suspected.valueOf(copies),
                proven ? Optional.of(proof) : Optional.empty(),
                Optional.ofNullable(row.getString("story")).flatMap(this::read));
    }

    private static <T> Stream<T> listed(Array array, Class<T> of) throws SQLException {
        return array == null
                ? Stream.empty()
                : Arrays.stream((Object[]) array.getArray()).map(of::cast);
    }

    private Optional<Story> read(String body) {
        try {
            if (stories == null) {
                stories = json.readerFor(Story.class);
            }
            return Optional.of(stories.readValue(body));
        } catch (JsonProcessingException ofAnotherRelease) {
            return Optional.empty(); // told anew
        }
    }

    /** From here on this transaction sees one moment: a story must not mix what was before with what came after. */
    void seeOneMoment() {
        database.update("set transaction isolation level repeatable read, read only");
    }

    String basis(Long[] lots, String[] codes, MerchantId seller) {
        return database.one("select answer_basis(?, ?, ?)", row -> row.getString(1), lots, codes, seller.value())
                .orElseThrow();
    }

    void keep(long lotId, MerchantId seller, Long[] lots, String[] codes, String basis, Story story) {
        String body;
        try {
            body = json.writeValueAsString(story);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        database.update("""
                insert into answer_story (lot_id, seller_id, lots, codes, basis, format, body, told_at)
                values (?, ?, ?, ?, ?, ?, ?, now())
                on conflict (lot_id, seller_id) do update set lots = excluded.lots, codes = excluded.codes,
                    basis = excluded.basis, format = excluded.format, body = excluded.body, told_at = excluded.told_at
                """, lotId, seller.value(), lots, codes, basis, Story.FORMAT, body);
    }
}
