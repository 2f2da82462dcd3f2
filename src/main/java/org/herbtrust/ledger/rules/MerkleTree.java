package org.herbtrust.ledger.rules;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Hashes and proofs of RFC 6962, section 2.1, over SHA-256. */
public final class MerkleTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** Where the roots of complete subtrees come from: leaf hashes, stored tiles. */
    @FunctionalInterface
    public interface Subtrees {
        /**
         * The root of the complete subtree over the leaves {@code index * 2^height} (inclusive) to
         * {@code (index + 1) * 2^height} (exclusive).
         */
        byte[] root(int height, long index);
    }

    public static byte[] leafHash(byte[] entry) {
        MessageDigest sha256 = sha256();
        sha256.update(LEAF);
        return sha256.digest(entry);
    }

    public static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The tree's root at a size; of the empty tree the hash of nothing. */
    public static byte[] root(long size, Subtrees subtrees) {
        return size == 0 ? sha256().digest() : rangeRoot(0, size, subtrees);
    }

    /** The audit path of a leaf, from the leaf upward (RFC 6962, 2.1.1). */
    public static List<byte[]> inclusionProof(long index, long size, Subtrees subtrees) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
        }
        List<byte[]> proof = new ArrayList<>();
        path(index, 0, size, subtrees, proof);
        return proof;
    }

    /** That the tree of {@code size} leaves begins with the tree of {@code earlier} leaves (RFC 6962, 2.1.2). */
    public static List<byte[]> consistencyProof(long earlier, long size, Subtrees subtrees) {
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException("a tree of " + size + " has no earlier size " + earlier);
        }
        List<byte[]> proof = new ArrayList<>();
        if (earlier > 0 && earlier < size) {
            subProof(earlier, 0, size, true, subtrees, proof);
        }
        return proof;
    }

    /** Whether the proof shows that the leaf stands at the index in the tree with this root (RFC 9162, 2.1.3.2). */
    public static boolean includes(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = nodeHash(sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Whether the proof shows that the later tree only added to the earlier one (RFC 9162, 2.1.4.2). */
    public static boolean consistent(
            long earlier, long size, List<byte[]> proof, byte[] earlierRoot, byte[] laterRoot) {
        if (earlier < 0 || earlier > size) {
            return false;
        }
        if (earlier == size) {
            return proof.isEmpty() && MessageDigest.isEqual(earlierRoot, laterRoot);
        }
        if (earlier == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(earlierRoot, sha256().digest());
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(earlier) == 1) {
            path.add(0, earlierRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        long fn = earlier - 1;
        long sn = size - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = path.get(0);
        byte[] sr = path.get(0);
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = nodeHash(c, fr);
                sr = nodeHash(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = nodeHash(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(fr, earlierRoot) && MessageDigest.isEqual(sr, laterRoot);
    }

    /** The subtrees of leaves that are all at hand. */
    public static Subtrees of(List<byte[]> leafHashes) {
        return new Subtrees() {
            @Override
            public byte[] root(int height, long index) {
                return height == 0
                        ? leafHashes.get(Math.toIntExact(index))
                        : nodeHash(root(height - 1, 2 * index), root(height - 1, 2 * index + 1));
            }
        };
    }

    private static byte[] rangeRoot(long from, long to, Subtrees subtrees) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int height = Long.numberOfTrailingZeros(leaves);
            return subtrees.root(height, from >> height);
        }
        long left = Long.highestOneBit(leaves - 1);
        return nodeHash(rangeRoot(from, from + left, subtrees), rangeRoot(from + left, to, subtrees));
    }

    private static void path(long index, long from, long to, Subtrees subtrees, List<byte[]> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + Long.highestOneBit(to - from - 1);
        if (index < middle) {
            path(index, from, middle, subtrees, proof);
            proof.add(rangeRoot(middle, to, subtrees));
        } else {
            path(index, middle, to, subtrees, proof);
            proof.add(rangeRoot(from, middle, subtrees));
        }
    }

    private static void subProof(
            long earlier, long from, long to, boolean known, Subtrees subtrees, List<byte[]> proof) {
        if (earlier == to - from) {
            if (!known) {
                proof.add(rangeRoot(from, to, subtrees));
            }
            return;
        }
        long left = Long.highestOneBit(to - from - 1);
        if (earlier <= left) {
            subProof(earlier, from, from + left, known, subtrees, proof);
            proof.add(rangeRoot(from + left, to, subtrees));
        } else {
            subProof(earlier - left, from + left, to, false, subtrees, proof);
            proof.add(rangeRoot(from, from + left, subtrees));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
