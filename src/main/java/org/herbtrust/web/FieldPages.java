package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.inspection.FieldRecord;
import org.herbtrust.inspection.FieldRefusal;
import org.herbtrust.inspection.FieldVisitView;
import org.herbtrust.inspection.FieldVisits;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.VisitConflict;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/**
 * The inspector's application for the phone, and what comes of its records. The application's page holds nothing of anybody:
 * phones keep it, and what it shows is made from what each phone has.
 */
@Path("/field")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class FieldPages {

    private static final int SHOWN = 20;

    @Inject
    Pages pages;

    @Inject
    FieldVisits field;

    @Inject
    Inspections inspections;

    @Inject
    CurrentActor actor;

    /** A conflict with the records that it is about, side by side. */
    public record Sides(VisitConflict conflict, VisitView visit, VisitView other) {
        /** The name of the field for what a person found. */
        public String getNote() {
            return "note-" + conflict.id();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance app();

        static native TemplateInstance conflicts(Entered form, Page<Sides> conflicts, boolean settled);

        static native TemplateInstance record(
                VisitView visit,
                FieldRecord record,
                FieldVisitView field,
                List<FieldRecord.Photo> photos,
                Optional<FieldRecord.Photo> signature);
    }

    @GET
    @PermitAll
    public Response app() {
        return pages.html(Templates.app());
    }

    @GET
    @Path("app.webmanifest")
    @PermitAll
    @Produces("application/manifest+json")
    public Map<String, Object> manifest() {
        return AppManifest.of("药信现场检查 HerbTrust", "药信检查", "/field");
    }

    // ---- conflicts

    @GET
    @Path("conflicts")
    public Response conflicts(
            @QueryParam("settled") @DefaultValue("false") boolean settled, @QueryParam("cursor") String cursor) {
        return pages.html(conflictsPage(Entered.empty(), settled, cursor));
    }

    private TemplateInstance conflictsPage(Entered form, boolean settled, String cursor) {
        Page<VisitConflict> found = field.conflicts(settled, cursor, SHOWN);
        List<Sides> sides = found.items().stream()
                .map(c -> new Sides(
                        c,
                        inspections.visit(c.visit()).orElseThrow(),
                        c.other().flatMap(inspections::visit).orElse(null)))
                .toList();
        return Templates.conflicts(form, new Page<>(sides, found.nextCursor()), settled);
    }

    @POST
    @Path("conflicts/{id}")
    public Response settle(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String note = form.need("note-" + id);
                    form.done();
                    field.settle(id, note, form.ticked("replaces"), actor.get());
                    return pages.next("/field/conflicts", Text.of("核对结果已登记", "What you found is on record"));
                },
                form -> conflictsPage(form, false, null));
    }

    // ---- a record

    @GET
    @Path("visits/{id}")
    public Response record(@PathParam("id") VisitId id) {
        FieldVisitView found = field.find(id)
                .orElseThrow(() -> new Refused(FieldRefusal.RECORD_UNKNOWN, "没有这份现场记录 (no such record): " + id));
        Optional<String> signed =
                Optional.ofNullable(found.record().signature()).map(FieldRecord.Signature::photo);
        return pages.html(Templates.record(
                found.visit(),
                found.record(),
                found,
                found.record().photos().stream()
                        .filter(photo -> !signed.equals(Optional.of(photo.slot())))
                        .toList(),
                found.record().photos().stream()
                        .filter(photo -> signed.equals(Optional.of(photo.slot())))
                        .findFirst()));
    }
}
