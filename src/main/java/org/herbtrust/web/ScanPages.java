package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Scanning with the camera or typing a code; what was read is looked at here, never followed as a link. */
@Path("/scan")
@PermitAll
@Blocking
class ScanPages {

    @Inject
    Pages pages;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance scan(Entered form);
    }

    @GET
    public Response scan() {
        return pages.html(Templates.scan(Entered.empty()));
    }

    @POST
    public Response scanned(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String path = form.need("code", ScannedText::pathOf);
                    form.done();
                    return pages.next(path);
                },
                Templates::scan);
    }
}
