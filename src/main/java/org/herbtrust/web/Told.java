package org.herbtrust.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.herbtrust.inspection.Notices;
import org.herbtrust.kernel.Actor;
import org.herbtrust.platform.CurrentActor;

/** How much the reader was told and has not read yet. */
@Named("told")
@RequestScoped
public class Told {

    @Inject
    Notices notices;

    @Inject
    CurrentActor actor;

    public int getUnread() {
        return actor.find().flatMap(Actor::merchant).map(notices::unread).orElse(0);
    }
}
