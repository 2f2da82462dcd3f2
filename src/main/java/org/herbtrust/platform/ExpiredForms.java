package org.herbtrust.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.herbtrust.kernel.Refused;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Says what is wrong when a form's token isn't that of this browser. What checks the token answers with a status and nothing
 * else, and a blank page tells nobody what to do.
 */
@ApplicationScoped
class ExpiredForms {

    private static final Set<String> FORMS = Set.of("x-www-form-urlencoded", "form-data");

    @Inject
    Problems problems;

    @ServerResponseFilter
    public void explain(ContainerRequestContext request, ContainerResponseContext response) {
        MediaType sent = request.getMediaType();
        if (response.getStatus() == 400 && !response.hasEntity() && sent != null && FORMS.contains(sent.getSubtype())) {
            Response told = problems.refused(
                    new Refused(
                            Refusal.FORM_EXPIRED,
                            "请返回上一页，把填写的内容留存，刷新后再提交；没有登记任何内容"
                                    + " (go back, keep what you typed, reload the page and send it again; nothing was recorded)"));
            response.setEntity(told.getEntity(), null, told.getMediaType());
        }
    }
}
