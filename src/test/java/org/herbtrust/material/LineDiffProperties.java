package org.herbtrust.material;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.herbtrust.material.rules.LineDiff;

class LineDiffProperties {

    @Property(tries = 300)
    void the_lines_kept_and_removed_are_the_old_text_and_those_kept_and_added_the_new(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 4) Integer> before,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 4) Integer> after) {
        List<LineDiff.Line> diff = LineDiff.of(text(before), text(after));

        assertThat(without(diff, LineDiff.Change.ADDED)).isEqualTo(text(before));
        assertThat(without(diff, LineDiff.Change.REMOVED)).isEqualTo(text(after));
        assertThat(LineDiff.stretches(text(before), text(before), 2)).isEmpty();
    }

    private static String text(List<Integer> numbers) {
        return numbers.stream().map(n -> "line " + n + "\n").collect(Collectors.joining());
    }

    private static String without(List<LineDiff.Line> diff, LineDiff.Change change) {
        return diff.stream()
                .filter(l -> l.change() != change)
                .map(l -> l.text() + "\n")
                .collect(Collectors.joining());
    }
}
