package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.herbtrust.credit.CreditWarnings;
import org.herbtrust.credit.rules.MarketQuarter;
import org.herbtrust.credit.rules.Switching;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialPart;
import org.herbtrust.platform.CurrentActor;

/** Early warning, for those who decide where to look next. */
@Path("/warnings")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class WarningPages {

    @Inject
    Pages pages;

    @Inject
    CreditWarnings warnings;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance warnings(
                Entered form,
                List<CreditWarnings.Signal> merchants,
                List<CreditWarnings.Signal> materials,
                List<CreditWarnings.SamplingState> sampling,
                List<CreditWarnings.ToReview> reviews,
                List<MarketQuarter.Consistency> consistency,
                boolean mayConsent);
    }

    @TemplateExtension
    static class Extensions {

        private Extensions() {}

        static MerchantId merchantId(CreditWarnings.Signal signal) {
            return MerchantId.fromString(signal.subject());
        }

        static String twoDecimals(double value) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
    }

    @GET
    public Response warnings() {
        return pages.html(page(Entered.empty()));
    }

    private TemplateInstance page(Entered form) {
        Actor who = actor.get();
        return Templates.warnings(
                form,
                warnings.signals(CreditWarnings.Subject.MERCHANT, who),
                warnings.signals(CreditWarnings.Subject.MATERIAL, who),
                warnings.unusualSampling(who),
                warnings.toReview(who),
                warnings.consistency(who),
                who.is(Role.REGULATOR));
    }

    @POST
    @Path("consent")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Response consent(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    MerchantId merchant = form.need("merchant", MerchantId::fromString);
                    MaterialPart part = form.need("part", MaterialPart::valueOf);
                    Switching.Severity to = form.need("to", Switching.Severity::valueOf);
                    String reason = form.need("reason");
                    form.done();
                    CreditWarnings.SamplingState now = warnings.consent(merchant, part, to, reason, actor.get());
                    return pages.next(
                            "/warnings",
                            Text.of(
                                    "现为" + now.severity().title().zh(),
                                    "It is " + now.severity().title().en() + " now"));
                },
                this::page);
    }
}
