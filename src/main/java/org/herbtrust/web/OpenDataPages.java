package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.herbtrust.publication.Dataset;
import org.herbtrust.publication.Snapshot;
import org.herbtrust.publication.Snapshots;

/** The lists as whole files, and what to subscribe to. */
@Path("/open-data")
@PermitAll
@Blocking
class OpenDataPages {

    @Inject
    Pages pages;

    @Inject
    Snapshots snapshots;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance files(List<Snapshot> files);
    }

    @GET
    public Response files() {
        return pages.html(Templates.files(
                Arrays.stream(Dataset.values()).map(snapshots::current).toList()));
    }
}
