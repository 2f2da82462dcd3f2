package org.herbtrust.ledger;

import java.util.List;

/**
 * That the entry stands at {@code index} in the tree of {@code size} leaves whose root is {@code rootHash}.
 *
 * @param entry the leaf's text; the RFC 6962 leaf hash of its UTF-8 bytes is {@code leafHash}
 * @param hashes the audit path from the leaf upward (RFC 6962, 2.1.1)
 */
public record InclusionProof(long index, long size, String entry, Hash leafHash, List<Hash> hashes, Hash rootHash) {

    public InclusionProof {
        hashes = List.copyOf(hashes);
    }
}
