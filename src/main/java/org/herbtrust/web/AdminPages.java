package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Accounts;

/** Accounts of those who work for the market and its regulators. Merchants' accounts are opened by the market office. */
@Path("/admin")
@Blocking
@RolesAllowed(Role.ADMIN_ROLE)
class AdminPages {

    private static final int SHOWN = 500;

    @Inject
    Pages pages;

    @Inject
    Accounts accounts;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance accounts(Entered form, List<Actor> accounts, List<Role> roles);
    }

    @GET
    public Response accounts() {
        return pages.html(page(Entered.empty()));
    }

    private TemplateInstance page(Entered form) {
        return Templates.accounts(
                form,
                accounts.list(SHOWN),
                Arrays.stream(Role.values())
                        .filter(role -> role != Role.GROWER && role != Role.MERCHANT)
                        .toList());
    }

    @POST
    public Response opened(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String login = form.need("account");
                    String name = form.need("name");
                    Role role = form.need("role", Role::valueOf);
                    String password = form.need("password");
                    form.done();
                    accounts.open(new Actor(login, name, role, Optional.empty()), password);
                    return pages.next("/admin", Text.of("账号已开通：" + login, "The account is open: " + login));
                },
                this::page);
    }
}
