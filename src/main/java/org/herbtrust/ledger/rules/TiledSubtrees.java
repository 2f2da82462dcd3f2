package org.herbtrust.ledger.rules;

import java.util.HashMap;
import java.util.Map;

/** Reads the roots of complete subtrees from tiles of height eight; each tile is fetched once. Not for several threads. */
public final class TiledSubtrees implements MerkleTree.Subtrees {

    private static final int TILE_HEIGHT = 8;
    private static final int HASH = 32;

    private final Tiles tiles;
    private final Map<Integer, Map<Long, byte[]>> fetched = new HashMap<>();

    public TiledSubtrees(Tiles tiles) {
        this.tiles = tiles;
    }

    /** Where tiles come from. */
    @FunctionalInterface
    public interface Tiles {
        /** The concatenated hashes that the tile has by now, 32 bytes each; a partial tile is shorter. */
        byte[] hashes(int level, long index);
    }

    @Override
    public byte[] root(int height, long index) {
        int level = height / TILE_HEIGHT;
        int above = height % TILE_HEIGHT;
        long first = index << above;
        return rootOf(tile(level, first / TilePath.FULL), (int) (first % TilePath.FULL), 1 << above);
    }

    private byte[] tile(int level, long index) {
        return fetched.computeIfAbsent(level, l -> new HashMap<>()).computeIfAbsent(index, n -> tiles.hashes(level, n));
    }

    /** The root over a full tile: the hash that stands for it one level higher. */
    public byte[] rootOfTile(int level, long tile) {
        return rootOf(tile(level, tile), 0, TilePath.FULL);
    }

    private static byte[] rootOf(byte[] tile, int first, int count) {
        if (count == 1) {
            byte[] hash = new byte[HASH];
            System.arraycopy(tile, first * HASH, hash, 0, HASH);
            return hash;
        }
        return MerkleTree.nodeHash(rootOf(tile, first, count / 2), rootOf(tile, first + count / 2, count / 2));
    }
}
