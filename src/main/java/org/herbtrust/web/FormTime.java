package org.herbtrust.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.SealedText;

/** Tells programs that fill in public forms from people: nobody reads and writes within two seconds. No puzzle, no script. */
@ApplicationScoped
class FormTime {

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofHours(12);

    @Inject
    SealedText marks;

    @Inject
    Clock clock;

    /** For a hidden field of a form that is being shown. */
    String stamp() {
        String opened = Long.toString(clock.instant().toEpochMilli());
        return opened + "." + marks.mark("form " + opened);
    }

    /** @throws Refused if the stamp isn't ours, or the form came too fast or too late */
    void require(String stamp) {
        String[] parts = stamp == null ? new String[0] : stamp.split("\\.", 2);
        if (parts.length == 2 && parts[0].matches("[0-9]{1,15}") && marks.isMarked("form " + parts[0], parts[1])) {
            Duration open = Duration.between(Instant.ofEpochMilli(Long.parseLong(parts[0])), clock.instant());
            if (open.compareTo(LEAST) >= 0 && open.compareTo(MOST) <= 0) {
                return;
            }
        }
        throw new Refused(
                InspectionRefusal.FORM_STALE,
                "表单已过期或提交过快，请核对后再次提交 (the form is too old or came too fast: please send it again)");
    }
}
