package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.casework.rules.HolidayYear;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.WorkingDays;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.DatedFile;

/**
 * The working days by which the procedures count. Some years are shipped; a further one is loaded by one official from the
 * announcement and counts once a second one has compared it. Nothing is ever guessed: a period that reaches into a year
 * without data is refused.
 */
@ApplicationScoped
public class WorkingCalendar {

    private static final WorkingDays SHIPPED = WorkingDays.china();

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** The years that were confirmed when {@link #known} was made. */
    private record Known(List<Long> ids, WorkingDays days) {}

    private volatile Known known = new Known(List.of(), SHIPPED);

    /** A year as it was loaded. */
    public record LoadedYear(
            long id,
            int year,
            String source,
            List<LocalDate> holidays,
            List<LocalDate> workdays,
            String sha256,
            Instant loadedAt,
            String loadedBy,
            Optional<Instant> confirmedAt,
            Optional<String> confirmedBy) {}

    /** Shipped years and those that two officials have loaded. */
    public WorkingDays days() {
        // another replica may have confirmed one: the ids are asked for every time, the days only if they differ
        List<Long> ids = database.query(
                "select id from holiday_year where confirmed_at is not null order by id", row -> row.getLong(1));
        Known now = known;
        if (!now.ids().equals(ids)) {
            WorkingDays days = SHIPPED;
            for (LoadedYear year : years()) {
                if (year.confirmedAt().isPresent()) {
                    days = days.and(new HashSet<>(year.holidays()), new HashSet<>(year.workdays()));
                }
            }
            now = new Known(ids, days);
            known = now;
        }
        return now.days();
    }

    /** Whether the holidays of a year are known. */
    public boolean knows(int year) {
        return days().knows(year);
    }

    /**
     * Loads the arrangement of a year from a file with {@code year}, {@code source}, {@code holidays} and {@code workdays}. It
     * does not count yet.
     *
     * @throws Refused {@link CaseworkRefusal#CALENDAR} for a year that is known, {@link CaseworkRefusal#WRONG_ROLE}
     * @throws IllegalArgumentException naming the line, or the day that cannot be
     */
    @Transactional
    public long load(byte[] file, Actor actor) {
        official(actor);
        DatedFile dated = new DatedFile("holidays", file);
        DatedFile.Row root = dated.root();
        HolidayYear year = new HolidayYear(
                root.integer("year", 2000, 2200),
                root.string("source"),
                days(root, "holidays"),
                root.has("workdays") ? days(root, "workdays") : Set.of());
        root.nothingElse();
        unknown(year.year());
        return database.insert(
                """
                insert into holiday_year (year, source, holidays, workdays, sha256, loaded_at, loaded_by)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                year.year(),
                year.source(),
                words(year.holidays()),
                words(year.workdays()),
                dated.sha256(),
                clock.instant(),
                actor.account());
    }

    /**
     * A second official has compared it with the announcement: it counts from now on.
     *
     * @throws Refused {@link CaseworkRefusal#SAME_PERSON}, {@link CaseworkRefusal#CALENDAR}
     */
    @Transactional
    public void confirm(long id, Actor actor) {
        official(actor);
        LoadedYear year = database.one(YEARS + "where id = ? for update", WorkingCalendar::year, id)
                .orElseThrow(() -> new Refused(CaseworkRefusal.CALENDAR, "没有这份节假日安排 (no such calendar)"));
        if (year.loadedBy().equals(actor.account())) {
            throw new Refused(
                    CaseworkRefusal.SAME_PERSON, "须由录入人以外的另一人核对 (somebody else than who loaded it must confirm)");
        }
        unknown(year.year());
        database.update(
                "update holiday_year set confirmed_at = ?, confirmed_by = ? where id = ?",
                clock.instant(),
                actor.account(),
                id);
    }

    /** All years that were loaded, the newest first. */
    public List<LoadedYear> years() {
        return database.query(YEARS + "order by year desc, id desc limit 200", WorkingCalendar::year);
    }

    private static final String YEARS = """
            select id, year, source, holidays, workdays, sha256, loaded_at, loaded_by, confirmed_at, confirmed_by
            from holiday_year
            """;

    private void unknown(int year) {
        if (knows(year)) {
            throw new Refused(
                    CaseworkRefusal.CALENDAR,
                    "%d年的节假日安排已经生效 (the calendar of that year is in force already)".formatted(year));
        }
    }

    private static void official(Actor actor) {
        if (!actor.is(Role.OFFICE, Role.REGULATOR, Role.ADMIN)) {
            throw new Refused(CaseworkRefusal.WRONG_ROLE, "节假日安排由管理人员录入 (officials load calendars)");
        }
    }

    private static Set<LocalDate> days(DatedFile.Row row, String key) {
        Set<LocalDate> days = new HashSet<>();
        for (String day : row.strings(key)) {
            try {
                if (!days.add(LocalDate.parse(day))) {
                    throw row.wrong(key + " names " + day + " twice");
                }
            } catch (DateTimeException wrong) {
                throw row.wrong(key + " must be days like 2027-01-01: " + day);
            }
        }
        return days;
    }

    private static String[] words(Set<LocalDate> days) {
        return days.stream().sorted().map(LocalDate::toString).toArray(String[]::new);
    }

    private static LoadedYear year(ResultSet row) throws SQLException {
        return new LoadedYear(
                row.getLong("id"),
                row.getInt("year"),
                row.getString("source"),
                days(row.getArray("holidays")),
                days(row.getArray("workdays")),
                row.getString("sha256"),
                Database.instant(row, "loaded_at"),
                row.getString("loaded_by"),
                Optional.ofNullable(Database.instant(row, "confirmed_at")),
                Optional.ofNullable(row.getString("confirmed_by")));
    }

    private static List<LocalDate> days(Array array) throws SQLException {
        return new ArrayList<>(
                Arrays.stream((String[]) array.getArray()).map(LocalDate::parse).toList());
    }
}
