package org.herbtrust.publication;

import java.time.Instant;
import java.util.List;
import org.herbtrust.kernel.Text;

/**
 * A recall as anyone may read it.
 *
 * @param lots the short codes of all lots that are recalled, the root first
 */
public record PublicRecall(
        long id,
        String material,
        Text materialName,
        Text notice,
        String cause,
        Instant startedAt,
        Instant closedAt,
        List<String> lots) {}
