package org.herbtrust.label;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Labels over REST. */
@Path("/api/v1/labels")
@RolesAllowed({
    Role.MERCHANT_ROLE,
    Role.GROWER_ROLE,
    Role.OFFICE_ROLE,
    Role.ADMIN_ROLE,
    Role.INSPECTOR_ROLE,
    Role.REGULATOR_ROLE
})
class LabelResource {

    @Inject
    Labels labels;

    @Inject
    CurrentActor actor;

    /** The wire form of the command; {@code id} is the sender's own, so that sending twice issues once. */
    record Issuing(
            UUID id,
            ShortCode lot,
            int count,
            Kilograms netKg,
            String grade,
            String testReport,
            String standard,
            String storage,
            LocalDate expiresOn,
            boolean signed,
            boolean showGrade) {

        IssueLabels command() {
            return new IssueLabels(
                    id,
                    lot,
                    count,
                    netKg,
                    Optional.ofNullable(grade),
                    Optional.ofNullable(testReport),
                    Optional.ofNullable(standard),
                    Optional.ofNullable(storage),
                    Optional.ofNullable(expiresOn),
                    signed,
                    showGrade);
        }
    }

    /** A range of labels of a batch, and why. */
    record Range(Integer first, Integer last, String reason) {}

    record Serial(int ordinal, ShortCode code, LabelState state, String reason, String address, int prints) {}

    /** Texts as they were scanned. */
    record Scans(List<String> codes) {}

    @POST
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public Response issue(Issuing issuing) {
        if (issuing == null) {
            throw new IllegalArgumentException("请求内容为空 (the request is empty)");
        }
        LabelBatch batch = labels.issue(issuing.command(), actor.get());
        return Response.created(URI.create("/api/v1/labels/" + batch.id()))
                .entity(batch)
                .build();
    }

    @GET
    public Page<LabelBatch> batches(@QueryParam("lot") ShortCode lot, @QueryParam("limit") Integer limit) {
        Actor who = actor.get();
        int size = Page.size(limit);
        if (lot == null) {
            return new Page<>(who.merchant().map(m -> labels.batchesOf(m, size)).orElse(List.of()), null);
        }
        List<LabelBatch> found = labels.batchesOfLot(lot, size).stream()
                .filter(b -> who.merchant().isEmpty() || who.merchant().equals(Optional.of(b.merchant())))
                .toList();
        return new Page<>(found, null);
    }

    /** At packing: the labels are on their packages. */
    @POST
    @Path("/applied")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public List<Applied> applied(Scans scans) {
        if (scans == null || scans.codes() == null) {
            throw new IllegalArgumentException("请求内容为空 (the request is empty)");
        }
        return labels.applyAll(scans.codes(), actor.get());
    }

    @GET
    @Path("/{id}")
    public LabelBatch batch(@PathParam("id") UUID id) {
        return readable(id);
    }

    @GET
    @Path("/{id}/serials")
    @Transactional
    public List<Serial> serials(@PathParam("id") UUID id) {
        LabelBatch batch = readable(id);
        return labels.ofBatch(id).stream()
                .map(l -> new Serial(
                        l.ordinal(), l.code(), l.state(), l.reason().orElse(null), batch.address(l.code()), l.prints()))
                .toList();
    }

    /** Without a range, all of them. */
    @POST
    @Path("/{id}/print")
    public LabelBatch printed(@PathParam("id") UUID id, Range range) {
        int[] bounds = bounds(id, range == null ? new Range(null, null, null) : range);
        return labels.printed(id, bounds[0], bounds[1], actor.get());
    }

    @POST
    @Path("/{id}/reprint")
    public LabelBatch reprint(@PathParam("id") UUID id, Range range) {
        int[] bounds = bounds(id, range);
        return labels.reprint(id, bounds[0], bounds[1], range.reason(), actor.get());
    }

    @POST
    @Path("/{id}/void")
    public LabelBatch voidRange(@PathParam("id") UUID id, Range range) {
        int[] bounds = bounds(id, range);
        return labels.voidRange(id, bounds[0], bounds[1], range.reason(), actor.get());
    }

    @POST
    @Path("/{id}/destroy")
    public LabelBatch destroy(@PathParam("id") UUID id, Range range) {
        int[] bounds = bounds(id, range);
        return labels.destroyRange(id, bounds[0], bounds[1], range.reason(), actor.get());
    }

    /** What is left out means the first, or the last, of the batch. */
    private int[] bounds(UUID id, Range range) {
        if (range == null) {
            throw new IllegalArgumentException("请求内容为空 (the request is empty)");
        }
        return new int[] {
            range.first() == null ? 1 : range.first(),
            range.last() == null ? labels.get(id).count() : range.last()
        };
    }

    private LabelBatch readable(UUID id) {
        LabelBatch batch = labels.get(id);
        labels.mayRead(batch, actor.get());
        return batch;
    }
}
