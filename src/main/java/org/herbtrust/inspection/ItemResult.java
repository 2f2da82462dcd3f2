package org.herbtrust.inspection;

import java.util.Optional;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.ViolationClass;

/**
 * One item of a judged report, in words and for good: what was found, what was required then, and how it came out.
 *
 * @param clause edition, source and method of the limit
 * @param toBeVerified 待核: the limit was not yet compared with the printed text
 * @param violation what a failed item amounts to, with its class
 */
public record ItemResult(
        String item,
        Text name,
        String found,
        Optional<Text> required,
        Outcome outcome,
        Optional<String> clause,
        boolean toBeVerified,
        Optional<String> violation,
        Optional<ViolationClass> severity,
        Text reason) {}
