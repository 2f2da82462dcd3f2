package org.herbtrust.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.OnlyOnce;

/** Answers with pages: in the reader's language, never kept by anybody between unless said so. */
@RequestScoped
class Pages {

    private static final int FLASH_SECONDS = 60;

    @Inject
    PageContext context;

    @Inject
    CurrentActor currentActor;

    @Inject
    OnlyOnce onlyOnce;

    Response html(TemplateInstance page) {
        return html(200, page);
    }

    Response html(int status, TemplateInstance page) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, context.getLocale().toLanguageTag())
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .entity(render(page));
        if (context.hasFlashCookie()) {
            answer.cookie(cookie("", 0));
        }
        return answer.build();
    }

    String render(TemplateInstance page) {
        page.setLocale(context.getLocale());
        return page.render();
    }

    /** After a command: the browser gets the next page with GET, so that reloading repeats nothing. */
    Response next(String path, Text said) {
        return Response.seeOther(URI.create(path))
                .cookie(cookie(new Flash(true, said.in(context.getLocale())).cookieValue(), FLASH_SECONDS))
                .build();
    }

    Response next(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /**
     * Does what a form asks for; if it is refused, shows the form again with what was typed and what was wrong.
     *
     * @param command reads the form and calls one door
     * @param again the page with the form
     */
    Response attempt(Entered form, Function<Entered, Response> command, Function<Entered, TemplateInstance> again) {
        try {
            return command.apply(form);
        } catch (Refused no) {
            return html(no.reason().status(), again.apply(form.refused(no)));
        } catch (IllegalArgumentException no) {
            return html(400, again.apply(form.refused(no)));
        }
    }

    /** Does a command that the browser may send twice once only. */
    <T> T once(Entered form, Object command, Class<T> answer, Supplier<T> work) {
        return onlyOnce.run(form.commandName(), currentActor.get(), command, answer, work);
    }

    private static NewCookie cookie(String value, int maxAgeSeconds) {
        return new NewCookie.Builder(Flash.COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAgeSeconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
