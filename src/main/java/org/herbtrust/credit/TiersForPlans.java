package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.herbtrust.inspection.RiskTiers;
import org.herbtrust.inspection.rules.RiskTier;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.platform.Database;

/** The worse of the published grade and the tier of the index. Whoever has too few visits for a grade is of usual risk. */
@ApplicationScoped
class TiersForPlans implements RiskTiers {

    @Inject
    Database database;

    private record Row(MerchantId merchant, RiskTier tier) {}

    @Override
    public Map<MerchantId, RiskTier> of(Collection<MerchantId> merchants) {
        Map<MerchantId, RiskTier> tiers = new HashMap<>();
        database.query("""
                        select s.merchant_id,
                               greatest(case s.grade when 'NOT_ENOUGH' then 'B' else s.grade end,
                                        coalesce(g.explanation::jsonb -> 'index' ->> 'tier', 'A'))
                        from credit_standing s join credit_grade g on g.id = s.grade_id
                        where s.merchant_id = any (?)
                        """, row -> new Row(new MerchantId(row.getLong(1)), tier(row.getString(2))), (Object)
                        merchants.stream().map(MerchantId::value).toArray(Long[]::new))
                .forEach(row -> tiers.put(row.merchant(), row.tier()));
        return tiers;
    }

    private static RiskTier tier(String letter) {
        return switch (letter) {
            case "A" -> RiskTier.A;
            case "C" -> RiskTier.C;
            case "D" -> RiskTier.D;
            default -> RiskTier.B;
        };
    }
}
