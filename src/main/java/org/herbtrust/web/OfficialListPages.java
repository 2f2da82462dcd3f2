package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.casework.Listing;
import org.herbtrust.casework.Lists;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Entries of official lists, as they were imported. */
@Path("/official-lists")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class OfficialListPages {

    private static final int SHOWN = 50;

    @Inject
    Pages pages;

    @Inject
    Lists lists;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance lists(Entered form, Page<Listing.Kept> entries);
    }

    @GET
    public Response lists(@QueryParam("cursor") String cursor) {
        return pages.html(Templates.lists(Entered.empty(), lists.official(cursor, SHOWN, actor.get())));
    }

    @POST
    public Response imported(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String list = form.need("list");
                    String authority = form.need("authority");
                    String document = form.need("document");
                    String name = form.need("name");
                    Optional<Uscc> uscc = form.maybe("uscc", Uscc::new);
                    Optional<IdNumber> id = form.maybe("idNumber", IdNumber::new);
                    LocalDate listed = form.need("listedOn", LocalDate::parse);
                    Optional<LocalDate> ends = form.maybe("endsOn", LocalDate::parse);
                    form.done();
                    lists.imported(new Listing(list, authority, document, name, uscc, id, listed, ends), actor.get());
                    return pages.next("/official-lists", Text.of("已导入", "Imported"));
                },
                form -> Templates.lists(form, lists.official(null, SHOWN, actor.get())));
    }
}
