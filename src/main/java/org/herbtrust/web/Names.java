package org.herbtrust.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.Material;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;

/** The names behind the numbers and codes on a page. */
@Named("names")
@RequestScoped
public class Names {

    private static final Text NOT_TOLD = Text.of("未登记品种", "material not told");

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    private final Map<MerchantId, Optional<MerchantView>> known = new HashMap<>();

    public String merchant(MerchantId id) {
        return view(id).map(MerchantView::name).orElse(id.toString());
    }

    /** Hall and stall; empty for those who have none. */
    public String stall(MerchantId id) {
        return view(id).flatMap(MerchantView::stall).map(Object::toString).orElse("");
    }

    /** The stall, else the district. */
    public String place(MerchantId id) {
        return view(id).map(m -> m.stall().map(Object::toString).orElseGet(() -> division(m.division())))
                .orElse("");
    }

    public Text material(MaterialCode code) {
        return materials.find(code).map(Material::name).orElseGet(() -> Text.of(code.value(), code.value()));
    }

    public Text material(Optional<MaterialCode> code) {
        return code.map(this::material).orElse(NOT_TOLD);
    }

    public String division(DivisionCode code) {
        return divisions.find(code).map(Division::path).orElse(code.toString());
    }

    public Text process(String code) {
        return switch (code) {
            case "harvest" -> Text.of("采收", "harvest");
            case "intake" -> Text.of("未追溯货物进场", "untraced intake");
            case "split" -> Text.of("分批", "split");
            case "merge" -> Text.of("合批", "merge");
            default ->
                materials.processes().stream()
                        .filter(p -> p.code().equals(code))
                        .map(p -> p.name())
                        .findFirst()
                        .orElseGet(() -> Text.of(code, code));
        };
    }

    private Optional<MerchantView> view(MerchantId id) {
        return known.computeIfAbsent(id, merchants::find);
    }
}
