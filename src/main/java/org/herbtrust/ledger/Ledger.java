package org.herbtrust.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.rules.MerkleTree;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.ledger.rules.SignerKey;
import org.herbtrust.ledger.rules.TilePath;
import org.herbtrust.ledger.rules.TiledSubtrees;
import org.herbtrust.ledger.rules.TreeHead;
import org.herbtrust.ledger.rules.VerifierKey;

/** The door to the transparency log. */
@ApplicationScoped
public class Ledger {

    /** Leaves that one transaction of the sequencer takes: bounds its memory (about 500 bytes a leaf) and its locks. */
    private static final int BATCH = 10_000;

    private static final int HASH = 32;

    private static final int MOST_FOUND = 100;

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

    /** The key that will follow: while it is named here both sign, so that those who check have time to take it over. */
    @ConfigProperty(name = "herbtrust.ledger.next-key-file")
    Optional<String> nextKeyFile;

    /** Verifier lines of the second parties whose cosignatures are kept, see {@link #addCosignatures}. */
    @ConfigProperty(name = "herbtrust.ledger.witnesses")
    Optional<List<String>> witnessLines;

    /** Set for one start after the key was lost; otherwise a key that was never announced is refused. */
    @ConfigProperty(name = "herbtrust.ledger.accept-new-key", defaultValue = "false")
    boolean acceptNewKey;

    SignerKey key;

    private Optional<SignerKey> nextKey = Optional.empty();

    private List<VerifierKey> witnesses = List.of();

    @PostConstruct
    void readKeys() {
        key = LogKey.at(keyFile.map(Path::of).orElse(Path.of(dataDirectory, "ledger-key")), origin);
        nextKey = nextKeyFile.map(file -> LogKey.read(Path.of(file)));
        nextKey.ifPresent(next -> {
            if (!next.verifier().name().equals(key.verifier().name())) {
                throw new IllegalStateException("a log never changes its name: the next key is called "
                        + next.verifier().name() + ", not " + key.verifier().name());
            }
        });
        witnesses =
                witnessLines.orElse(List.of()).stream().map(VerifierKey::parse).toList();
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

    /** All that was recorded about a subject, the newest first; at most a hundred leaves. */
    public List<LoggedLeaf> about(String subject) {
        return ask(tables -> tables.about(subject, MOST_FOUND));
    }

    /** What stands at the index; empty if the tree isn't so long. */
    public Optional<LoggedLeaf> leafAt(long index) {
        return ask(tables -> tables.entry(index))
                .map(entry -> LeafEntry.parse(entry).at(index));
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

    /** The newest state that at least so many witnesses have seen; they say that it only grew. */
    public Optional<Checkpoint> cosigned(int witnesses) {
        return ask(tables -> tables.cosigned(witnesses));
    }

    /** The signed state of the tree at exactly that size, if it was signed at it. */
    public Optional<Checkpoint> checkpointAt(long size) {
        return ask(tables -> tables.checkpoint(size));
    }

    /**
     * Keeps what witnesses have put under a checkpoint of this log; signatures of others are not looked at.
     *
     * @param note checkpoint and cosignatures, as {@code witness-log} prints them
     * @return under how many signatures of that checkpoint there is a known witness now
     * @throws Refused {@link LedgerRefusal#NOT_OURS} if it isn't a checkpoint of this log, {@link LedgerRefusal#NO_WITNESS} if
     *     no known witness has signed it
     */
    @Transactional
    public int addCosignatures(SignedNote note) {
        Checkpoint ours = ask(tables -> tables.checkpoint(TreeHead.of(note).size()))
                .filter(checkpoint -> SignedNote.parse(checkpoint.note()).text().equals(note.text()))
                .orElseThrow(() ->
                        new Refused(LedgerRefusal.NOT_OURS, "这不是本账本签发的检查点 (this log never signed such a checkpoint)"));
        List<VerifierKey> signed =
                witnesses.stream().filter(witness -> witness.signed(note)).toList();
        if (signed.isEmpty()) {
            throw new Refused(
                    LedgerRefusal.NO_WITNESS, "没有已登记见证人的有效签名 (no good signature of a witness that is known here)");
        }
        Instant now = clock.instant();
        return ask(tables -> {
            for (VerifierKey witness : signed) {
                tables.addCosignature(
                        ours.size(), witness.toString(), witness.lineIn(note).toString(), now);
            }
            return tables.cosignatures(ours.size());
        });
    }

    /**
     * The lines with which others check checkpoints, each name, key id and public key as note tools write them: of the key
     * that signs, and while keys change of the one that follows.
     */
    public List<String> verifierKeys() {
        return Stream.concat(Stream.of(key), nextKey.stream())
                .map(signer -> signer.verifier().toString())
                .toList();
    }

    /** All keys that have ever signed, with the time since when; the oldest first. */
    public Map<String, Instant> keysOverTime() {
        return ask(LedgerTables::keys);
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
            admitKeys(tables, now);
            Optional<Checkpoint> last = tables.latestCheckpoint();
            if (last.isEmpty()) {
                tables.addCheckpoint(
                        signed(0, MerkleTree.root(0, subtrees(tables)), now),
                        key.verifier().toString());
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
            tables.addCheckpoint(
                    signed(newSize, MerkleTree.root(newSize, subtrees(tables)), now),
                    key.verifier().toString());
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

    private void admitKeys(LedgerTables tables, Instant now) throws SQLException {
        boolean first = tables.keys().isEmpty();
        admit(tables, key.verifier(), first || acceptNewKey, now);
        if (!tables.keys().containsKey(key.verifier().toString())) {
            throw new IllegalStateException("the key file holds another key than the one that signed this log: "
                    + "give the log's own key back, or allow this one with herbtrust.ledger.accept-new-key");
        }
        if (nextKey.isPresent()) {
            admit(tables, nextKey.get().verifier(), true, now);
        }
    }

    /** A new key is itself a leaf: who keeps checkpoints sees when it came. */
    private static void admit(LedgerTables tables, VerifierKey verifier, boolean allowed, Instant now)
            throws SQLException {
        if (allowed && tables.addKey(verifier.toString(), now)) {
            tables.append(new LeafEntry(LeafKind.KEY, "key/" + verifier.publicKey(), sha256(verifier.toString()), now));
        }
    }

    private Checkpoint signed(long size, byte[] root, Instant now) {
        TreeHead head =
                new TreeHead(key.verifier().name(), size, Base64.getEncoder().encodeToString(root));
        SignedNote note = key.sign(head.text());
        for (SignerKey next : nextKey.stream().toList()) {
            note = next.countersign(note);
        }
        return new Checkpoint(size, Hash.of(root), now, note.toString());
    }

    private static Hash sha256(String text) {
        try {
            return Hash.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
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
