package org.herbtrust.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private static final int MOST_STORIES = 2_000;
    private static final int MOST_PROOFS = 20_000;

    /**
     * Changes whenever something happened to one of the lots {@code s.lots} with the codes {@code s.codes}, a report on one of
     * them came in or became final, or the seller's entry {@code m} was changed. One expression for writing and reading, so
     * that they can't drift apart; no function, for PostgreSQL would plan what is in it anew with every call.
     */
    private static final String BASIS = """
            concat_ws('/',
                (select count(*) || '.' || coalesce(max(v.id), 0) from lot_movement v where v.lot_id = any (s.lots)),
                case when exists (select 1 from sample p where p.lot_code = any (s.codes::bpchar[])) then
                    (select count(r.id) || '.' || coalesce(max(r.id), 0) || '.' || count(f.sample_id)
                     from sample p join sample_result r on r.sample_id = p.id
                     left join sample_confirmation f on f.sample_id = p.id
                     where p.lot_code = any (s.codes::bpchar[])) end,
                m.version)
            """;

    /**
     * What is known of a lot {@code l} with a seller {@code m}. A hold on what one holder has of a lot is about that holder's
     * packages; of a package that another has labelled nobody knows whether it is one of these, so the buyer is told at whose
     * stall to beware.
     */
    private static final String OF_LOT = """
            l.id as lot_id, l.code as lot, l.gtin as lot_gtin, l.material, l.form, l.source,
            m.id as seller_id, m.standing, g.grade, g.as_of, g.pending is not null as pending,
            case when exists (
                    select 1 from held_lot x join lot_hold h on h.id = x.hold_id
                    where x.lot_id = l.id and h.lifted_at is null) then (
                select json_build_object(
                    'reasons', coalesce(json_agg(h.reason order by h.id) filter (where own.is_meant), '[]'),
                    'elsewhere', coalesce(json_agg(distinct x.holder_id) filter (where not own.is_meant), '[]'),
                    'recalled', bool_or(own.is_meant and r.hold_id is not null))
                from held_lot x join lot_hold h on h.id = x.hold_id and h.lifted_at is null
                left join recall r on r.hold_id = h.id
                cross join lateral (select %s or x.holder_id is null or x.holder_id = m.id as is_meant) own
                where x.lot_id = l.id) end as held,
            case when s.format = ? and s.told_at > now() - interval '1 hour' and s.basis = %s
                 then s.told_at || ' ' || s.basis end as story
            """;

    private static final String KNOWN_OF_LOT = """
            left join credit_standing t on t.merchant_id = m.id left join credit_grade g on g.id = t.grade_id
            left join answer_story s on s.lot_id = l.id and s.seller_id = m.id
            """;

    /** Of a package answers who has labelled it. */
    private static final String LABEL = """
            select x.code as label, x.state, x.ordinal, b.count, b.gtin as label_gtin, b.net_kg, b.packed_on, b.stem,
                   b.id as batch, c.grade as copies, %s
            from label x join label_batch b on b.id = x.batch_id join lot l on l.id = b.lot_id
            join merchant m on m.id = b.merchant_id left join copy_suspicion c on c.code = x.code %s
            where x.code = ?
            """.formatted(OF_LOT.formatted("false", BASIS), KNOWN_OF_LOT);

    /** Of a lot answers who has most of it, else who made it. */
    private static final String LOT = """
            select null as label, null as state, null as batch, null as copies, %s
            from lot l join merchant m on m.id = coalesce(
                (select o.merchant_id from lot_holding o where o.lot_id = l.id and o.kg > 0
                 order by o.kg desc, o.merchant_id limit 1), l.maker_id) %s
            where l.code = ?
            """.formatted(OF_LOT.formatted("true", BASIS), KNOWN_OF_LOT);

    private static final String BASIS_OF = """
            select %s from merchant m, (select ?::bigint[] as lots, ?::text[] as codes) s where m.id = ?
            """.formatted(BASIS);

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    /** Stories that were read lately, each with the version that it was told in; whether it still holds, the statement says. */
    private final Cache<Told, Versioned> read =
            Caffeine.newBuilder().maximumSize(MOST_STORIES).build();

    /** Where batches are in the ledger, which never changes. */
    private final Cache<UUID, Long> proofs =
            Caffeine.newBuilder().maximumSize(MOST_PROOFS).build();

    private ObjectReader stories;

    private record Told(long lotId, MerchantId seller) {}

    /** What is on hold of a lot, in the words of the statement. */
    private record Held(List<HoldReason> reasons, List<Long> elsewhere, boolean recalled) {
        static final Held NOTHING = new Held(List.of(), List.of(), false);
    }

    private record Versioned(String version, Story story) {}

    /**
     * @param net of the package, kilograms
     * @param stem what the printed address begins with; empty for those printed before it was kept
     */
    record Label(
            UUID batch,
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
     * What the statement found: everything that may change from one scan to the next.
     *
     * @param code of the label, else of the lot
     * @param holds reasons of those in force
     * @param heldAt others who have some of the lot, theirs being on hold
     * @param story version of the story that is still true; empty if it is to be told anew
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
            Optional<String> story) {

        /** The same of any package of the batch that these are true of; what is said of one may be said of the other. */
        Facts ofAnyPackage() {
            Label any = label.map(l ->
                            new Label(l.batch(), l.state(), 0, l.count(), l.gtin(), l.net(), l.packedOn(), l.stem()))
                    .orElseThrow();
            return new Facts(
                    lot,
                    Optional.of(any),
                    lotId,
                    lot,
                    lotGtin,
                    material,
                    form,
                    source,
                    seller,
                    standing,
                    grade,
                    holds,
                    heldAt,
                    recalled,
                    copies,
                    story);
        }
    }

    Optional<Facts> find(ShortCode code) {
        return database.one(LABEL, this::facts, Story.FORMAT, code.value())
                .or(() -> database.one(LOT, this::facts, Story.FORMAT, code.value()));
    }

    /** Index of the label batch in the ledger; empty in the first second. */
    Optional<Long> proof(UUID batch) {
        Long known = proofs.getIfPresent(batch);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Long> index = database.one(
                "select index from ledger_leaf where subject = ? and kind = 'LABEL_BATCH' order by index desc limit 1",
                row -> row.getLong(1),
                "urn:uuid:" + batch);
        index.ifPresent(i -> proofs.put(batch, i));
        return index;
    }

    /** The story that the facts say is still true; empty if it can't be read. */
    Optional<Story> story(Facts facts) {
        String version = facts.story().orElseThrow();
        Told key = new Told(facts.lotId(), facts.seller());
        Versioned known = read.getIfPresent(key);
        if (known != null && known.version().equals(version)) {
            return Optional.of(known.story());
        }
        Optional<Story> story = database.one(
                        "select body from answer_story where lot_id = ? and seller_id = ? and told_at || ' ' || basis = ?",
                        row -> row.getString(1),
                        facts.lotId(),
                        facts.seller().value(),
                        version)
                .flatMap(this::read);
        story.ifPresent(s -> read.put(key, new Versioned(version, s)));
        return story;
    }

    private Facts facts(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String grade = row.getString("grade");
        String copies = row.getString("copies");
        Held held = held(row.getString("held"));
        return new Facts(
                new ShortCode(row.getString(state == null ? "lot" : "label")),
                state == null
                        ? Optional.empty()
                        : Optional.of(new Label(
                                row.getObject("batch", UUID.class),
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
                held.reasons(),
                held.elsewhere().stream().map(MerchantId::new).toList(),
                held.recalled(),
                copies == null ? Suspected.NOT : Suspected.valueOf(copies),
                Optional.ofNullable(row.getString("story")));
    }

    private Held held(String found) {
        try {
            return found == null ? Held.NOTHING : json.readValue(found, Held.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("holds can't be read: " + found, impossible);
        }
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
        return database.one(BASIS_OF, row -> row.getString(1), lots, codes, seller.value())
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
