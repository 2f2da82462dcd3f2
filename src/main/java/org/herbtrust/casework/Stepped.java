package org.herbtrust.casework;

import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Effect;

/**
 * A case right after a step, with the rules that it runs under.
 *
 * @param paper the document that the step makes
 */
record Stepped(CaseFiles.Row row, Casebook book, Casebook.Procedure procedure, Effect effect, String paper, Said said) {

    Stepped with(CaseFiles.Row changed) {
        return new Stepped(changed, book, procedure, effect, paper, said);
    }

    Casebook.Ground ground() {
        return book.grounds().stream()
                .filter(g -> g.id().equals(row.groundId()))
                .findFirst()
                .orElseThrow();
    }
}
