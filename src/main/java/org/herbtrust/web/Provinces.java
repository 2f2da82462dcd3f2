package org.herbtrust.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;

/** The provinces, for choosing where one is; and the names of what is no finer than a city. */
@ApplicationScoped
class Provinces {

    @Inject
    Divisions divisions;

    private List<Province> all;

    /** @param code first two digits (GB/T 2260) */
    public record Province(String code, String name) {}

    List<Province> all() {
        if (all == null) {
            all = divisions.below(Optional.empty()).stream()
                    .map(d -> new Province(d.code().value().substring(0, 2), d.name()))
                    .toList();
        }
        return all;
    }

    /** Of two or four digits; the digits themselves where nobody knows them. */
    String name(String coarse) {
        String code = (coarse + "0000").substring(0, 6);
        return divisions.find(new DivisionCode(code)).map(Division::path).orElse(coarse);
    }
}
