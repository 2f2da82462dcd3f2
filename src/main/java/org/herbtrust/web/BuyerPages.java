package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.verify.Answer;
import org.herbtrust.verify.AnswerCache;
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

    private static final int PLACE_SECONDS = 86_400;

    @Inject
    Pages pages;

    @Inject
    PageContext context;

    @Inject
    Verification verification;

    @Inject
    Provinces provinces;

    @Inject
    AnswerPages drawing;

    @Inject
    ScanNotes notes;

    @Inject
    RoutingContext exchange;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance answer(Answer answer, List<Provinces.Province> provinces);

        static native TemplateInstance scan(Entered form);
    }

    /** What {@link BuyerAnswers} does not answer itself: whatever is not the code of something on record. */
    @GET
    @Path("v/{code: .+}")
    @Produces(MediaType.TEXT_HTML)
    public Response answer(
            @PathParam("code") String code, @QueryParam("place") String place, @Context Request request) {
        if (place != null) {
            return placed(code, place);
        }
        Optional<String> signature = BuyerAnswers.signature(exchange);
        Verification.Told told = verification.tell(code, signature);
        note(told.answer());
        AnswerCache.Kept page = drawing.page(told, context.getLocale());
        EntityTag tag = page.entityTag();
        Response.ResponseBuilder same = request.evaluatePreconditions(tag);
        return (same != null ? same : Response.ok(page.body(), MediaType.TEXT_HTML_TYPE.withCharset("utf-8")))
                .tag(tag)
                .header(HttpHeaders.CONTENT_LANGUAGE, context.getLocale().toLanguageTag())
                .header(HttpHeaders.VARY, "Accept-Language, Cookie, Accept-Encoding")
                // to be asked again each time: a hold must show at once
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private void note(Answer answer) {
        if (answer.code() != null) {
            notes.note(exchange.request(), new ShortCode(answer.code()));
        }
    }

    /** Remembers for a day in which province the reader says to be; nothing else is known of where somebody scans. */
    private Response placed(String code, String place) {
        boolean known = provinces.all().stream().anyMatch(p -> p.code().equals(place));
        NewCookie cookie = new NewCookie.Builder(ScanNotes.PLACE_COOKIE)
                .value(known ? place : "")
                .path("/v/")
                .maxAge(known ? PLACE_SECONDS : 0)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
        return Response.fromResponse(pages.next("/v/" + URLEncoder.encode(code, StandardCharsets.UTF_8) + "#thanks"))
                .cookie(cookie)
                .build();
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
        note(answer);
        Response page = pages.html(Templates.answer(answer, provinces.all()));
        return Response.fromResponse(page).header("X-Robots-Tag", "noindex").build();
    }
}
