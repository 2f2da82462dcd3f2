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
import java.util.List;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.CompanyPrefixView;
import org.herbtrust.label.ItemNumbers;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.platform.CurrentActor;

/** The register of GS1 company prefixes that entities proved to be theirs. */
@Path("/office/prefixes")
@Blocking
@RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class LabelOfficePages {

    private static final int SHOWN = 500;

    @Inject
    Pages pages;

    @Inject
    ItemNumbers numbers;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance prefixes(Entered form, List<CompanyPrefixView> prefixes);
    }

    @GET
    public Response prefixes() {
        return pages.html(page(Entered.empty()));
    }

    private TemplateInstance page(Entered form) {
        return Templates.prefixes(form, numbers.prefixes(SHOWN));
    }

    @POST
    public Response registered(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    MerchantView merchant = form.need("merchant", chooser::merchant);
                    String prefix = form.need("prefix");
                    String certificate = form.need("certificate");
                    LocalDate since = form.need("since", LocalDate::parse);
                    form.done();
                    numbers.register(merchant.id(), prefix, certificate, since, actor.get());
                    return pages.next(
                            "/office/prefixes",
                            Text.of(
                                    merchant.name() + "的厂商识别代码已登记",
                                    "The prefix of " + merchant.name() + " is registered"));
                },
                this::page);
    }

    @POST
    @Path("{prefix}/end")
    public Response ended(@PathParam("prefix") String prefix, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    numbers.end(prefix, Market.dayOf(clock.instant()), actor.get());
                    return pages.next("/office/prefixes", Text.of("已终止：" + prefix, "Ended: " + prefix));
                },
                this::page);
    }
}
