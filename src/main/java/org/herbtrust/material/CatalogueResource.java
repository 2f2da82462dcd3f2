package org.herbtrust.material;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Limit;

/** The catalogue for everyone; nothing of it is secret. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "catalogue", description = "药材目录、限度与区划 · materials, limits and divisions")
class CatalogueResource {

    private static final int USUAL = 20;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    @Inject
    Clock clock;

    record MaterialLine(
            MaterialCode code,
            String zh,
            List<String> aliases,
            String pinyin,
            String latin,
            String part,
            String speciality,
            boolean inPharmacopoeia,
            boolean verified) {

        static MaterialLine of(Material m) {
            return new MaterialLine(
                    m.code(),
                    m.zh(),
                    m.aliases(),
                    m.pinyin(),
                    m.latin(),
                    m.part(),
                    m.speciality(),
                    m.inPharmacopoeia(),
                    m.verified());
        }
    }

    record LimitLine(
            String item,
            Text name,
            String operator,
            String limit,
            String unit,
            Text requirement,
            String method,
            String edition,
            String source,
            Optional<String> variant,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            boolean verified) {

        static LimitLine of(Limit l) {
            return new LimitLine(
                    l.item(),
                    l.name(),
                    l.operator().sign(),
                    l.limit().toPlainString(),
                    l.unit().sign(),
                    l.requirement(),
                    l.method(),
                    l.edition(),
                    l.source(),
                    l.variant(),
                    l.validity().from(),
                    l.validity().to(),
                    l.verified());
        }
    }

    record RestrictionLine(
            String id,
            Restriction.Effect effect,
            Text message,
            Optional<Text> document,
            String basis,
            List<String> sources,
            boolean verified) {}

    record MaterialSheet(
            MaterialLine material,
            String species,
            String family,
            boolean precious,
            List<String> variants,
            LocalDate on,
            List<LimitLine> limits,
            List<RestrictionLine> restrictions) {}

    record DivisionLine(DivisionCode code, String name, String path, DivisionCode parent) {
        static DivisionLine of(Division d) {
            return new DivisionLine(d.code(), d.name(), d.path(), d.parent());
        }
    }

    @GET
    @Path("/materials")
    @Operation(summary = "Materials by Chinese name, alias, pinyin, initials or Latin; the closest first")
    public List<MaterialLine> search(
            @QueryParam("query") @Parameter(example = "bz") String query, @QueryParam("limit") Integer limit) {
        return materials.search(query, limit == null ? USUAL : limit).stream()
                .map(MaterialLine::of)
                .toList();
    }

    @GET
    @Path("/materials/{code}")
    @Operation(summary = "One material with the limits in force on a day and the restrictions it falls under")
    public MaterialSheet material(
            @PathParam("code") @Parameter(example = "baishao") MaterialCode code,
            @QueryParam("on") @Parameter(description = "ISO day, today if absent", example = "2025-09-30") String on,
            @QueryParam("variant") @Parameter(description = "trade form with limits of its own", example = "青翘")
                    String variant) {
        Material m = materials
                .find(code)
                .orElseThrow(() -> new Refused(
                        MaterialRefusal.MATERIAL_NOT_FOUND, "药材目录中没有“" + code + "” (not in the catalogue)"));
        LocalDate day = dayOr(on, Market.dayOf(clock.instant()));
        return new MaterialSheet(
                MaterialLine.of(m),
                m.species(),
                m.family(),
                m.precious(),
                materials.variants(code, day),
                day,
                materials.limitsInForce(code, Optional.ofNullable(variant), day).stream()
                        .map(LimitLine::of)
                        .toList(),
                restrictions(code, day));
    }

    @GET
    @Path("/divisions")
    @Operation(summary = "Divisions by code or name, or those right below a parent")
    public List<DivisionLine> divisions(
            @QueryParam("query") @Parameter(example = "十九里") String query,
            @QueryParam("parent") @Parameter(example = "341602") DivisionCode parent,
            @QueryParam("limit") Integer limit) {
        List<Division> found = query == null || query.isBlank()
                ? divisions.below(Optional.ofNullable(parent))
                : divisions.search(query, limit == null ? USUAL : limit).stream()
                        .filter(d -> parent == null || d.code().value().startsWith(significant(parent)))
                        .toList();
        return found.stream().map(DivisionLine::of).toList();
    }

    private List<RestrictionLine> restrictions(MaterialCode code, LocalDate day) {
        return List.of("cultivated", "wild", "purchased").stream()
                .flatMap(source -> materials.restrictions(code, source, day).stream())
                .distinct()
                .map(r -> new RestrictionLine(
                        r.id(),
                        r.effect(),
                        r.message(),
                        Optional.ofNullable(r.document()),
                        r.basis(),
                        List.of("cultivated", "wild", "purchased").stream()
                                .filter(s ->
                                        materials.restrictions(code, s, day).contains(r))
                                .toList(),
                        r.verified()))
                .toList();
    }

    /** 340000 stands for everything that starts with 34. */
    private static String significant(DivisionCode code) {
        String six = code.value();
        return six.length() == 6 ? six.replaceFirst("(00)+$", "") : six;
    }

    private static LocalDate dayOr(String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADay) {
            throw new IllegalArgumentException("日期形如 2025-10-01 (a day looks like 2025-10-01): " + text, notADay);
        }
    }
}
