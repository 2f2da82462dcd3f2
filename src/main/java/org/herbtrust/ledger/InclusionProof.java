package org.herbtrust.ledger;

import java.util.List;

/**
 * That the entry stands at {@code index} in the tree of {@code size} leaves whose root is {@code rootHash}.
 *
 * @param entry the leaf's bytes, whose RFC 6962 leaf hash is {@code leafHash}
 * @param hashes the audit path from the leaf upward (RFC 6962, 2.1.1)
 */
public record InclusionProof(
        long index, long size, byte[] entry, byte[] leafHash, List<byte[]> hashes, byte[] rootHash) {

    public InclusionProof {
        entry = entry.clone();
        leafHash = leafHash.clone();
        rootHash = rootHash.clone();
        hashes = List.copyOf(hashes);
    }

    @Override
    public byte[] entry() {
        return entry.clone();
    }

    @Override
    public byte[] leafHash() {
        return leafHash.clone();
    }

    @Override
    public byte[] rootHash() {
        return rootHash.clone();
    }
}
