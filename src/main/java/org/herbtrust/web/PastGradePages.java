package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import org.herbtrust.credit.Credit;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** What a merchant's grade was on a past day, as known then and as known now, for the merchant itself and for officials. */
@Path("/past-grades/{merchant}")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
class PastGradePages {

    @Inject
    Pages pages;

    @Inject
    Credit credit;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance past(
                Entered form,
                MerchantId merchant,
                String crumb,
                String back,
                String day,
                LocalDate today,
                GradeReasons then,
                GradeReasons now);
    }

    @GET
    public Response past(@PathParam("merchant") MerchantId merchant, @QueryParam("day") String day) {
        // refused for others before anything is said about the merchant
        credit.explanation(merchant, actor.get());
        String asked = day == null ? "" : day.strip();
        return pages.attempt(
                Entered.empty().with("day", asked),
                form -> {
                    if (asked.isEmpty()) {
                        return pages.html(page(merchant, form, asked, null, null));
                    }
                    LocalDate asOf = form.need("day", LocalDate::parse);
                    form.done();
                    return pages.html(page(
                            merchant,
                            form,
                            asked,
                            GradeReasons.of(credit.explanation(merchant, asOf, false, actor.get())),
                            GradeReasons.of(credit.explanation(merchant, asOf, true, actor.get()))));
                },
                form -> page(merchant, form, asked, null, null));
    }

    private TemplateInstance page(MerchantId merchant, Entered form, String day, GradeReasons then, GradeReasons now) {
        boolean own = actor.get().merchant().filter(merchant::equals).isPresent();
        return Templates.past(
                form,
                merchant,
                merchant.toString(),
                own ? "/my/credit" : "/regulate/merchants/" + merchant,
                day,
                Market.dayOf(clock.instant()),
                then,
                now);
    }
}
