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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.herbtrust.credit.CreditPolicies;
import org.herbtrust.credit.PolicyDraftId;
import org.herbtrust.credit.PolicyVersion;
import org.herbtrust.credit.WhatIfView;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;

/** How the rules of credit change: drafted by one, tried on the last year, approved by another. */
@Path("/credit-policies")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class PolicyPages {

    private static final Pattern LINE = Pattern.compile(" line (\\d{1,6})");
    private static final int AROUND = 2;

    @Inject
    Pages pages;

    @Inject
    CreditPolicies policies;

    @Inject
    CurrentActor actor;

    /** A line of a policy. */
    record Line(int number, String text, boolean wrong) {}

    /** A line that only one of two texts has; its number in that text. */
    record Difference(int number, String text, boolean added) {

        /** What is only in the one or the other, in the order of both. */
        static List<Difference> between(List<String> old, List<String> changed) {
            int[][] common = new int[old.size() + 1][changed.size() + 1];
            for (int i = old.size() - 1; i >= 0; i--) {
                for (int j = changed.size() - 1; j >= 0; j--) {
                    common[i][j] = old.get(i).equals(changed.get(j))
                            ? common[i + 1][j + 1] + 1
                            : Math.max(common[i + 1][j], common[i][j + 1]);
                }
            }
            List<Difference> differences = new ArrayList<>();
            int i = 0;
            int j = 0;
            while (i < old.size() || j < changed.size()) {
                if (i < old.size() && j < changed.size() && old.get(i).equals(changed.get(j))) {
                    i++;
                    j++;
                } else if (j == changed.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                    differences.add(new Difference(i + 1, old.get(i), false));
                    i++;
                } else {
                    differences.add(new Difference(j + 1, changed.get(j), true));
                    j++;
                }
            }
            return differences;
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<PolicyVersion> versions, String inForce, boolean mayDraft);

        static native TemplateInstance form(Entered form, List<Line> near);

        static native TemplateInstance draft(
                Entered form,
                PolicyVersion draft,
                List<Difference> difference,
                WhatIfView whatIf,
                boolean running,
                boolean open,
                boolean mine,
                boolean mayAct);
    }

    @GET
    public Response list() {
        return pages.html(Templates.list(
                policies.list(), policies.inForce().version(), actor.get().is(Role.REGULATOR)));
    }

    @GET
    @Path("new")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Response form() {
        return pages.html(
                Templates.form(Entered.empty().with("file", policies.inForce().file()), List.of()));
    }

    @POST
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Response keep(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    PolicyVersion draft = policies.draft(form.value("file"), actor.get());
                    return pages.next(
                            "/credit-policies/" + draft.draft().orElseThrow(), Text.of("草案已保存", "The draft is kept"));
                },
                form -> Templates.form(form, near(form)));
    }

    /** The line that a refusal names, with those around it. */
    private static List<Line> near(Entered form) {
        Matcher named = LINE.matcher(String.join(" ", form.getGeneral()));
        if (!named.find()) {
            return List.of();
        }
        int wrong = Integer.parseInt(named.group(1));
        List<String> lines = form.value("file").lines().toList();
        return IntStream.rangeClosed(Math.max(1, wrong - AROUND), Math.min(lines.size(), wrong + AROUND))
                .mapToObj(n -> new Line(n, lines.get(n - 1), n == wrong))
                .toList();
    }

    @GET
    @Path("{draft}")
    public Response draft(@PathParam("draft") PolicyDraftId id) {
        return pages.html(page(id, Entered.empty()));
    }

    private TemplateInstance page(PolicyDraftId id, Entered form) {
        PolicyVersion draft = policies.get(id);
        Optional<WhatIfView> whatIf = policies.whatIf(id);
        return Templates.draft(
                form,
                draft,
                Difference.between(
                        policies.inForce().file().lines().toList(),
                        draft.file().lines().toList()),
                whatIf.orElse(null),
                whatIf.filter(w -> w.found().isEmpty() && !w.failed()).isPresent(),
                draft.state() == PolicyVersion.State.DRAFT,
                draft.draftedBy().equals(Optional.of(actor.get().account())),
                actor.get().is(Role.REGULATOR));
    }

    @POST
    @Path("{draft}/what-if")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Response whatIf(@PathParam("draft") PolicyDraftId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    policies.startWhatIf(id, actor.get());
                    return pages.next("/credit-policies/" + id);
                },
                form -> page(id, form));
    }

    @POST
    @Path("{draft}/approval")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Response approve(@PathParam("draft") PolicyDraftId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    PolicyVersion approved = policies.approve(id, form.value("sha256"), actor.get());
                    return pages.next(
                            "/credit-policies/" + id,
                            Text.of(
                                    "已批准，自" + approved.validFrom() + "起适用",
                                    "Approved; it counts from " + approved.validFrom()));
                },
                form -> page(id, form));
    }

    @POST
    @Path("{draft}/withdrawal")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Response withdraw(@PathParam("draft") PolicyDraftId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    policies.withdraw(id, actor.get());
                    return pages.next("/credit-policies", Text.of("草案已撤回", "The draft is withdrawn"));
                },
                form -> page(id, form));
    }
}
