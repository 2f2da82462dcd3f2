package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;

/**
 * Two lists that are never mixed: the market's own blacklist, each entry of which is a decision of a case, and the official
 * lists, whose entries only an authority decides and which are imported as they stand.
 */
@ApplicationScoped
public class Lists {

    @Inject
    CaseFiles files;

    @Inject
    Casebooks books;

    @Inject
    Database database;

    @Inject
    PersonKey key;

    @Inject
    Clock clock;

    /** An entry of the market's own blacklist. */
    public record Blacklisted(
            CaseId caseId,
            MerchantId merchant,
            String decisionNo,
            Text ground,
            String basis,
            LocalDate decidedOn,
            LocalDate publishFrom,
            LocalDate publishBy,
            LocalDate removeOn) {}

    /** The market's own blacklist as it stands today, the newest first. */
    public Page<Blacklisted> blacklist(String cursor, Integer limit) {
        int size = Page.size(limit);
        long before = cursor == null || cursor.isBlank()
                ? Long.MAX_VALUE
                : CaseId.fromString(cursor).value();
        List<CaseFiles.Row> rows = files.blacklist(today(), before, size + 1);
        List<Blacklisted> shown = rows.stream()
                .limit(size)
                .map(r -> {
                    var ground = books.ground(r);
                    return new Blacklisted(
                            r.id(),
                            r.merchant(),
                            r.decisionNo().orElseThrow(),
                            ground.text(),
                            ground.basis(),
                            r.decidedOn().orElseThrow(),
                            r.publishFrom().orElseThrow(),
                            r.publishBy().orElseThrow(),
                            r.removeOn().orElseThrow());
                })
                .toList();
        return new Page<>(
                shown, rows.size() > size ? shown.get(size - 1).caseId().toString() : null);
    }

    /**
     * Imports an entry of an official list; the same entry twice is one.
     *
     * @return its number
     */
    @Transactional
    public long imported(Listing listing, Actor actor) {
        official(actor);
        return database.one(
                        """
                        insert into official_listing
                            (list, authority, document, name, uscc, id_hmac, listed_on, ends_on, imported_at, login)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (list, document, name) do update set list = excluded.list returning id
                        """,
                        row -> row.getLong(1),
                        listing.list(),
                        listing.authority(),
                        listing.document(),
                        listing.name(),
                        listing.uscc().map(Uscc::value).orElse(null),
                        listing.id().map(key::hmac).orElse(null),
                        listing.listedOn(),
                        listing.endsOn().map(Date::valueOf).orElse(null),
                        clock.instant(),
                        actor.account())
                .orElseThrow();
    }

    /** The authority took an entry off its list. */
    @Transactional
    public void ended(long id, LocalDate on, String why, Actor actor) {
        official(actor);
        if (on == null || why == null || why.isBlank() || why.length() > 500) {
            throw new IllegalArgumentException("请填写移出日期和依据 (a day and the paper that says so)");
        }
        if (database.update(
                        "update official_listing set ended_on = ?, ended_why = ? where id = ? and ended_on is null",
                        on,
                        why.strip(),
                        id)
                == 0) {
            throw new Refused(CaseworkRefusal.UNKNOWN, "没有这条有效的名单记录 (no such entry in force)");
        }
    }

    /** The imported entries, the newest first. */
    public Page<Listing.Kept> official(String cursor, Integer limit, Actor actor) {
        official(actor);
        int size = Page.size(limit);
        long before = cursor == null || !cursor.matches("\\d{1,18}") ? Long.MAX_VALUE : Long.parseLong(cursor);
        List<Listing.Kept> found =
                database.query(LISTINGS + "where id < ? order by id desc limit ?", Lists::listing, before, size + 1);
        List<Listing.Kept> shown = found.stream().limit(size).toList();
        return new Page<>(
                shown, found.size() > size ? String.valueOf(shown.get(size - 1).id()) : null);
    }

    /** Entries in force about an entity. */
    List<Listing.Kept> inForce(Uscc uscc, LocalDate day) {
        return database.query(LISTINGS + "where uscc = ? and " + IN_FORCE, Lists::listing, uscc.value(), day, day, day);
    }

    /** Entries in force about a person. */
    List<Listing.Kept> inForce(String hmac, LocalDate day) {
        return database.query(LISTINGS + "where id_hmac = ? and " + IN_FORCE, Lists::listing, hmac, day, day, day);
    }

    private static final String LISTINGS = """
            select id, list, authority, document, name, uscc, id_hmac is not null, listed_on, ends_on, ended_on,
                   imported_at, login
            from official_listing
            """;

    private static final String IN_FORCE = """
            listed_on <= ? and (ends_on is null or ends_on > ?) and (ended_on is null or ended_on > ?) order by id
            """;

    private static Listing.Kept listing(ResultSet row) throws SQLException {
        return new Listing.Kept(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                row.getBoolean(7),
                row.getObject(8, LocalDate.class),
                Optional.ofNullable(row.getObject(9, LocalDate.class)),
                Optional.ofNullable(row.getObject(10, LocalDate.class)),
                row.getTimestamp(11).toInstant(),
                row.getString(12));
    }

    private static void official(Actor actor) {
        if (!actor.is(Role.OFFICE, Role.REGULATOR, Role.ADMIN)) {
            throw new Refused(CaseworkRefusal.WRONG_ROLE, "官方名单由管理人员导入 (officials import official lists)");
        }
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
