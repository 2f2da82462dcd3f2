package org.herbtrust.platform;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that is kept, without its bytes.
 *
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits; its name from now on
 * @param size in bytes
 * @param keptBy account that brought it first
 * @param erasedAt since when its bytes are gone: what it was can still be told, not what it showed
 */
public record StoredFile(
        String sha256, FileKind kind, int size, Instant keptAt, String keptBy, Optional<Instant> erasedAt) {}
