package org.herbtrust.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.rules.MerkleTree;
import org.herbtrust.ledger.rules.TilePath;
import org.herbtrust.ledger.rules.TiledSubtrees;

/** The door to the transparency log. */
@ApplicationScoped
public class Ledger {

    /** Leaves that one transaction of the sequencer takes: bounds its memory (about 500 bytes a leaf) and its locks. */
    private static final int BATCH = 10_000;

    private static final int HASH = 32;

    /** {@code 256^7} is more leaves than any market has: higher levels would stay empty. */
    static final int HIGHEST_LEVEL = 7;

    @Inject
    AgroalDataSource database;

    @Inject
    Clock clock;

    /** Where the signing key is; the usual place is {@code ledger-key} in the data directory. All nodes share one key. */
    @ConfigProperty(name = "herbtrust.ledger.key-file")
    Optional<String> keyFile;

    @ConfigProperty(name = "herbtrust.data.dir", defaultValue = "data")
    String dataDirectory;

    /** The log's name; looked at only when the key is made, for a log never changes its name. */
    @ConfigProperty(name = "herbtrust.ledger.origin", defaultValue = "herbtrust.local/log")
    String origin;

    /** Set for one start after the key was replaced on purpose; otherwise another key than the log's own is refused. */
    @ConfigProperty(name = "herbtrust.ledger.accept-new-key", defaultValue = "false")
    boolean acceptNewKey;

    private LogKey key;

    @PostConstruct
    void readKey() {
        key = LogKey.at(keyFile.map(Path::of).orElse(Path.of(dataDirectory, "ledger-key")), origin);
    }

    /**
     * Commits to a fact, in the caller's transaction: if that is rolled back, nothing was appended. The leaf gets its
     * index within about a second.
     *
     * @param subject what the fact is about, an identifier without blanks and never personal data, at most 300 ASCII
     *     characters
     * @param sha256 of the fact as it is published or kept; 32 bytes
     */
    @Transactional
    public LeafId append(LeafKind kind, String subject, byte[] sha256) {
        LeafEntry entry = new LeafEntry(kind, subject, Hash.of(sha256), clock.instant());
        return ask(tables -> new LeafId(tables.append(entry)));
    }

    /** Commits to many facts of a kind at once, as {@link #append} does to one. */
    @Transactional
    public void appendAll(LeafKind kind, Map<String, byte[]> sha256BySubject) {
        Instant now = clock.instant();
        List<LeafEntry> entries = sha256BySubject.entrySet().stream()
                .map(e -> new LeafEntry(kind, e.getKey(), Hash.of(e.getValue()), now))
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        ask(tables -> {
            tables.appendAll(entries);
            return entries.size();
        });
    }

    /** Where a leaf stands in the tree, once it does. */
    public Optional<Long> indexOf(LeafId leaf) {
        return ask(tables -> tables.indexOf(leaf));
    }

    /** The newest leaf of that kind about that subject, once it is in the tree. */
    public Optional<Long> indexOf(LeafKind kind, String subject) {
        return ask(tables -> tables.indexOf(kind, subject));
    }

    /** The newest signed state of the tree; the empty tree is signed before the first leaf. */
    public Checkpoint checkpoint() {
        return ask(LedgerTables::latestCheckpoint).orElseGet(() -> {
            sequenceNow();
            return ask(LedgerTables::latestCheckpoint).orElseThrow();
        });
    }

    /**
     * Proves that the leaf at the index is in the tree of that size.
     *
     * @throws Refused if the tree hasn't had that size yet, or the index is outside of it
     */
    public InclusionProof proofOf(long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new Refused(LedgerRefusal.NOT_IN_TREE, "序号应小于账本长度 (the index must be below the size): " + index);
        }
        return ask(tables -> {
            TiledSubtrees subtrees = subtrees(tables);
            String entry = tables.entry(index).orElseThrow();
            return new InclusionProof(
                    index,
                    size,
                    entry,
                    leafHash(entry),
                    hashes(MerkleTree.inclusionProof(index, size, subtrees)),
                    Hash.of(MerkleTree.root(size, subtrees)));
        });
    }

    /**
     * Proves that the tree of {@code size} leaves begins with the tree of {@code earlier} leaves.
     *
     * @throws Refused if the tree hasn't had that size yet
     */
    public List<Hash> consistency(long earlier, long size) {
        requireSize(size);
        if (earlier < 0 || earlier > size) {
            throw new Refused(LedgerRefusal.NOT_IN_TREE, "较早的长度应不大于较晚的长度 (the earlier size is the smaller one)");
        }
        return ask(tables -> hashes(MerkleTree.consistencyProof(earlier, size, subtrees(tables))));
    }

    /** The line with which others check checkpoints: name, key id and public key as note tools write them. */
    public String verifierKey() {
        return key.verifier();
    }

    /**
     * Brings waiting leaves into the tree and signs the new size. One at a time over all nodes; at most 10,000 leaves.
     *
     * @return how many leaves were added
     * @throws IllegalStateException if what is stored doesn't give the root that was signed last, or if the key isn't the
     *     log's: nothing is signed then
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int sequenceNow() {
        return ask(tables -> {
            tables.lockSequencer();
            Instant now = clock.instant();
            if (!tables.admitKey(key.verifier(), acceptNewKey, now)) {
                throw new IllegalStateException("the key file holds another key than the one that signed this log: "
                        + "give the log's own key back, or allow this one with herbtrust.ledger.accept-new-key");
            }
            Optional<Checkpoint> last = tables.latestCheckpoint();
            if (last.isEmpty()) {
                tables.addCheckpoint(signed(0, MerkleTree.root(0, subtrees(tables)), now), key.verifier());
            }
            long size = last.map(Checkpoint::size).orElse(0L);
            List<LedgerTables.Pending> pending = tables.takePending(BATCH);
            if (pending.isEmpty()) {
                return 0;
            }
            if (last.isPresent() && !last.get().rootHash().equals(Hash.of(MerkleTree.root(size, subtrees(tables))))) {
                throw new IllegalStateException(
                        "the stored tree doesn't have the root that was signed at size " + size + ": altered?");
            }
            List<LedgerTables.Leaf> leaves = new ArrayList<>(pending.size());
            for (LedgerTables.Pending p : pending) {
                String entry = p.entry().text();
                leaves.add(new LedgerTables.Leaf(
                        p.id(), p.entry().kind(), p.entry().subject(), entry, leafHash(entry)));
            }
            tables.addLeaves(size, leaves);
            long newSize = size + leaves.size();
            completeTiles(tables, size, newSize);
            tables.addCheckpoint(signed(newSize, MerkleTree.root(newSize, subtrees(tables)), now), key.verifier());
            return leaves.size();
        });
    }

    boolean anyPending() {
        return ask(LedgerTables::anyPending);
    }

    /** The tile's first {@code width} hashes, or nothing if it doesn't have so many yet. */
    Optional<byte[]> tile(int level, TilePath path) {
        byte[] hashes = ask(tables -> tables.tile(level, path.index(), path.width()));
        return hashes.length == path.width() * HASH ? Optional.of(hashes) : Optional.empty();
    }

    /** Entries, each after its length in two bytes, most significant first. */
    Optional<byte[]> entryBundle(TilePath path) {
        List<byte[]> entries = ask(tables -> tables.entries(path.index(), path.width()));
        if (entries.size() != path.width()) {
            return Optional.empty();
        }
        byte[] bundle = new byte[entries.stream().mapToInt(e -> 2 + e.length).sum()];
        int at = 0;
        for (byte[] entry : entries) {
            bundle[at++] = (byte) (entry.length >> 8);
            bundle[at++] = (byte) entry.length;
            System.arraycopy(entry, 0, bundle, at, entry.length);
            at += entry.length;
        }
        return Optional.of(bundle);
    }

    private static void completeTiles(LedgerTables tables, long size, long newSize) throws SQLException {
        TiledSubtrees subtrees = subtrees(tables);
        long before = size;
        long after = newSize;
        for (int level = 1; level <= HIGHEST_LEVEL && after >= TilePath.FULL; level++) {
            before /= TilePath.FULL;
            after /= TilePath.FULL;
            for (long index = before; index < after; index++) {
                tables.addNode(level, index, subtrees.rootOfTile(level - 1, index));
            }
        }
    }

    private Checkpoint signed(long size, byte[] root, Instant now) {
        String text = key.name() + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
        return new Checkpoint(size, Hash.of(root), now, key.sign(text));
    }

    private static Hash leafHash(String entry) {
        return Hash.of(MerkleTree.leafHash(entry.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Hash> hashes(List<byte[]> proof) {
        return proof.stream().map(Hash::of).toList();
    }

    private void requireSize(long size) {
        if (size < 1 || size > checkpoint().size()) {
            throw new Refused(LedgerRefusal.NOT_IN_TREE, "账本还没有这么长 (the tree hasn't had that size): " + size);
        }
    }

    private static TiledSubtrees subtrees(LedgerTables tables) {
        return new TiledSubtrees((level, index) -> {
            try {
                return tables.tile(level, index, TilePath.FULL);
            } catch (SQLException broken) {
                throw new IllegalStateException("the ledger's tree cannot be read", broken);
            }
        });
    }

    private interface Question<T> {
        T of(LedgerTables tables) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.of(new LedgerTables(connection));
        } catch (SQLException broken) {
            throw new IllegalStateException("the ledger cannot be read or written", broken);
        }
    }
}
