package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.casework.AdmissionView;
import org.herbtrust.casework.Admissions;
import org.herbtrust.casework.CaseFolder;
import org.herbtrust.casework.CaseId;
import org.herbtrust.casework.CaseView;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Decision;
import org.herbtrust.casework.Opening;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A case with all that was done in it, its documents and evidence, and what the reader may do now. */
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

    private static final int VISITS_SHOWN = 20;

    /** Moves that come with words of whoever makes them. */
    private static final Set<Move> WITH_WORDS = EnumSet.of(
            Move.CHECK,
            Move.TALK,
            Move.RECORD_STATEMENT,
            Move.WAIVE,
            Move.ASK_HEARING,
            Move.CALL_HEARING,
            Move.HOLD_HEARING,
            Move.SUSPEND,
            Move.LIFT_SUSPENSION,
            Move.VERIFY,
            Move.FIND_UNCORRECTED,
            Move.RETURN_DECISION,
            Move.DISMISS);

    @Inject
    Pages pages;

    @Inject
    Casework casework;

    @Inject
    CaseFolder folder;

    @Inject
    Admissions admissions;

    @Inject
    Inspections inspections;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    /**
     * A step that comes next.
     *
     * @param mine whether the reader's role takes it
     * @param early whether its day has not come yet
     * @param first whether it is the one that the reader most likely came for
     */
    public record Step(Course.Next next, boolean mine, boolean early, boolean first) {
        public boolean isDecision() {
            return next.move() == Move.PROPOSE_DECISION;
        }

        public boolean isReady() {
            return !early && next.missing().isEmpty();
        }

        public boolean isWords() {
            return WITH_WORDS.contains(next.move());
        }

        public boolean isVisited() {
            return next.move() == Move.VERIFY || next.move() == Move.FIND_UNCORRECTED;
        }

        public boolean isHearing() {
            return next.move() == Move.CALL_HEARING;
        }

        public String getMove() {
            return next.move().name();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance file(
                Entered form,
                CaseView file,
                List<Step> steps,
                List<CaseFolder.Filed> evidence,
                List<EvidenceKind> kinds,
                List<VisitView> visits,
                AdmissionView admission,
                boolean request,
                boolean listed,
                boolean official,
                boolean disputable,
                Text objection,
                Text repair);
    }

    @GET
    @Path("{id}")
    public Response file(@PathParam("id") CaseId id) {
        return pages.html(page(id, Entered.empty()));
    }

    private TemplateInstance page(CaseId id, Entered form) {
        Actor reader = actor.get();
        CaseView file = casework.get(id, reader);
        boolean official = reader.merchant().isEmpty();
        boolean listed = file.procedure() == ProcedureKind.EXIT || file.procedure() == ProcedureKind.BLACKLIST;
        List<Step> steps = steps(file, reader);
        return Templates.file(
                form,
                file,
                steps,
                folder.list(id, reader),
                List.of(EvidenceKind.values()),
                steps.stream().anyMatch(Step::isVisited) ? visits(file) : List.of(),
                file.procedure() == ProcedureKind.ADMISSION && reader.role() != Role.INSPECTOR
                        ? admissions.file(id, reader)
                        : null,
                file.procedure().isRequest(),
                listed,
                official,
                listed && file.state() == CaseState.EFFECTIVE && !reader.is(Role.REGULATOR, Role.INSPECTOR, Role.ADMIN),
                ProcedureKind.OBJECTION.title(),
                ProcedureKind.REPAIR.title());
    }

    private List<Step> steps(CaseView file, Actor reader) {
        LocalDate today = Market.dayOf(clock.instant());
        List<Step> steps = file.next().stream()
                .map(next -> new Step(
                        next,
                        next.by().contains(reader.role()) && !next.automatic(),
                        next.from().isAfter(today),
                        false))
                .toList();
        // what leads on by a day comes before what may be done at any time
        Optional<Step> first = steps.stream()
                .filter(s -> s.mine() && s.isReady())
                .min(Comparator.comparing(s -> s.next().dueOn().orElse(LocalDate.MAX)));
        return steps.stream()
                .map(s -> s.equals(first.orElse(null)) ? new Step(s.next(), s.mine(), s.early(), true) : s)
                .sorted(Comparator.comparing(s -> !s.first()))
                .toList();
    }

    /** Visits to the merchant since the order, by officials. */
    private List<VisitView> visits(CaseView file) {
        Optional<LocalDate> since = file.moves().stream()
                .filter(m -> m.move() == Move.SERVE_NOTICE)
                .map(m -> Market.dayOf(m.at()))
                .findFirst();
        VisitQuery query = new VisitQuery(
                Optional.of(file.merchant()), Optional.empty(), Optional.empty(), since, Optional.empty());
        return inspections.visits(query, null, VISITS_SHOWN).items().stream()
                .filter(v -> v.kind() != VisitKind.SELF)
                .toList();
    }

    @POST
    @Path("{id}/evidence")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response upload(
            @PathParam("id") CaseId id,
            @RestForm("file") FileUpload file,
            @RestForm("kind") String kind,
            @RestForm("forParty") String forParty) {
        return pages.attempt(
                Entered.empty().with("kind", kind),
                form -> {
                    EvidenceKind what = form.need("kind", EvidenceKind::valueOf);
                    if (file == null || file.size() == 0) {
                        form.wrong("file", "请选择文件 (choose a file)");
                    }
                    form.done();
                    folder.add(id, what, file.fileName(), Uploads.chosen(file), forParty != null, actor.get());
                    return pages.next("/cases/" + id + "#evidence", Text.of("材料已提交", "The file is in the case"));
                },
                form -> page(id, form));
    }

    @GET
    @Path("{id}/evidence/{file}")
    public Response evidence(@PathParam("id") CaseId id, @PathParam("file") long file) {
        return download(folder.read(id, file, actor.get()));
    }

    @GET
    @Path("{id}/documents/{document}")
    public Response document(@PathParam("id") CaseId id, @PathParam("document") long document) {
        return download(folder.document(id, document, actor.get()));
    }

    /** An objection to this decision, or a request for its repair. */
    @POST
    @Path("{id}/requests")
    public Response dispute(@PathParam("id") CaseId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    ProcedureKind kind = form.need("procedure", ProcedureKind::valueOf);
                    String words = form.need("dispute");
                    form.done();
                    Actor who = actor.get();
                    CaseView decision = casework.get(id, who);
                    String wanted = kind == ProcedureKind.OBJECTION ? "decision-disputed" : "corrected-and-performed";
                    String ground = casework.grounds(kind).stream()
                            .map(Casebook.Ground::id)
                            .filter(wanted::equals)
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("现在不能办理 (not possible at present)"));
                    CaseId opened = casework.open(
                            new Opening(decision.merchant(), kind, ground, words, List.of(), Optional.of(id)), who);
                    return pages.next("/cases/" + opened, Text.of("申请已提交", "Your request is on record"));
                },
                form -> page(id, form));
    }

    @POST
    @Path("{id}/{move}")
    public Response step(
            @PathParam("id") CaseId id, @PathParam("move") Move move, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed).with("move", move),
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
            case ACCEPT -> casework.accept(id, who);
            case CHECK -> casework.check(id, words, who);
            case POST_NOTICE -> casework.postNotice(id, who);
            case TALK -> casework.talk(id, words, who);
            case SERVE_NOTICE -> casework.serveNotice(id, who);
            case REMIND -> casework.remind(id, who);
            case RECORD_STATEMENT -> casework.recordStatement(id, words, who);
            case WAIVE -> casework.waive(id, words, who);
            case ASK_HEARING -> casework.askHearing(id, words, who);
            case CALL_HEARING -> {
                LocalDate day = form.need("day", LocalDate::parse);
                form.done();
                yield casework.callHearing(id, day, words, who);
            }
            case HOLD_HEARING -> casework.holdHearing(id, words, who);
            case MARK -> casework.mark(id, who);
            case SUSPEND -> casework.suspend(id, words, who);
            case LIFT_SUSPENSION -> casework.liftSuspension(id, words, who);
            case PROPOSE_DECISION -> {
                String reasons = form.need("reasons");
                Integer months = form.maybe("termMonths", Integer::valueOf).orElse(null);
                form.done();
                yield casework.proposeDecision(id, new Decision(reasons, months, !form.has("granted", "no")), who);
            }
            case RETURN_DECISION -> casework.returnDecision(id, words, who);
            case CONFIRM_DECISION -> casework.confirmDecision(id, who);
            case SERVE_DECISION -> casework.serve(id, who);
            case VERIFY -> casework.verify(id, visit(form), words, who);
            case FIND_UNCORRECTED -> casework.findUncorrected(id, visit(form), words, who);
            case DISMISS -> casework.dismiss(id, words, who);
            case END_TERM -> throw new IllegalArgumentException("期满由系统自动解除 (terms end by themselves)");
        };
    }

    private static VisitId visit(Entered form) {
        return form.maybe("visit", VisitId::fromString).orElse(null);
    }

    /** As a file of the reader's own: nothing that somebody brought is shown inside our pages. */
    static Response download(CaseFolder.Content content) {
        return Response.ok(content.bytes(), content.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(content.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
