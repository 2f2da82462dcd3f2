package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Accounts;
import org.herbtrust.platform.SignedIn;

/** Signing in and out. */
@Path("/")
@PermitAll
@Blocking
class SignInPages {

    @Inject
    Pages pages;

    @Inject
    Accounts accounts;

    @Inject
    RoutingContext request;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance login(Entered form);
    }

    @GET
    @Path("login")
    public Response login(@QueryParam("next") @DefaultValue("") String next) {
        return pages.html(Templates.login(Entered.empty().with("next", next)));
    }

    @POST
    @Path("login")
    public Response signIn(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String account = form.need("account");
                    String password = form.need("password", text -> text);
                    form.done();
                    String secret = accounts.signIn(account, password);
                    Role role = accounts.find(account).map(Actor::role).orElseThrow();
                    return Response.seeOther(URI.create(after(form.value("next"), role)))
                            .cookie(session(secret, (int) Accounts.SESSION_LENGTH.toSeconds()))
                            .build();
                },
                Templates::login);
    }

    @POST
    @Path("logout")
    public Response signOut(@CookieParam(SignedIn.COOKIE) String secret) {
        if (secret != null) {
            accounts.signOut(secret);
        }
        Response home = pages.next("/", Text.of("已退出登录", "You are signed out"));
        return Response.fromResponse(home).cookie(session("", 0)).build();
    }

    /** Only a path of our own: a link to the sign-in page must not lead elsewhere afterwards. */
    static String after(String next, Role role) {
        if (next.matches("/[A-Za-z0-9][A-Za-z0-9_\\-/.?=&%]*") || next.equals("/")) {
            return next;
        }
        return switch (role) {
            case GROWER, MERCHANT -> "/my";
            case INSPECTOR -> "/inspect";
            case REGULATOR -> "/regulate";
            case OFFICE -> "/office";
            case ADMIN -> "/admin";
        };
    }

    private NewCookie session(String secret, int seconds) {
        return new NewCookie.Builder(SignedIn.COOKIE)
                .value(secret)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(request.request().isSSL())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
