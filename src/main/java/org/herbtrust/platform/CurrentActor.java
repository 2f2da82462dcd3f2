package org.herbtrust.platform;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.herbtrust.kernel.Actor;

/** Who sent this request. */
@RequestScoped
public class CurrentActor {

    static final String ATTRIBUTE = "herbtrust.actor";

    @Inject
    SecurityIdentity identity;

    public Optional<Actor> find() {
        return Optional.ofNullable(identity.getAttribute(ATTRIBUTE));
    }

    /** @throws UnauthorizedException (401) if nobody is signed in */
    public Actor get() {
        return find().orElseThrow(UnauthorizedException::new);
    }
}
