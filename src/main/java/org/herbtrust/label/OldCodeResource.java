package org.herbtrust.label;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Codes of the platform before this one that goods still wear. */
@Path("/api/v1/old-codes")
@RolesAllowed({
    Role.MERCHANT_ROLE,
    Role.GROWER_ROLE,
    Role.OFFICE_ROLE,
    Role.ADMIN_ROLE,
    Role.INSPECTOR_ROLE,
    Role.REGULATOR_ROLE
})
class OldCodeResource {

    @Inject
    OldCodes oldCodes;

    @Inject
    CurrentActor actor;

    /** @param code of a lot or label here */
    record Binding(String oldCode, ShortCode code) {}

    @POST
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Binding bind(Binding wanted) {
        if (wanted == null || wanted.oldCode() == null || wanted.code() == null) {
            throw new IllegalArgumentException("请填写旧码和本市场的追溯码 (the old code and a code of this market are needed)");
        }
        return new Binding(oldCodes.bind(wanted.oldCode(), wanted.code(), actor.get()), wanted.code());
    }

    @GET
    public List<String> of(@QueryParam("code") ShortCode code, @QueryParam("limit") Integer limit) {
        if (code == null) {
            throw new IllegalArgumentException("请填写追溯码 (a code is needed)");
        }
        return oldCodes.of(code, Page.size(limit));
    }
}
