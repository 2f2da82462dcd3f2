package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Hit;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;

/** What stands against an applicant, or against a request: looked up anew each time, as lists change meanwhile. */
@ApplicationScoped
class Clearance {

    @Inject
    CaseFiles files;

    @Inject
    People people;

    @Inject
    Lists lists;

    @Inject
    Merchants merchants;

    @Inject
    Credit credit;

    /** Exits and listings of the entity, and of the persons behind it, under whatever licence. */
    List<Hit> ofAdmission(MerchantId id, LocalDate today) {
        List<Hit> hits = new ArrayList<>();
        MerchantView merchant = merchants.get(id);
        for (CaseFiles.Row row : files.inForce(id, today)) {
            hits.add(own(
                    row,
                    merchant.name(),
                    row.procedure() == ProcedureKind.EXIT ? Hit.Kind.OWN_EXIT : Hit.Kind.OWN_BLACKLIST));
        }
        for (Listing.Kept entry : lists.inForce(merchant.uscc(), today)) {
            hits.add(new Hit(
                    Hit.Kind.OFFICIAL_LISTING,
                    merchant.name(),
                    entry.list() + "，" + entry.authority() + "，" + entry.document(),
                    entry.endsOn()));
        }
        for (Fact fact : credit.facts(id)) {
            if (fact.type() == FactType.OFFICIAL_LISTING
                    && fact.isKnown(today)
                    && fact.takenAway(today).isEmpty()
                    && fact.expiresOn().map(end -> end.isAfter(today)).orElse(true)) {
                hits.add(new Hit(Hit.Kind.OFFICIAL_LISTING, merchant.name(), "信用档案" + fact.id(), fact.expiresOn()));
            }
        }
        for (People.Kept person : people.of(id)) {
            String whom = person.post().title().zh() + person.name();
            for (Listing.Kept entry : lists.inForce(person.hmac(), today)) {
                hits.add(new Hit(
                        Hit.Kind.PERSON_LISTED,
                        whom,
                        entry.list() + "，" + entry.authority() + "，" + entry.document(),
                        entry.endsOn()));
            }
        }
        for (People.Kept other : people.elsewhere(id)) {
            String whom = other.post().title().zh() + other.name() + "（"
                    + merchants.get(other.merchant()).name() + "）";
            for (CaseFiles.Row row : files.inForce(other.merchant(), today)) {
                hits.add(own(
                        row,
                        whom,
                        row.procedure() == ProcedureKind.EXIT ? Hit.Kind.PERSON_EXIT : Hit.Kind.PERSON_BLACKLIST));
            }
        }
        return hits.stream().distinct().toList();
    }

    /** What a repair waits for: the minimum term of each fact and of the decision, and cases that are open still. */
    List<Hit> ofRepair(CaseFiles.Row request, Casebook book, LocalDate today) {
        List<Hit> hits = new ArrayList<>();
        String name = merchants.get(request.merchant()).name();
        for (Fact fact : credit.facts(request.merchant())) {
            if (request.creditFacts().contains(fact.id())) {
                DisplayClass display = fact.displayClass().orElse(DisplayClass.ORDINARY);
                LocalDate from =
                        fact.occurredOn().plusMonths(book.repairAfterMonths().get(display));
                if (today.isBefore(from)) {
                    hits.add(new Hit(
                            Hit.Kind.MINIMUM_TERM,
                            name,
                            "信用档案%s %s".formatted(fact.id(), fact.type().title().zh()),
                            Optional.of(from)));
                }
            }
        }
        Stream<CaseFiles.Row> resting = request.creditFacts().isEmpty()
                ? Stream.empty()
                : files.restingOn(request.merchant(), request.creditFacts()).stream();
        Stream.concat(request.against().flatMap(files::find).stream(), resting)
                .flatMap(decision -> minimum(decision, name, book, today).stream())
                .distinct()
                .forEach(hits::add);
        for (ProcedureKind open : List.of(ProcedureKind.WARNING, ProcedureKind.EXIT, ProcedureKind.BLACKLIST)) {
            for (CaseFiles.Row row : files.list(
                    new CaseQuery(Optional.empty(), Optional.of(open), Optional.of(request.merchant()), false),
                    today,
                    Long.MAX_VALUE,
                    50)) {
                if (!row.state().isOver() && row.state() != CaseState.PROPOSED) {
                    hits.add(new Hit(
                            Hit.Kind.OPEN_CASE,
                            name,
                            row.id() + " " + open.title().zh(),
                            Optional.empty()));
                }
            }
        }
        return hits;
    }

    /** A decision may end early only after the months that its procedure names. */
    private static Optional<Hit> minimum(CaseFiles.Row decision, String name, Casebook book, LocalDate today) {
        int months = book.procedures()
                .get(decision.procedure())
                .term()
                .map(Casebook.Term::repairMonths)
                .orElse(0);
        LocalDate from = decision.publishFrom().orElse(today).plusMonths(months);
        return today.isBefore(from)
                ? Optional.of(new Hit(
                        Hit.Kind.MINIMUM_TERM, name, decision.decisionNo().orElse(""), Optional.of(from)))
                : Optional.empty();
    }

    private static Hit own(CaseFiles.Row row, String whom, Hit.Kind kind) {
        return new Hit(kind, whom, row.decisionNo().orElse(row.id().toString()), row.removeOn());
    }
}
