package org.herbtrust.inspection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Materials;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.merchant.MerchantQuery;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/**
 * What a phone in the field and the server say to each other. The phone first sends the photos, then the record that names
 * them; every request may be repeated.
 */
@Path("/api/v1/field")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "field", description = "现场检查：离线记录的上传、回执与冲突 · records made without a network")
class FieldResource {

    private static final String RECORD_EXAMPLE = """
            {"schemaVersion":1,"id":"0192f0c0-5b7e-7c3e-9f5a-2f1d6c7b8a90","account":"inspector","kind":"PATROL","merchant":"M000123",
             "merchantSeen":{"name":"示例药材行","stall":"一层 A-101","standing":"ADMITTED"},
             "startedAt":"2026-11-24T08:20:00+08:00","finishedAt":"2026-11-24T08:30:00+08:00","elapsedMs":600000,"clockOffsetMs":-1200,
             "place":"一层 A-101","checklist":{"origin-labelled":"NO"},
             "findings":[{"violation":"no-origin-label","count":2,"note":"两件未标产地","photos":["photo-1"]}],
             "measurements":[{"what":"MOISTURE","value":12.1}],"seals":[],"codes":[],
             "correctBy":"2026-12-01","statement":"当日补齐","signature":{"how":"TYPED","by":"张某"},
             "photos":[{"slot":"photo-1","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "bytes":204800,"takenAt":"2026-11-24T08:25:00+08:00","note":""}]}
            """;

    @Inject
    FieldVisits field;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    record Question(String code, Text question, String violation) {}

    record Violation(String code, ViolationClass severity, Text name, String basis) {}

    record Choice(String code, Text title, String unit) {}

    /**
     * What a phone needs without a network, but for the merchants.
     *
     * @param serverTime for the phone to see how wrong its clock is
     * @param schemaVersion of the records that this server understands
     */
    record Reference(
            String account,
            String name,
            Role role,
            Instant serverTime,
            LocalDate day,
            int schemaVersion,
            int mostPhotos,
            int largestPhoto,
            List<Choice> kinds,
            Map<VisitKind, List<Question>> checklists,
            List<Violation> violations,
            List<Choice> measurements) {}

    /** Of a merchant what an inspector must know at the stall, and no more: a phone may be lost. */
    record MerchantLine(MerchantId id, String name, String stall, String grid, Gln gln, Standing standing) {
        static MerchantLine of(MerchantView view) {
            return new MerchantLine(
                    view.id(),
                    view.name(),
                    view.stall().map(Object::toString).orElse(""),
                    view.stall().map(s -> s.grid()).orElse(null),
                    view.gln(),
                    view.standing());
        }
    }

    record Task(
            String id,
            VisitKind kind,
            MerchantId merchant,
            String name,
            String stall,
            Text why,
            VisitId follows,
            LocalDate dueOn) {}

    record Today(LocalDate day, Instant serverTime, List<Task> tasks) {}

    record PhotoReceipt(String sha256, int bytes) {}

    /** @param replaces that the record takes the place of the other one */
    record Settling(String note, boolean replaces) {}

    // ---- what the phone takes along

    @GET
    @Path("/reference")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Checklists, violations and measurements, for work without a network")
    public Reference reference() {
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        Actor me = actor.get();
        List<VisitKind> kinds = Arrays.stream(VisitKind.values())
                .filter(kind -> kind.mayBeRecordedBy(me.role()))
                .toList();
        Map<VisitKind, List<Question>> checklists = new EnumMap<>(VisitKind.class);
        for (VisitKind kind : kinds) {
            checklists.put(
                    kind,
                    materials.checklist(kind.name(), today).stream()
                            .map(c -> new Question(c.code(), c.question(), c.violation()))
                            .toList());
        }
        return new Reference(
                me.account(),
                me.name(),
                me.role(),
                now,
                today,
                FieldRecord.SCHEMA,
                FieldRecord.MOST_PHOTOS,
                FieldVisits.LARGEST_PHOTO,
                kinds.stream()
                        .map(kind -> new Choice(kind.name(), kind.title(), ""))
                        .toList(),
                checklists,
                materials.violations(today).stream()
                        .map(v -> new Violation(v.code(), v.severity(), v.name(), v.basis()))
                        .toList(),
                Arrays.stream(FieldRecord.Measurement.What.values())
                        .map(what -> new Choice(what.name(), what.title(), what.unit()))
                        .toList());
    }

    @GET
    @Path("/merchants")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Merchants and stalls, page by page, for work without a network")
    public Page<MerchantLine> merchants(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<MerchantView> page = merchants.search(MerchantQuery.ALL, cursor, limit);
        return new Page<>(page.items().stream().map(MerchantLine::of).toList(), page.nextCursor());
    }

    @GET
    @Path("/today")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "What there is to do: planned visits, corrections that are due (次日清单)")
    public Today today() {
        Instant now = clock.instant();
        List<Task> tasks = field.tasks(actor.get()).stream()
                .map(task -> {
                    Optional<MerchantView> merchant = merchants.find(task.merchant());
                    return new Task(
                            task.id(),
                            task.kind(),
                            task.merchant(),
                            merchant.map(MerchantView::name).orElse(""),
                            merchant.flatMap(MerchantView::stall)
                                    .map(Object::toString)
                                    .orElse(""),
                            task.why(),
                            task.follows().orElse(null),
                            task.dueOn().orElse(null));
                })
                .toList();
        return new Today(Market.dayOf(now), now, tasks);
    }

    // ---- what the phone brings back

    @PUT
    @Path("/visits/{id}/photos/{photo}")
    @Consumes({"image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Keeps a photo of a record that is still to come; its hash is computed again")
    @RequestBody(
            content = @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "201", description = "kept")
    @APIResponse(responseCode = "200", description = "was kept before")
    @APIResponse(responseCode = "413", description = "larger than one megabyte")
    @APIResponse(responseCode = "422", description = "other bytes than the hash says")
    public Response photo(@PathParam("id") VisitId id, @PathParam("photo") String sha256, InputStream content) {
        byte[] bytes = upTo(FieldVisits.LARGEST_PHOTO, content);
        boolean isNew = field.keepPhoto(id, sha256, bytes, actor.get());
        return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
                .entity(new PhotoReceipt(sha256, bytes.length))
                .build();
    }

    @PUT
    @Path("/visits/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Keeps a record whose photos have arrived, under the id that the phone gave it")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FieldRecord.class),
                            examples = @ExampleObject(name = "patrol", value = RECORD_EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "kept",
            content = @Content(schema = @Schema(implementation = FieldReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "was kept before, same bytes: the same receipt",
            content = @Content(schema = @Schema(implementation = FieldReceipt.class)))
    @APIResponse(responseCode = "409", description = "the id stands for other content")
    @APIResponse(responseCode = "424", description = "photos are missing; errors[] names them")
    public Response record(@PathParam("id") VisitId id, InputStream content) {
        FieldReceipt receipt = field.receive(id, upTo(FieldVisits.LARGEST_RECORD, content), actor.get());
        return Response.status(receipt.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(receipt)
                .build();
    }

    /** One byte more than allowed is read, never all of what somebody sends. */
    private static byte[] upTo(int most, InputStream content) {
        if (content == null) {
            throw new IllegalArgumentException("请求内容为空 (the request has no content)");
        }
        try {
            return content.readNBytes(most + 1);
        } catch (IOException broken) {
            // the sender's network, and no fault of ours: nobody is left to read the answer
            throw new IllegalArgumentException("发送中断，请重发 (the sender has gone: send again)", broken);
        }
    }

    // ---- looking at it

    @GET
    @Path("/visits/{id}")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "A record with its photos' hashes, receipt and conflicts")
    public FieldVisitView visit(@PathParam("id") VisitId id) {
        return field.find(id).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/visits/{id}/photos/{photo}")
    @Produces({"image/jpeg", "image/png"})
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "A photo of a record, by its place in it")
    public Response photoOf(@PathParam("id") VisitId id, @PathParam("photo") String slot) {
        byte[] content = field.photo(id, slot).orElseThrow(() -> unknown(id));
        boolean png = content[0] == (byte) 0x89;
        return Response.ok(content)
                .type(png ? "image/png" : "image/jpeg")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400, immutable")
                .build();
    }

    @GET
    @Path("/conflicts")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Records that did not fit when they arrived, for a person to look at")
    public Page<VisitConflict> conflicts(
            @QueryParam("settled") @DefaultValue("false") boolean settled,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return field.conflicts(settled, cursor, limit);
    }

    @POST
    @Path("/conflicts/{id}/settlement")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "A person has looked at a conflict")
    public VisitConflict settle(@PathParam("id") long id, Settling body) {
        if (body == null) {
            throw new IllegalArgumentException("请求内容为空 (the request has no content)");
        }
        return field.settle(id, body.note(), body.replaces(), actor.get());
    }

    private static Refused unknown(VisitId id) {
        return new Refused(FieldRefusal.RECORD_UNKNOWN, "没有现场记录%s (no such record)".formatted(id));
    }
}
