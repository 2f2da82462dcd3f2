package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Tracing;
import org.junit.jupiter.api.Test;

class LineageDrawingTest {

    private final Random dice = new Random(42);

    @Test
    void twoHundredLotsNeitherOverlapNorRunBackwards() {
        LineageDrawing drawing = LineageDrawing.of(lineage(5, 40));

        assertThat(drawing.boxes()).hasSize(200);
        assertThat(drawing.cut()).isFalse();
        Set<String> places = new HashSet<>();
        assertThat(drawing.boxes()).allSatisfy(box -> {
            assertThat(places.add(box.x() + " " + box.y())).isTrue();
            assertThat(box.x() + box.getWidth()).isLessThanOrEqualTo(drawing.width());
            assertThat(box.y() + box.getHeight()).isLessThanOrEqualTo(drawing.height());
        });
        assertThat(drawing.lines()).allSatisfy(line -> assertThat(line.fromX()).isLessThan(line.toX()));
    }

    @Test
    void linesOfNeighboursAreUntangled() {
        // Forty ways side by side, given in a random order: drawn well, none of them cross.
        LineageDrawing drawing = LineageDrawing.of(sideBySide(5, 40));

        assertThat(drawing.lines()).hasSize(160);
        assertThat(drawing.crossings()).isZero();
    }

    @Test
    void ofMoreThanADrawingHasRoomForTheNearestAreShown() {
        LineageDrawing drawing = LineageDrawing.of(lineage(10, 50));

        assertThat(drawing.boxes()).hasSize(LineageDrawing.MOST_BOXES);
        assertThat(drawing.cut()).isTrue();
        assertThat(drawing.boxes())
                .extracting(box -> Math.abs(box.lot().level()))
                .allMatch(level -> level < 6);
    }

    @Test
    void aLotWithoutRelativesHasNoDrawing() {
        assertThat(LineageDrawing.of(lineage(1, 1)).boxes()).isEmpty();
    }

    /** Levels of equally many lots, each made from two of the level before. */
    private Tracing lineage(int levels, int width) {
        List<List<Tracing.Relative>> lots = lots(levels, width);
        List<Tracing.Link> links = new ArrayList<>();
        for (int level = 1; level < levels; level++) {
            for (int i = 0; i < width; i++) {
                Tracing.Relative child = lots.get(level).get(i);
                links.add(link(lots.get(level - 1).get(i), child));
                links.add(link(lots.get(level - 1).get((i + 1) % width), child));
            }
        }
        return tracing(lots, links);
    }

    private Tracing sideBySide(int levels, int width) {
        List<List<Tracing.Relative>> lots = lots(levels, width);
        List<Tracing.Link> links = new ArrayList<>();
        for (int level = 1; level < levels; level++) {
            for (int i = 0; i < width; i++) {
                links.add(link(lots.get(level - 1).get(i), lots.get(level).get((i * 7) % width)));
            }
        }
        return tracing(lots, links);
    }

    private List<List<Tracing.Relative>> lots(int levels, int width) {
        List<List<Tracing.Relative>> lots = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            List<Tracing.Relative> layer = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                layer.add(lot(level));
            }
            lots.add(layer);
        }
        return lots;
    }

    private Tracing.Relative lot(int level) {
        ShortCode code = ShortCode.random(dice);
        return new Tracing.Relative(
                code,
                Optional.of("urn:test:" + code),
                level,
                BigDecimal.ONE,
                Optional.empty(),
                Form.DRIED,
                Source.CULTIVATED,
                false,
                Optional.empty(),
                Optional.empty(),
                "merge",
                Instant.EPOCH,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Tracing.Link link(Tracing.Relative parent, Tracing.Relative child) {
        return new Tracing.Link(parent.code(), child.code(), new BigDecimal("0.5"), Optional.empty());
    }

    private static Tracing tracing(List<List<Tracing.Relative>> lots, List<Tracing.Link> links) {
        return new Tracing(
                Tracing.Kind.LOT,
                "test",
                Tracing.Way.FORWARD,
                Optional.empty(),
                true,
                lots.stream().flatMap(List::stream).toList(),
                links,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
