package org.herbtrust.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way a request can go wrong, as problem+json; as a page for browsers. Nothing of the inside is told. */
@ApplicationScoped
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int LONGEST_DETAIL = 500;

    @Inject
    RoutingContext request;

    @Inject
    Instance<ProblemPage> page;

    @ServerExceptionMapper
    public Response refused(Refused refused) {
        Response answer = answer(refused.reason(), refused.getMessage(), refused.errors());
        return refused.retryAfter()
                .map(wait -> Response.fromResponse(answer)
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Math.max(1, wait.plusMillis(999).toSeconds()))
                        .build())
                .orElse(answer);
    }

    @ServerExceptionMapper
    public Response badValue(IllegalArgumentException bad) {
        return answer(Refusal.INVALID_FIELDS, bad.getMessage(), List.of());
    }

    @ServerExceptionMapper
    public Response badJson(JsonProcessingException bad) {
        return unreadable(bad);
    }

    // Quarkus has a mapper of its own for this kind, which would answer with no body, or not with a problem.
    @ServerExceptionMapper
    public Response otherJson(MismatchedInputException bad) {
        return unreadable(bad);
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException violations) {
        List<FieldError> errors = violations.getConstraintViolations().stream()
                .map(v -> new FieldError(pointer(v.getPropertyPath()), v.getMessage()))
                .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
                .toList();
        return answer(Refusal.INVALID_FIELDS, "请检查标出的字段 (check the fields listed)", errors);
    }

    /** Within the body that was sent: the names of our methods and parameters are nobody's business. */
    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }

    @ServerExceptionMapper
    public Response stale(OptimisticLockException stale) {
        return answer(
                Refusal.CHANGED_MEANWHILE, Refusal.CHANGED_MEANWHILE.title().zh(), List.of());
    }

    @ServerExceptionMapper
    public Response stale(StaleStateException stale) {
        return answer(
                Refusal.CHANGED_MEANWHILE, Refusal.CHANGED_MEANWHILE.title().zh(), List.of());
    }

    @ServerExceptionMapper
    public Response anonymous(UnauthorizedException anonymous) {
        return signInFirst();
    }

    @ServerExceptionMapper
    public Response unknownToken(AuthenticationFailedException failed) {
        return signInFirst();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException forbidden) {
        return answer(Refusal.NOT_ALLOWED, "您的角色不能进行此操作 (your role may not do this)", List.of());
    }

    @ServerExceptionMapper
    public Response webException(WebApplicationException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof Refused refused) {
            return refused(refused);
        }
        if (cause instanceof JsonProcessingException bad) {
            return unreadable(bad);
        }
        if (cause instanceof IllegalArgumentException bad) {
            return badValue(bad);
        }
        Response response = thrown.getResponse();
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        Refusal refusal = byStatus(status);
        if (refusal == Refusal.INTERNAL) {
            return unforeseen(thrown);
        }
        return answer(refusal, refusal.title().zh() + " (" + refusal.title().en() + ")", List.of());
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Refused refused) {
                return refused(refused);
            }
            if (t instanceof OptimisticLockException || t instanceof StaleStateException) {
                return answer(
                        Refusal.CHANGED_MEANWHILE,
                        Refusal.CHANGED_MEANWHILE.title().zh(),
                        List.of());
            }
        }
        LOG.errorf(
                thrown,
                "%s %s failed",
                request.request().method(),
                request.request().path());
        return answer(Refusal.INTERNAL, "已记录，请稍后再试；如反复出现，请把页面上的请求编号告诉市场办公室 (recorded; try again later)", List.of());
    }

    private Response unreadable(JsonProcessingException bad) {
        for (Throwable t = bad; t != null; t = t.getCause()) {
            if (t instanceof Refused refused) {
                return refused(refused);
            }
        }
        String pointer = "";
        boolean wellFormed = false;
        String detail = "JSON格式有误 (malformed JSON)";
        if (bad.getLocation() != null && bad.getLocation().getLineNr() > 0) {
            detail += "，第" + bad.getLocation().getLineNr() + "行第"
                    + bad.getLocation().getColumnNr() + "列 (line "
                    + bad.getLocation().getLineNr() + ")";
        }
        if (bad instanceof JsonMappingException mapping) {
            StringBuilder path = new StringBuilder();
            mapping.getPath().forEach(step -> path.append('/')
                    .append(step.getFieldName() != null ? step.getFieldName() : step.getIndex()));
            pointer = path.toString();
            Throwable root = mapping;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            if (mapping instanceof UnrecognizedPropertyException unknown) {
                detail = "不认识的字段 (unknown field): " + unknown.getPropertyName();
            } else if (root instanceof IllegalArgumentException) {
                wellFormed = true;
                detail = root.getMessage();
            } else {
                detail = "字段的值类型不对 (a value of another type is needed)";
            }
        }
        if (!pointer.isEmpty()) {
            return answer(Refusal.INVALID_FIELDS, detail, List.of(new FieldError(pointer, detail)));
        }
        return answer(wellFormed ? Refusal.INVALID_FIELDS : Refusal.BAD_REQUEST, detail, List.of());
    }

    private Response signInFirst() {
        if (wantsPage() && "GET".equals(request.request().method().name())) {
            String next = URLEncoder.encode(request.request().uri(), StandardCharsets.UTF_8);
            return Response.status(Response.Status.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, "/login?next=" + next)
                    .build();
        }
        return answer(Refusal.NOT_SIGNED_IN, "请登录后再试 (sign in, or send a valid bearer token)", List.of());
    }

    private Response answer(Refused.Reason reason, String detail, List<FieldError> errors) {
        Locale locale = locale();
        String shown = detail == null ? reason.title().in(locale) : detail;
        Problem problem = new Problem(
                "/problems/" + reason.code(),
                reason.title().in(locale),
                reason.status(),
                shown.length() > LONGEST_DETAIL ? shown.substring(0, LONGEST_DETAIL) + "…" : shown,
                errors);
        Response.ResponseBuilder response =
                Response.status(reason.status()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (reason.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (wantsPage() && page.isResolvable()) {
            return response.type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .entity(page.get().render(problem, locale))
                    .build();
        }
        return response.type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    private Locale locale() {
        return Languages.of(request);
    }

    private boolean wantsPage() {
        String path = request.request().path();
        if (path.startsWith("/api/") || path.startsWith("/epcis") || path.startsWith("/log/")) {
            return false;
        }
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    private static Refusal byStatus(int status) {
        for (Refusal refusal : Refusal.values()) {
            if (refusal.status() == status && refusal != Refusal.INVALID_FIELDS) {
                return refusal;
            }
        }
        return status < 500 ? Refusal.BAD_REQUEST : Refusal.INTERNAL;
    }
}
