package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.herbtrust.inspection.DrawView;
import org.herbtrust.inspection.Draws;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;

/** Public draws: everybody looks, those who plan take the steps. */
@Path("/draws")
@Blocking
@PermitAll
class DrawPages {

    @Inject
    Pages pages;

    @Inject
    Draws draws;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance draws(List<DrawView> draws);

        static native TemplateInstance draw(Entered form, DrawView draw, boolean official, boolean maySteer);
    }

    @GET
    public Response draws() {
        return pages.html(Templates.draws(draws.list()));
    }

    @POST
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response commit(MultivaluedMap<String, String> typed) {
        Entered form = Entered.of(typed);
        String purpose = form.need("purpose");
        Long plan = form.need("plan", Long::valueOf);
        form.done();
        long id = draws.commit(purpose, plan, actor.get());
        return pages.next("/draws/" + id, Text.of("已承诺种子，摘要写入公开日志", "The seed's hash is committed to the public log"));
    }

    @GET
    @Path("{id}")
    public Response draw(@PathParam("id") long id) {
        return pages.html(page(id, Entered.empty()));
    }

    private TemplateInstance page(long id, Entered form) {
        DrawView draw = draws.find(id)
                .orElseThrow(() -> new Refused(InspectionRefusal.DRAW_UNKNOWN, "没有这次抽取 (no such draw): " + id));
        return Templates.draw(
                form,
                draw,
                is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN),
                is(Role.REGULATOR, Role.OFFICE, Role.ADMIN));
    }

    private boolean is(Role... roles) {
        return actor.find().filter((Actor a) -> a.is(roles)).isPresent();
    }

    @POST
    @Path("{id}/roster")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response freeze(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    draws.freeze(id, actor.get());
                    return pages.next("/draws/" + id, Text.of("名册已冻结", "The roster is frozen"));
                },
                form -> page(id, form));
    }

    @POST
    @Path("{id}/seed")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response reveal(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    draws.reveal(id, form.value("witness"), actor.get());
                    return pages.next("/draws/" + id, Text.of("种子已公开，名单已抽出", "The seed is told and the list is drawn"));
                },
                form -> page(id, form));
    }
}
