package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantQuery;
import org.herbtrust.merchant.Merchants;

/** What fields offer while somebody types. Without a script nothing is offered and the form still works. */
@Path("/pick")
@Blocking
class PickFragments {

    @Inject
    Pages pages;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    @Inject
    Merchants merchants;

    /** One line of a list of suggestions. */
    public record Option(String value, String label) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance options(List<Option> options);

        static native TemplateInstance uscc(boolean good, String words);
    }

    @GET
    @Path("materials")
    @PermitAll
    public Response materials(@Context UriInfo asked) {
        return pages.html(Templates.options(materials.search(typed(asked), Chooser.SUGGESTIONS).stream()
                .map(m -> new Option(m.zh(), m.pinyin()))
                .toList()));
    }

    @GET
    @Path("divisions")
    @PermitAll
    public Response divisions(@Context UriInfo asked) {
        return pages.html(Templates.options(divisions.search(typed(asked), Chooser.SUGGESTIONS).stream()
                .map(d -> new Option(d.path(), d.code().value()))
                .toList()));
    }

    @GET
    @Path("merchants")
    @RolesAllowed({
        Role.GROWER_ROLE,
        Role.MERCHANT_ROLE,
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE
    })
    public Response merchants(@Context UriInfo asked) {
        return pages.html(Templates.options(
                merchants
                        .search(new MerchantQuery(typed(asked), null, null), null, Chooser.SUGGESTIONS)
                        .items()
                        .stream()
                        .map(m -> new Option(
                                Chooser.written(m), m.standing().title().zh()))
                        .toList()));
    }

    /** Checks a credit code while it is typed: the check digit, and whether it is registered already. */
    @GET
    @Path("uscc")
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response uscc(@Context UriInfo asked) {
        try {
            Uscc uscc = new Uscc(typed(asked));
            return pages.html(merchants
                    .byUscc(uscc)
                    .map(m -> Templates.uscc(false, "已登记为 (registered as) " + Chooser.written(m)))
                    .orElseGet(() -> Templates.uscc(true, "校验位正确，尚未登记 (check digit right, not registered yet)")));
        } catch (IllegalArgumentException wrong) {
            return pages.html(Templates.uscc(false, wrong.getMessage()));
        }
    }

    private static String typed(UriInfo asked) {
        return asked.getQueryParameters().values().stream()
                .filter(values -> !values.isEmpty())
                .map(values -> values.get(0))
                .findFirst()
                .map(text -> text.length() > 100 ? text.substring(0, 100) : text)
                .orElse("");
    }
}
