package org.herbtrust.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.SheetFormat;

/** Puts a roster into the register, within the transaction of {@link Merchants#importRoster}. */
@ApplicationScoped
class RosterImport {

    /** Entities in memory before they are written out: the price of a flush grows with their number. */
    private static final int AT_A_TIME = 200;

    @Inject
    MerchantRegister register;

    @Inject
    Database database;

    RosterReport run(byte[] file, SheetFormat format, RosterRun run, Instant now) {
        Roster roster = Roster.read(file, format);
        Set<String> registered = registered(roster);
        Set<String> taken = taken(roster);
        List<RosterReport.RowError> errors = new ArrayList<>(roster.errors());
        List<Application> fresh = new ArrayList<>();
        int skipped = 0;
        int refused = roster.rows() - roster.entries().size();
        for (Roster.Entry entry : roster.entries()) {
            Application application = entry.application();
            if (registered.contains(application.uscc().value())) {
                skipped++;
            } else if (application
                    .stall()
                    .map(Stall::toString)
                    .filter(taken::contains)
                    .isPresent()) {
                refused++;
                errors.add(new RosterReport.RowError(
                        entry.row(),
                        RosterColumn.STALL.header(),
                        "摊位%s已有经营户 (this stall is taken)"
                                .formatted(application.stall().orElseThrow())));
            } else {
                fresh.add(application);
            }
        }
        errors.sort((a, b) -> Integer.compare(a.row(), b.row()));
        if (run == RosterRun.ALL_OR_NOTHING && refused > 0) {
            throw new Refused(
                    MerchantRefusal.ROSTER_REFUSED,
                    "共%d行，%d行有误，未导入任何一行 (%d of %d rows have errors; nothing was imported)"
                            .formatted(roster.rows(), refused, refused, roster.rows()),
                    errors.stream()
                            .limit(RosterReport.MOST_ERRORS)
                            .map(e -> new Refused.FieldError("row " + e.row() + ", " + e.column(), e.message()))
                            .toList());
        }
        if (run != RosterRun.CHECK_ONLY) {
            store(fresh, now);
        }
        return new RosterReport(run, roster.rows(), fresh.size(), skipped, refused, errors, roster.ignoredColumns());
    }

    private void store(List<Application> applications, Instant now) {
        int pending = 0;
        for (Application application : applications) {
            Merchant merchant = new Merchant(application, now);
            register.persist(merchant);
            merchant.number();
            if (++pending == AT_A_TIME) {
                register.flush();
                register.getEntityManager().clear();
                pending = 0;
            }
        }
        register.flush();
    }

    private Set<String> registered(Roster roster) {
        String[] codes = roster.entries().stream()
                .map(e -> e.application().uscc().value())
                .toArray(String[]::new);
        return new HashSet<>(database.query(
                "select uscc from merchant where uscc = any (?::text[])", row -> row.getString(1), (Object) codes));
    }

    private Set<String> taken(Roster roster) {
        String[] stalls = roster.entries().stream()
                .flatMap(e -> e.application().stall().stream())
                .map(Stall::toString)
                .toArray(String[]::new);
        return new HashSet<>(database.query(
                "select hall || ' ' || stall from merchant where stall is not null and hall || ' ' || stall = any (?::text[])",
                row -> row.getString(1),
                (Object) stalls));
    }
}
