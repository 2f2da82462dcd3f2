package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.platform.Database;

/** The persons behind entities. */
@ApplicationScoped
class People {

    @Inject
    Database database;

    @Inject
    PersonKey key;

    /** A person as it is kept. */
    record Kept(MerchantId merchant, Post post, String name, String hmac, LocalDate since) {}

    void keep(MerchantId merchant, List<Person> people, LocalDate today, Instant now, Actor actor) {
        for (Person p : people) {
            database.update("""
                    insert into entity_person (merchant_id, post, name, id_hmac, since, recorded_at, login)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict (merchant_id, post, id_hmac) do nothing
                    """, merchant.value(), p.post(), p.name(), key.hmac(p.id()), today, now, actor.account());
        }
    }

    List<Kept> of(MerchantId merchant) {
        return database.query(
                "select merchant_id, post, name, id_hmac, since from entity_person where merchant_id = ? order by id",
                row -> new Kept(
                        new MerchantId(row.getLong(1)),
                        Post.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, LocalDate.class)),
                merchant.value());
    }

    /** The other entities behind which one of this one's persons stands. */
    List<Kept> elsewhere(MerchantId merchant) {
        return database.query(
                """
                select distinct other.merchant_id, mine.post, mine.name, mine.id_hmac, other.since
                from entity_person mine join entity_person other on other.id_hmac = mine.id_hmac
                where mine.merchant_id = ? and other.merchant_id <> mine.merchant_id order by 1 limit 100
                """,
                row -> new Kept(
                        new MerchantId(row.getLong(1)),
                        Post.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, LocalDate.class)),
                merchant.value());
    }
}
