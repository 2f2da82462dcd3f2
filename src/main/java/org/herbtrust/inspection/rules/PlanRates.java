package org.herbtrust.inspection.rules;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plan is made by: shares by risk, focus materials with their months, and what keeps anybody from never being
 * visited.
 *
 * @param sharePercent of a stratum's merchants that one plan visits, by tier
 * @param focus goods that raise the share of those who have them, in their months
 * @param gridMinimum merchants of each grid that a plan visits at least, if the grid has so many
 * @param longestUnvisitedDays whoever was not visited for longer, or never, is visited for certain
 */
public record PlanRates(
        Map<RiskTier, Integer> sharePercent, List<Focus> focus, int gridMinimum, int longestUnvisitedDays) {

    /**
     * Goods that are looked at more closely for some months, such as the weeks after the harvest or of a campaign.
     *
     * @param months from 1 to 12
     * @param samples that a plan should take of it
     */
    public record Focus(String material, Set<Integer> months, int sharePercent, int samples) {
        public Focus {
            months = Set.copyOf(months);
            if (material == null || material.isBlank() || months.isEmpty()) {
                throw new IllegalArgumentException("重点品种应有品种和月份 (a focus has a material and months): " + material);
            }
            if (months.stream().anyMatch(m -> m < 1 || m > 12)) {
                throw new IllegalArgumentException("月份为1到12 (months from 1 to 12): " + months);
            }
            requirePercent(sharePercent);
            if (samples < 0 || samples > 1000) {
                throw new IllegalArgumentException("抽样数为0到1000 (samples from 0 to 1000): " + samples);
            }
        }

        /** Whether the period touches one of its months. */
        boolean inSeason(LocalDate from, LocalDate to) {
            for (LocalDate day = from.withDayOfMonth(1); !day.isAfter(to); day = day.plusMonths(1)) {
                if (months.contains(day.getMonthValue())) {
                    return true;
                }
            }
            return false;
        }
    }

    public PlanRates {
        sharePercent = Map.copyOf(new EnumMap<>(sharePercent));
        focus = List.copyOf(focus);
        for (RiskTier tier : RiskTier.values()) {
            if (!sharePercent.containsKey(tier)) {
                throw new IllegalArgumentException("缺少抽查比例 (no share for tier " + tier + ")");
            }
            requirePercent(sharePercent.get(tier));
        }
        Set<String> once = new HashSet<>();
        if (!focus.stream().allMatch(f -> once.add(f.material()))) {
            throw new IllegalArgumentException("重点品种重复 (a focus material twice)");
        }
        if (gridMinimum < 0 || gridMinimum > 1000 || longestUnvisitedDays < 1 || longestUnvisitedDays > 3660) {
            throw new IllegalArgumentException("网格最低户数或最长未查天数超出范围 (out of range)");
        }
    }

    /** The focus materials that the period touches. */
    public List<Focus> inSeason(LocalDate from, LocalDate to) {
        return focus.stream().filter(f -> f.inSeason(from, to)).toList();
    }

    private static void requirePercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("比例为0到100 (a share from 0 to 100 %): " + percent);
        }
    }
}
