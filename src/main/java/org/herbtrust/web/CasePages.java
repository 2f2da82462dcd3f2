package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.herbtrust.casework.CaseId;
import org.herbtrust.casework.CaseView;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Decision;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;

/** A case with all that was done in it, and what the reader may do now. */
@Path("/cases")
@Blocking
@RolesAllowed({
    Role.GROWER_ROLE,
    Role.MERCHANT_ROLE,
    Role.INSPECTOR_ROLE,
    Role.REGULATOR_ROLE,
    Role.OFFICE_ROLE,
    Role.ADMIN_ROLE
})
class CasePages {

    /** Moves that come with words of whoever makes them. */
    private static final Set<Move> WITH_WORDS = EnumSet.of(
            Move.RECORD_STATEMENT,
            Move.WAIVE,
            Move.ASK_HEARING,
            Move.HOLD_HEARING,
            Move.VERIFY,
            Move.RETURN_DECISION,
            Move.DISMISS);

    @Inject
    Pages pages;

    @Inject
    Casework casework;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    /**
     * A step that comes next.
     *
     * @param mine whether the reader's role takes it
     * @param early whether its day has not come yet
     */
    public record Step(Course.Next next, boolean mine, boolean early, boolean words) {
        public boolean isDecision() {
            return next.move() == Move.PROPOSE_DECISION;
        }

        public String getMove() {
            return next.move().name();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance file(Entered form, CaseView file, List<Step> steps, boolean request);
    }

    @GET
    @Path("{id}")
    public Response file(@PathParam("id") CaseId id) {
        return pages.html(page(id, Entered.empty()));
    }

    private TemplateInstance page(CaseId id, Entered form) {
        Actor reader = actor.get();
        LocalDate today = Market.dayOf(clock.instant());
        CaseView file = casework.get(id, reader);
        List<Step> steps = file.next().stream()
                .map(next -> new Step(
                        next,
                        next.by().contains(reader.role()),
                        next.from() != null && next.from().isAfter(today),
                        WITH_WORDS.contains(next.move())))
                .toList();
        boolean request =
                switch (file.procedure()) {
                    case REPAIR, OBJECTION -> true;
                    case EXIT, BLACKLIST, WARNING -> false;
                };
        return Templates.file(form, file, steps, request);
    }

    @POST
    @Path("{id}/{move}")
    public Response step(
            @PathParam("id") CaseId id, @PathParam("move") Move move, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    take(id, move, form);
                    return pages.next("/cases/" + id, Text.of("已登记", "Done and on record"));
                },
                form -> page(id, form));
    }

    private CaseView take(CaseId id, Move move, Entered form) {
        Actor who = actor.get();
        String words = form.value("text");
        return switch (move) {
            case OPEN -> casework.takeUp(id, who);
            case SERVE_NOTICE -> casework.serveNotice(id, who);
            case RECORD_STATEMENT -> casework.recordStatement(id, words, who);
            case WAIVE -> casework.waive(id, words, who);
            case ASK_HEARING -> casework.askHearing(id, words, who);
            case HOLD_HEARING -> casework.holdHearing(id, words, who);
            case MARK -> casework.mark(id, who);
            case PROPOSE_DECISION -> {
                String reasons = form.need("reasons");
                Integer months = form.maybe("termMonths", Integer::valueOf).orElse(null);
                form.done();
                yield casework.proposeDecision(id, new Decision(reasons, months, !form.has("granted", "no")), who);
            }
            case RETURN_DECISION -> casework.returnDecision(id, words, who);
            case CONFIRM_DECISION -> casework.confirmDecision(id, who);
            case SERVE_DECISION -> casework.serve(id, who);
            case VERIFY -> casework.verify(id, words, who);
            case DISMISS -> casework.dismiss(id, words, who);
        };
    }
}
