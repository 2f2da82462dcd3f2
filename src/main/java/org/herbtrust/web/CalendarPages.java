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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.casework.WorkingCalendar;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;

/** The holidays of years to come: one official loads them, a second compares and confirms. */
@Path("/calendar")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class CalendarPages {

    @Inject
    Pages pages;

    @Inject
    WorkingCalendar calendar;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance calendar(
                Entered form, int knownTo, List<WorkingCalendar.LoadedYear> years, String me);
    }

    @GET
    public Response calendar() {
        return pages.html(page(Entered.empty()));
    }

    private TemplateInstance page(Entered form) {
        LocalDate today = Market.dayOf(clock.instant());
        int known = today.getYear();
        while (calendar.knows(known + 1)) {
            known++;
        }
        return Templates.calendar(form, known, calendar.years(), actor.get().account());
    }

    @POST
    public Response load(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String file = form.need("arrangement");
                    form.done();
                    calendar.load(file.getBytes(StandardCharsets.UTF_8), actor.get());
                    return pages.next("/calendar", Text.of("已录入，待另一人核对", "Loaded: waits for a second person"));
                },
                this::page);
    }

    @POST
    @Path("{id}/confirm")
    public Response confirm(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    calendar.confirm(id, actor.get());
                    return pages.next("/calendar", Text.of("已生效", "In force"));
                },
                this::page);
    }
}
