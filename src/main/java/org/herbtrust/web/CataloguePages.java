package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.CatalogueDrafts;
import org.herbtrust.material.DraftView;
import org.herbtrust.material.Material;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.MaterialRefusal;
import org.herbtrust.material.Materials;
import org.herbtrust.material.Restriction;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.LineDiff;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Evidence;

/** The catalogue for everybody; how it is changed, for regulators. */
@Path("/catalogue")
@Blocking
@PermitAll
class CataloguePages {

    private static final int SHOWN = 60;

    @Inject
    Pages pages;

    @Inject
    Materials materials;

    @Inject
    CatalogueDrafts drafts;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance search(String query, List<Material> found, boolean mayChange);

        static native TemplateInstance material(
                Material material,
                LocalDate day,
                String variant,
                List<String> variants,
                List<Limit> limits,
                List<Restriction> restrictions);

        static native TemplateInstance drafts(List<DraftView> drafts, List<String> files);

        static native TemplateInstance edit(Entered form, String file);

        static native TemplateInstance draft(
                Entered form, DraftView draft, List<List<LineDiff.Line>> changes, boolean own);
    }

    @GET
    public Response search(@QueryParam("q") String query) {
        return pages.html(Templates.search(
                query == null ? "" : query,
                materials.search(query, SHOWN),
                actor.find().filter(a -> a.is(Role.REGULATOR, Role.ADMIN)).isPresent()));
    }

    @GET
    @Path("m/{code}")
    public Response material(
            @PathParam("code") MaterialCode code, @QueryParam("on") String on, @QueryParam("variant") String variant) {
        Material material = materials
                .find(code)
                .orElseThrow(() -> new Refused(MaterialRefusal.MATERIAL_NOT_FOUND, "目录中没有这个药材 (not in the catalogue)"));
        LocalDate day =
                Entered.empty().with("on", on).maybe("on", LocalDate::parse).orElse(Market.dayOf(clock.instant()));
        List<String> variants = materials.variants(code, day);
        Optional<String> form = Optional.ofNullable(variant).filter(variants::contains);
        return pages.html(Templates.material(
                material,
                day,
                form.orElse(""),
                variants,
                materials.limitsInForce(code, form, day),
                List.of("cultivated", "wild", "purchased").stream()
                        .flatMap(source -> materials.restrictions(code, source, day).stream())
                        .distinct()
                        .toList()));
    }

    // ---- changing it

    @GET
    @Path("drafts")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response drafts() {
        return pages.html(Templates.drafts(drafts.list(), drafts.files()));
    }

    @GET
    @Path("edit/{file}")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Response edit(@PathParam("file") String file, @QueryParam("from") Long from) {
        String present = drafts.text(file);
        return pages.html(Templates.edit(
                Entered.empty()
                        .with("base", sha256(present))
                        .with("text", from == null ? present : drafts.textOf(from))
                        .with("why", from == null ? null : "恢复到草案" + from + "的内容")
                        .with("effectiveOn", Market.dayOf(clock.instant()).plusDays(1)),
                file));
    }

    @POST
    @Path("edit/{file}")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Response proposed(@PathParam("file") String file, MultivaluedMap<String, String> typed) {
        // a file is longer than what other forms hold: it is read as it was sent, not through a field of text
        String text = Optional.ofNullable(typed.getFirst("text")).orElse("");
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    LocalDate day = form.need("effectiveOn", LocalDate::parse);
                    String why = form.need("why");
                    form.done();
                    long id = drafts.propose(file, form.value("base"), text, day, why, actor.get());
                    return pages.next(
                            "/catalogue/drafts/" + id,
                            Text.of("草案已提交，等另一人审批", "Proposed; a second person has to approve"));
                },
                form -> Templates.edit(form, file));
    }

    @GET
    @Path("drafts/{id}")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response draft(@PathParam("id") long id) {
        return pages.html(draftPage(id, Entered.empty()));
    }

    private TemplateInstance draftPage(long id, Entered form) {
        DraftView draft = drafts.find(id)
                .orElseThrow(() -> new Refused(MaterialRefusal.DRAFT_UNKNOWN, "没有这个草案 (no such draft): " + id));
        return Templates.draft(
                form,
                draft,
                drafts.diff(id),
                draft.draftedBy().equals(actor.get().account()));
    }

    @POST
    @Path("drafts/{id}/approve")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Response approve(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    DraftView draft = drafts.approve(id, form.value("reason"), actor.get());
                    return pages.next(
                            "/catalogue/drafts/" + id,
                            Text.of(
                                    "已批准，自" + draft.effectiveOn() + "起生效",
                                    "Approved; in force from " + draft.effectiveOn()));
                },
                form -> draftPage(id, form));
    }

    @POST
    @Path("drafts/{id}/reject")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Response reject(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    drafts.reject(id, form.value("reason"), actor.get());
                    return pages.next("/catalogue/drafts", Text.of("草案未批准", "The draft is turned down"));
                },
                form -> draftPage(id, form));
    }

    private static String sha256(String text) {
        return Evidence.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
