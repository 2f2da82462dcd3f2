package org.herbtrust.credit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.PolicyFile;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final LocalDate MOVED = LocalDate.of(2026, 3, 1);

    @Test
    void a_visit_of_before_that_became_known_since_is_no_visit_since() {
        Window window = new Window(policy(), List.of(visit("late", MOVED.minusDays(10), MOVED.plusDays(5))));
        window.advanceTo(MOVED.plusDays(30));

        assertThat(window.known()).isEqualTo(1);
        assertThat(window.wasVisitedAfter(MOVED)).isFalse();
    }

    @Test
    void a_visit_since_is_one_also_if_an_older_one_becomes_known_after_it() {
        Window window = new Window(
                policy(),
                List.of(
                        visit("since", MOVED.plusDays(2), MOVED.plusDays(2)),
                        visit("late", MOVED.minusDays(10), MOVED.plusDays(5))));
        window.advanceTo(MOVED.plusDays(30));

        assertThat(window.wasVisitedAfter(MOVED)).isTrue();
    }

    private static Fact visit(String id, LocalDate occurred, LocalDate known) {
        return new Fact(
                id,
                FactType.VISIT,
                occurred,
                known,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Policy policy() {
        try (InputStream in = WindowTest.class.getResourceAsStream("/traceability-schema/policy/credit-1.1.yaml")) {
            return PolicyFile.read("credit-1.1.yaml", in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
