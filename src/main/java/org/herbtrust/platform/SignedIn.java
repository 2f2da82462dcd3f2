package org.herbtrust.platform;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Actor;

/** People sign in with a session cookie, machines with a bearer token; both end as an {@link Actor}. */
@ApplicationScoped
public class SignedIn implements HttpAuthenticationMechanism {

    /** The cookie that holds a session's secret. */
    public static final String COOKIE = "herbtrust_session";

    private static final String BEARER = "Bearer ";
    private static final String FROM_COOKIE = "session";
    private static final String FROM_HEADER = "bearer";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader("Authorization");
        TokenCredential credential = null;
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            credential = new TokenCredential(header.substring(BEARER.length()).strip(), FROM_HEADER);
        } else {
            Cookie cookie = context.request().getCookie(COOKIE);
            if (cookie != null && !cookie.getValue().isEmpty()) {
                credential = new TokenCredential(cookie.getValue(), FROM_COOKIE);
            }
        }
        if (credential == null) {
            return Uni.createFrom().optional(Optional.empty());
        }
        return identities.authenticate(
                HttpSecurityUtils.setRoutingContextAttribute(new TokenAuthenticationRequest(credential), context));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @ApplicationScoped
    static class Identities implements IdentityProvider<TokenAuthenticationRequest> {

        @Inject
        Accounts accounts;

        @Override
        public Class<TokenAuthenticationRequest> getRequestType() {
            return TokenAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TokenAuthenticationRequest request, AuthenticationRequestContext context) {
            TokenCredential token = request.getToken();
            return context.runBlocking(() -> {
                boolean cookie = FROM_COOKIE.equals(token.getType());
                Optional<Actor> actor =
                        cookie ? accounts.bySession(token.getToken()) : accounts.byToken(token.getToken());
                if (actor.isEmpty()) {
                    if (cookie) {
                        return anonymous(); // an old cookie does not keep anybody from the public pages
                    }
                    throw new AuthenticationFailedException("unknown token");
                }
                return identity(actor.get());
            });
        }

        private static SecurityIdentity anonymous() {
            return QuarkusSecurityIdentity.builder().setAnonymous(true).build();
        }

        private static SecurityIdentity identity(Actor actor) {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(actor.account()))
                    .addRole(actor.role().name())
                    .addAttribute(CurrentActor.ATTRIBUTE, actor)
                    .build();
        }
    }
}
