package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.material.Division;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantQuery;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.RosterReport;
import org.herbtrust.merchant.RosterRun;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.merchant.StandingEntry;
import org.herbtrust.platform.Accounts;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.platform.SheetFormat;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The market office: who applies, who is admitted, the register and its roster. */
@Path("/office")
@Blocking
@RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class OfficePages {

    private static final int SHOWN = 30;

    @Inject
    Pages pages;

    @Inject
    Merchants merchants;

    @Inject
    Accounts accounts;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance office(
                List<MerchantView> applied,
                Page<MerchantView> found,
                String query,
                String standing,
                List<Standing> standings);

        static native TemplateInstance apply(Entered form, List<MerchantKind> kinds, Commitment commitment);

        static native TemplateInstance file(
                Entered form, MerchantView merchant, List<StandingEntry> history, Commitment commitment);

        static native TemplateInstance roster(Entered form, RosterReport report);
    }

    @GET
    public Response office(
            @QueryParam("q") String query,
            @QueryParam("standing") String standing,
            @QueryParam("cursor") String cursor) {
        Standing wanted = standing == null || standing.isBlank() ? null : Standing.valueOf(standing);
        return pages.html(Templates.office(
                merchants
                        .search(new MerchantQuery(null, null, Standing.APPLIED), null, SHOWN)
                        .items(),
                merchants.search(new MerchantQuery(query, null, wanted), cursor, SHOWN),
                query == null ? "" : query,
                wanted == null ? "" : wanted.name(),
                List.of(Standing.values())));
    }

    @GET
    @Path("apply")
    public Response apply() {
        return pages.html(applyPage(Entered.empty()));
    }

    private TemplateInstance applyPage(Entered form) {
        return Templates.apply(form, List.of(MerchantKind.values()), Commitment.version(Commitment.CURRENT));
    }

    @POST
    @Path("apply")
    public Response applied(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Uscc uscc = form.need("uscc", Uscc::new);
                    String name = form.need("name");
                    MerchantKind kind = form.need("kind", MerchantKind::valueOf);
                    String operator = form.need("operator");
                    DivisionCode division = Optional.ofNullable(form.need("division", chooser::division))
                            .map(Division::code)
                            .orElse(null);
                    Optional<String> number = form.maybe("stall");
                    Optional<String> hall = number.map(stall -> form.need("hall"));
                    if (kind == MerchantKind.TRADER && number.isEmpty()) {
                        form.wrong("stall", "经营户须填写摊位 (a stall merchant has a stall)");
                    }
                    form.done();
                    Application application = new Application(
                            uscc,
                            name,
                            kind,
                            operator,
                            division,
                            number.map(stall -> new Stall(hall.orElse(null), stall, form.value("grid"))),
                            form.value("scope"),
                            form.ticked("signed") ? Optional.of(Commitment.CURRENT) : Optional.empty());
                    MerchantId id = pages.once(
                            form, application, MerchantId.class, () -> merchants.apply(application, actor.get()));
                    return pages.next(file(id), Text.of("申请已登记，编号" + id, "The application is on file as " + id));
                },
                this::applyPage);
    }

    @GET
    @Path("merchants/{id}")
    public Response merchant(@PathParam("id") MerchantId id) {
        return pages.html(filePage(id, Entered.empty()));
    }

    private TemplateInstance filePage(MerchantId id, Entered form) {
        return Templates.file(form, merchants.get(id), merchants.history(id), Commitment.version(Commitment.CURRENT));
    }

    @POST
    @Path("merchants/{id}/sign")
    public Response sign(@PathParam("id") MerchantId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    merchants.signCommitment(id, Commitment.CURRENT, actor.get());
                    return pages.next(file(id), Text.of("信用承诺已签署", "The commitment is signed"));
                },
                form -> filePage(id, form));
    }

    @POST
    @Path("merchants/{id}/admit")
    public Response admit(@PathParam("id") MerchantId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    merchants.admit(id, actor.get());
                    return pages.next(file(id), Text.of("已准入，可以经营", "Admitted: may trade from now on"));
                },
                form -> filePage(id, form));
    }

    @POST
    @Path("merchants/{id}/account")
    public Response account(@PathParam("id") MerchantId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                entered -> {
                    String login = entered.need("account", OfficePages::login);
                    String password = entered.need("password");
                    entered.done();
                    MerchantView merchant = merchants.get(id);
                    Role role = merchant.kind() == MerchantKind.GROWER ? Role.GROWER : Role.MERCHANT;
                    accounts.open(new Actor(login, merchant.name(), role, Optional.of(id)), password);
                    return pages.next(file(id), Text.of("账号已开通：" + login, "The account is open: " + login));
                },
                form -> filePage(id, form));
    }

    private static String login(String typed) {
        if (!typed.matches("[a-z0-9][a-z0-9._-]{1,63}")) {
            throw new IllegalArgumentException("账号为2到64位小写字母、数字、点、横线 (2 to 64 lower-case letters, digits, . _ -)");
        }
        return typed;
    }

    private static String file(MerchantId id) {
        return "/office/merchants/" + id;
    }

    // ---- the roster

    @GET
    @Path("roster")
    public Response roster() {
        return pages.html(Templates.roster(Entered.empty(), null));
    }

    @POST
    @Path("roster")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response imported(@RestForm("file") FileUpload file, @RestForm("run") String run) {
        return pages.attempt(
                Entered.empty().with("run", run),
                given -> {
                    byte[] bytes = Uploads.chosen(file);
                    RosterReport report = merchants.importRoster(
                            bytes,
                            SheetFormat.of(bytes),
                            run == null || run.isEmpty() ? RosterRun.CHECK_ONLY : RosterRun.valueOf(run),
                            actor.get());
                    return pages.html(Templates.roster(Entered.empty().with("run", run), report));
                },
                form -> Templates.roster(form, null));
    }
}
