package org.herbtrust.merchant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Uscc;

@ApplicationScoped
class MerchantRegister implements PanacheRepositoryBase<Merchant, Long> {

    Optional<Merchant> byUscc(Uscc uscc) {
        return find("uscc", uscc.value()).firstResultOptional();
    }

    Optional<Merchant> byGln(String gln) {
        return find("gln", gln).firstResultOptional();
    }

    boolean isTaken(Stall stall) {
        return count("hall = ?1 and stall = ?2", stall.hall(), stall.number()) > 0;
    }

    List<Merchant> after(long id, MerchantQuery query, int limit) {
        StringBuilder where = new StringBuilder("id > :after");
        Map<String, Object> values = new HashMap<>();
        values.put("after", id);
        if (query.text() != null) {
            where.append(" and (lower(name) like :like escape '!' or uscc = :exact"
                    + " or lower(concat(hall, ' ', stall)) like :like escape '!' or lower(stall) = :lower)");
            values.put("like", "%" + escaped(query.text().toLowerCase(Locale.ROOT)) + "%");
            values.put("exact", query.text().toUpperCase(Locale.ROOT));
            values.put("lower", query.text().toLowerCase(Locale.ROOT));
        }
        if (query.kind() != null) {
            where.append(" and kind = :kind");
            values.put("kind", query.kind());
        }
        if (query.standing() != null) {
            where.append(" and standing = :standing");
            values.put("standing", query.standing());
        }
        return find(where.toString(), Sort.by("id"), values).page(0, limit).list();
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
