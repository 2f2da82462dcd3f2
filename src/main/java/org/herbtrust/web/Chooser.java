package org.herbtrust.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantQuery;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;

/** Turns what a person typed into the thing that was meant, or says which things it might be. */
@ApplicationScoped
class Chooser {

    private static final Pattern NUMBER = Pattern.compile("(?i)^(M\\d{6,8})\\b.*");
    private static final Pattern DIVISION = Pattern.compile("^(\\d{2,12})\\b.*");
    static final int SUGGESTIONS = 12;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    @Inject
    Merchants merchants;

    Material material(String typed) {
        String wanted = typed.strip();
        List<Material> found = materials.search(wanted, SUGGESTIONS);
        Optional<Material> exact = found.stream()
                .filter(m -> m.zh().equals(wanted)
                        || m.code().value().equals(wanted.toLowerCase(Locale.ROOT))
                        || m.aliases().contains(wanted)
                        || m.speciality().equals(wanted)
                        || m.latin().equalsIgnoreCase(wanted))
                .findFirst();
        return exact.or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("目录中没有这个药材 (not in the catalogue)"
                        + maybe(found.stream().map(Material::zh).toList())));
    }

    Division division(String typed) {
        String wanted = typed.strip();
        Matcher code = DIVISION.matcher(wanted);
        if (code.matches()) {
            return divisions
                    .find(new DivisionCode(code.group(1)))
                    .orElseThrow(() -> new IllegalArgumentException("没有这个区划代码 (no such division)"));
        }
        List<Division> found = divisions.search(wanted, SUGGESTIONS);
        Optional<Division> exact = found.stream()
                .filter(d -> d.path().equals(wanted) || d.name().equals(wanted))
                .findFirst();
        return exact.or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("请写明到县或乡镇 (name the county or township)"
                        + maybe(found.stream().map(Division::path).toList())));
    }

    MerchantView merchant(String typed) {
        String wanted = typed.strip();
        Matcher number = NUMBER.matcher(wanted);
        if (number.matches()) {
            return merchants.get(MerchantId.fromString(number.group(1)));
        }
        if (wanted.matches("[0-9A-Z]{18}")) {
            return merchants
                    .byUscc(new Uscc(wanted))
                    .orElseThrow(() -> new IllegalArgumentException("没有登记这个统一社会信用代码 (this USCC is not registered)"));
        }
        List<MerchantView> found = merchants
                .search(new MerchantQuery(wanted, null, null), null, SUGGESTIONS)
                .items();
        Optional<MerchantView> exact =
                found.stream().filter(m -> m.name().equals(wanted)).findFirst();
        return exact.or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("没有找到这个商户 (no such merchant)"
                        + maybe(found.stream().map(Chooser::written).toList())));
    }

    /** A merchant as the fields offer it: the number is what counts, the name is for the eye. */
    static String written(MerchantView merchant) {
        return merchant.id() + " " + merchant.name()
                + merchant.stall().map(s -> "（" + s + "）").orElse("");
    }

    private static String maybe(List<String> candidates) {
        return candidates.isEmpty()
                ? ""
                : "。您是不是要 (did you mean)：" + candidates.stream().limit(6).collect(Collectors.joining("、"));
    }
}
