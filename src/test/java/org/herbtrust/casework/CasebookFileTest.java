package org.herbtrust.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasebookFileTest {

    private static final String SHIPPED = shipped();

    @Test
    void the_shipped_procedures_are_whole() {
        Casebook book = CasebookFile.read("casework-1.0.yaml", SHIPPED.getBytes(StandardCharsets.UTF_8));

        assertThat(book.procedures()).containsOnlyKeys(ProcedureKind.values());
        assertThat(book.procedures().get(ProcedureKind.EXIT).steps())
                .extracting(Casebook.Step::move)
                .startsWith(Move.OPEN, Move.SERVE_NOTICE);
        assertThat(book.ground("listing", ProcedureKind.BLACKLIST, book.validFrom()))
                .isPresent();
        assertThat(book.ground("corrected-and-performed", ProcedureKind.REPAIR, book.validFrom()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            otherPersonThan: [PROPOSE_DECISION] | otherPersonThan: [OPEN]    | nothing is decided by one person alone
            move: WAIVE                         | move: SHRUG                | move must be one of
            moves: binding                      | moves: bindings            | no table of moves
            {merchant}                          | {idNumber}                 | a field that nothing fills
            {until:ASK_HEARING}                 | {until:SHRUG}              | a field that nothing fills
            document: PROPOSAL                  | document: PROPOSALS        | no document is called
            within: {days: 5, unit: WORKING}    | within: {days: 5}          | unit is missing
            id: OBJECTION                       | id: REPAIR                 | is given twice
            """)
    void a_malformed_file_is_refused_with_line_and_reason(String from, String to, String reason) {
        assertThat(SHIPPED).contains(from);

        assertThatThrownBy(() -> CasebookFile.read(
                        "draft.yaml", SHIPPED.replace(from, to).getBytes(StandardCharsets.UTF_8)))
                .hasMessageMatching("(?s)draft\\.yaml line \\d+: .*")
                .hasMessageContaining(reason);
    }

    @Test
    void nothing_that_decides_is_done_by_the_system() {
        String automatic = SHIPPED.replace("move: SERVE_DECISION\n", "move: SERVE_DECISION\n      automatic: true\n");

        assertThatThrownBy(() -> CasebookFile.read("draft.yaml", automatic.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("SERVE_DECISION is for people");
    }

    private static String shipped() {
        try (InputStream in =
                CasebookFileTest.class.getResourceAsStream("/traceability-schema/policy/casework-1.0.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
