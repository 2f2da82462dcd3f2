package org.herbtrust.ledger.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a tile or entry bundle below its level, as C2SP tlog-tiles writes it: {@code x001/x234/067}, and
 * {@code x001/x234/067.p/112} for a partial one.
 *
 * @param index the tile's number within its level, from 0
 * @param width how many hashes it holds, 1 to 256; 256 is a full tile
 */
public record TilePath(long index, int width) {

    /** Hashes in a full tile: tiles are eight levels of the tree high. */
    public static final int FULL = 256;

    private static final Pattern SHAPE = Pattern.compile("((?:x\\d{3}/){0,5})(\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    public TilePath {
        if (index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no such tile: " + index + " of width " + width);
        }
    }

    /** Empty where the text isn't exactly how this tile is written: leading zeros, a width of 256, too long. */
    public static Optional<TilePath> parse(String text) {
        Matcher m = SHAPE.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long index = Long.parseLong(m.group(1).replace("x", "").replace("/", "") + m.group(2));
        int width = m.group(3) == null ? FULL : Integer.parseInt(m.group(3));
        if (width > FULL || (m.group(3) != null && width == FULL)) {
            return Optional.empty();
        }
        TilePath path = new TilePath(index, width);
        return path.toString().equals(text) ? Optional.of(path) : Optional.empty();
    }

    public boolean isFull() {
        return width == FULL;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return isFull() ? path.toString() : path + ".p/" + width;
    }
}
