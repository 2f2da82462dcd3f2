package org.herbtrust.publication;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A list as it stood on a day.
 *
 * @param jsonSha256 of the file, 64 hexadecimal digits
 */
public record Snapshot(
        Dataset dataset, LocalDate day, Instant madeAt, int records, String jsonSha256, String csvSha256) {}
