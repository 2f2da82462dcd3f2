package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.herbtrust.casework.Admissions;
import org.herbtrust.casework.CaseFolder;
import org.herbtrust.casework.CaseId;
import org.herbtrust.kernel.MerchantId;

/** What everybody may read of admission: the notices that run, and what each entity has committed itself to. */
@Path("/notices")
@Blocking
@PermitAll
class PublicNoticePages {

    @Inject
    Pages pages;

    @Inject
    Admissions admissions;

    @Inject
    CaseFolder folder;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance notices(List<Admissions.Notice> notices);

        static native TemplateInstance commitment(MerchantId merchant, Admissions.SignedCommitment commitment);
    }

    @GET
    public Response notices() {
        return pages.html(Templates.notices(admissions.notices()));
    }

    @GET
    @Path("{id}/{document}")
    public Response notice(@PathParam("id") CaseId id, @PathParam("document") long document) {
        return CasePages.download(folder.document(id, document, null));
    }

    @GET
    @Path("commitments/{merchant}")
    public Response commitment(@PathParam("merchant") MerchantId merchant) {
        return pages.html(
                Templates.commitment(merchant, admissions.commitment(merchant).orElse(null)));
    }
}
