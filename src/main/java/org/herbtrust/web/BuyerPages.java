package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.herbtrust.verify.Answer;
import org.herbtrust.verify.Verification;
import org.herbtrust.verify.rules.Verdict;

/**
 * The answer to a scan, for the person who holds the package: no script, nothing to wait for. What a camera read or a
 * person typed is looked at here and never followed as a link.
 */
@Path("/")
@PermitAll
@Blocking
class BuyerPages {

    @Inject
    Pages pages;

    @Inject
    Verification verification;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance answer(Answer answer);

        static native TemplateInstance scan(Entered form);
    }

    @GET
    @Path("v/{code: .+}")
    @Produces(MediaType.TEXT_HTML)
    public Response answer(@PathParam("code") String code) {
        return answered(verification.answer(code));
    }

    @GET
    @Path("scan")
    public Response scan() {
        return pages.html(Templates.scan(Entered.empty()));
    }

    @POST
    @Path("scan")
    public Response scanned(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String text = form.need("code");
                    form.done();
                    Answer answer = verification.answer(text);
                    boolean ordinary = answer.code() != null && answer.verdict() != Verdict.SUSPICIOUS;
                    return ordinary ? pages.next("/v/" + answer.code()) : answered(answer);
                },
                Templates::scan);
    }

    private Response answered(Answer answer) {
        Response page = pages.html(Templates.answer(answer));
        return Response.fromResponse(page).header("X-Robots-Tag", "noindex").build();
    }
}
