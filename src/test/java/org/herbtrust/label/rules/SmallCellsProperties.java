package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SmallCellsProperties {

    @Property
    void noSmallNumberIsShown(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 30) Integer> counts,
            @ForAll @IntRange(min = 2, max = 10) int smallest) {
        assertThat(SmallCells.shown(counts, smallest))
                .hasSameSizeAs(counts)
                .allSatisfy(shown -> assertThat(shown.orElse(smallest)).isGreaterThanOrEqualTo(smallest));
    }

    @Property
    void noHiddenNumberCanBeReckonedFromTheTotal(
            @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 30) Integer> counts,
            @ForAll @IntRange(min = 2, max = 10) int smallest) {
        List<Optional<Integer>> shown = SmallCells.shown(counts, smallest);
        int hidden = 0;
        int sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (shown.get(i).isEmpty()) {
                hidden++;
                sum += counts.get(i);
            }
        }
        assertThat(hidden).isNotEqualTo(1);
        if (hidden > 0 && hidden < counts.size()) {
            assertThat(sum).isGreaterThanOrEqualTo(smallest);
        }
    }

    @Property
    void largeNumbersAreShownAsTheyAre(@ForAll @Size(max = 20) List<@IntRange(min = 10, max = 30) Integer> counts) {
        assertThat(SmallCells.shown(counts, 10))
                .containsExactlyElementsOf(counts.stream().map(Optional::of).toList());
    }
}
