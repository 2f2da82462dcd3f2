package org.herbtrust.inspection;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;

/** Draws, for everybody to check; the steps are for those who plan. */
@Path("/api/v1/draws")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "draws", description = "双随机抽取 · public random draws")
class DrawResource {

    @Inject
    Draws draws;

    @Inject
    CurrentActor actor;

    record CommitBody(String purpose, long plan) {}

    record RevealBody(String witness) {}

    /** A draw as anybody sees it: inspectors by code. */
    record DrawLine(
            long id,
            String purpose,
            DrawView.State state,
            Text title,
            String commitment,
            Instant committedAt,
            Optional<Long> commitmentIndex,
            Optional<String> rosterSha256,
            Optional<Instant> frozenAt,
            Optional<Long> rosterIndex,
            Optional<LocalDate> revealBy,
            Optional<String> seed,
            Optional<String> witness,
            Optional<Instant> revealedAt,
            Optional<Long> resultIndex,
            int merchants,
            int inspectors,
            int visits) {

        static DrawLine of(DrawView d) {
            return new DrawLine(
                    d.id(),
                    d.purpose(),
                    d.state(),
                    d.state().title(),
                    d.commitment(),
                    d.committedAt(),
                    d.commitmentIndex(),
                    d.rosterSha256(),
                    d.frozenAt(),
                    d.rosterIndex(),
                    d.revealBy(),
                    d.seed(),
                    d.witness(),
                    d.revealedAt(),
                    d.resultIndex(),
                    d.merchants(),
                    d.inspectors(),
                    d.visits().size());
        }
    }

    @GET
    @PermitAll
    @Operation(summary = "Draws, newest first; those that were never finished stay on the list")
    public List<DrawLine> list() {
        return draws.list().stream().map(DrawLine::of).toList();
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One draw with the places of its three steps in the ledger")
    public DrawLine draw(@PathParam("id") long id) {
        return DrawLine.of(draws.find(id).orElseThrow(() -> unknown(id)));
    }

    @GET
    @Path("/{id}/inputs")
    @PermitAll
    @Operation(
            summary = "All that went into a draw, and the list once it was drawn: what the command draw --input takes")
    public PublishedDraw inputs(@PathParam("id") long id) {
        return draws.published(id).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/{id}/list")
    @PermitAll
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @Operation(summary = "The list as the command prints it; its SHA-256 is in the ledger")
    public String list(@PathParam("id") long id) {
        PublishedDraw draw = inputs(id);
        if (draw.result() == null) {
            throw new Refused(InspectionRefusal.DRAW_STEP, "种子尚未公开 (the seed was not told yet)");
        }
        return String.join("\n", draw.result()) + (draw.result().isEmpty() ? "" : "\n");
    }

    @POST
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Commits to the hash of a new seed")
    public Response commit(CommitBody body) {
        long id = draws.commit(present(body).purpose(), body.plan(), actor.get());
        return Response.created(URI.create("/api/v1/draws/" + id))
                .entity(draw(id))
                .build();
    }

    @POST
    @Path("/{id}/roster")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Freezes the roster")
    public DrawLine freeze(@PathParam("id") long id) {
        draws.freeze(id, actor.get());
        return draw(id);
    }

    @POST
    @Path("/{id}/seed")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Tells the seed and draws; by another person than the one who committed")
    public DrawLine reveal(@PathParam("id") long id, RevealBody body) {
        return DrawLine.of(draws.reveal(id, present(body).witness(), actor.get()));
    }

    private static <T> T present(T body) {
        if (body == null) {
            throw new IllegalArgumentException("请求内容为空 (the request has no content)");
        }
        return body;
    }

    private static Refused unknown(long id) {
        return new Refused(InspectionRefusal.DRAW_UNKNOWN, "没有抽取" + id + "，或名册尚未冻结 (no such draw, or no roster yet)");
    }
}
