package org.herbtrust.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleTreeProperties {

    private static final int MOST = 700;
    private static final List<byte[]> LEAVES = leaves(MOST);
    private static final MerkleTree.Subtrees TREE = MerkleTree.of(LEAVES);

    @Property
    void everyLeafIsProvedInEveryTreeThatHoldsIt(
            @ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST - 1) int index) {
        Assume.that(index < size);
        assertThat(MerkleTree.includes(
                        LEAVES.get(index),
                        index,
                        size,
                        MerkleTree.inclusionProof(index, size, TREE),
                        MerkleTree.root(size, TREE)))
                .isTrue();
    }

    @Property
    void everyTreeIsProvedToBeginWithEveryEarlierOne(
            @ForAll @IntRange(max = MOST) int earlier, @ForAll @IntRange(max = MOST) int size) {
        Assume.that(earlier <= size);
        assertThat(MerkleTree.consistent(
                        earlier,
                        size,
                        MerkleTree.consistencyProof(earlier, size, TREE),
                        MerkleTree.root(earlier, TREE),
                        MerkleTree.root(size, TREE)))
                .isTrue();
    }

    @Property
    void noAlteredBitOfAnInclusionProofIsOverlooked(
            @ForAll @IntRange(min = 2, max = MOST) int size,
            @ForAll @IntRange(max = MOST - 1) int index,
            @ForAll @IntRange(max = 11) int where,
            @ForAll @IntRange(max = 255) int bit) {
        Assume.that(index < size);
        byte[] leaf = LEAVES.get(index).clone();
        byte[] root = MerkleTree.root(size, TREE);
        List<byte[]> proof = new ArrayList<>(MerkleTree.inclusionProof(index, size, TREE));
        if (where < proof.size()) {
            proof.set(where, flipped(proof.get(where), bit));
        } else if (where % 2 == 0) {
            leaf = flipped(leaf, bit);
        } else {
            root = flipped(root, bit);
        }
        assertThat(MerkleTree.includes(leaf, index, size, proof, root)).isFalse();
    }

    @Property
    void aLeafIsNotProvedAtAnotherIndex(
            @ForAll @IntRange(min = 2, max = MOST) int size,
            @ForAll @IntRange(max = MOST - 1) int index,
            @ForAll @IntRange(max = MOST - 1) int other) {
        Assume.that(index < size && other < size && index != other);
        assertThat(MerkleTree.includes(
                        LEAVES.get(index),
                        other,
                        size,
                        MerkleTree.inclusionProof(index, size, TREE),
                        MerkleTree.root(size, TREE)))
                .isFalse();
    }

    @Property
    void aTreeInWhichAnEarlierLeafWasReplacedIsNotConsistent(
            @ForAll @IntRange(min = 2, max = MOST) int size,
            @ForAll @IntRange(min = 1, max = MOST) int earlier,
            @ForAll @IntRange(max = MOST - 1) int replaced) {
        Assume.that(earlier < size && replaced < earlier);
        List<byte[]> forged = new ArrayList<>(LEAVES);
        forged.set(replaced, flipped(forged.get(replaced), 0));
        MerkleTree.Subtrees other = MerkleTree.of(forged);
        assertThat(MerkleTree.consistent(
                        earlier,
                        size,
                        MerkleTree.consistencyProof(earlier, size, other),
                        MerkleTree.root(earlier, TREE),
                        MerkleTree.root(size, other)))
                .isFalse();
    }

    @Property(tries = 200)
    void tilesGiveTheSameTreeAsLeaves(
            @ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST - 1) int index) {
        Assume.that(index < size);
        TiledSubtrees tiled = new TiledSubtrees((level, tile) -> tileOf(size, level, tile));
        assertThat(MerkleTree.root(size, tiled)).isEqualTo(MerkleTree.root(size, TREE));
        assertThat(MerkleTree.inclusionProof(index, size, tiled))
                .containsExactlyElementsOf(MerkleTree.inclusionProof(index, size, TREE));
        assertThat(MerkleTree.consistencyProof(index, size, tiled))
                .containsExactlyElementsOf(MerkleTree.consistencyProof(index, size, TREE));
    }

    private static byte[] tileOf(int size, int level, long tile) {
        int complete = size >> (8 * level);
        ByteBuffer hashes = ByteBuffer.allocate(TilePath.FULL * 32);
        for (long i = tile * TilePath.FULL; i < Math.min(complete, (tile + 1) * TilePath.FULL); i++) {
            hashes.put(TREE.root(8 * level, i));
        }
        return Arrays.copyOf(hashes.array(), hashes.position());
    }

    private static byte[] flipped(byte[] hash, int bit) {
        byte[] other = hash.clone();
        other[bit / 8] ^= (byte) (1 << (bit % 8));
        return other;
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(MerkleTree.leafHash(ByteBuffer.allocate(4).putInt(i).array()));
        }
        return List.copyOf(hashes);
    }
}
