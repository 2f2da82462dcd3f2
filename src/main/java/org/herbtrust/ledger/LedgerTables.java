package org.herbtrust.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.herbtrust.ledger.rules.TilePath;

/** The statements of the log, on one connection. */
final class LedgerTables {

    /** Any number that no other lock of the application uses; it spells "ledger". */
    private static final long SEQUENCER_LOCK = 0x6c6564676572L;

    private static final int HASH = 32;

    private final Connection connection;

    LedgerTables(Connection connection) {
        this.connection = connection;
    }

    record Pending(long id, LeafEntry entry) {}

    record Leaf(long id, LeafKind kind, String subject, String entry, Hash hash) {}

    long append(LeafEntry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_pending (kind, subject, sha256, at) values (?, ?, ?, ?) returning id")) {
            insert.setString(1, entry.kind().name());
            insert.setString(2, entry.subject());
            insert.setBytes(3, entry.sha256().bytes());
            insert.setTimestamp(4, Timestamp.from(entry.at()));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void appendAll(List<LeafEntry> entries) throws SQLException {
        // arrays and not one row of parameters an entry: a document appends thousands
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into ledger_pending (kind, subject, sha256, at)
                select x.kind, x.subject, x.sha256, x.at
                from unnest(?::text[], ?::text[], ?::bytea[], ?::timestamptz[]) with ordinality
                    as x (kind, subject, sha256, at, ord)
                order by x.ord
                """)) {
            insert.setArray(1, array("text", entries, e -> e.kind().name()));
            insert.setArray(2, array("text", entries, LeafEntry::subject));
            byte[][] hashes = entries.stream().map(e -> e.sha256().bytes()).toArray(byte[][]::new);
            insert.setArray(3, connection.createArrayOf("bytea", hashes));
            insert.setArray(4, array("timestamptz", entries, e -> e.at().toString()));
            insert.executeUpdate();
        }
    }

    private Array array(String type, List<LeafEntry> entries, Function<LeafEntry, String> column) throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(column).toArray(String[]::new));
    }

    /** Held until the transaction ends. Waits for the one that has it. */
    void lockSequencer() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, SEQUENCER_LOCK);
            lock.execute();
        }
    }

    boolean anyPending() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from ledger_pending limit 1");
                ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    List<Pending> takePending(int most) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement("""
                with taken as (
                    delete from ledger_pending
                    where id in (select id from ledger_pending order by id limit ?)
                    returning id, kind, subject, sha256, at)
                select id, kind, subject, sha256, at from taken order by id
                """)) {
            take.setInt(1, most);
            try (ResultSet row = take.executeQuery()) {
                List<Pending> pending = new ArrayList<>();
                while (row.next()) {
                    pending.add(new Pending(
                            row.getLong(1),
                            new LeafEntry(
                                    LeafKind.valueOf(row.getString(2)),
                                    row.getString(3),
                                    Hash.of(row.getBytes(4)),
                                    row.getTimestamp(5).toInstant())));
                }
                return pending;
            }
        }
    }

    void addLeaves(long firstIndex, List<Leaf> leaves) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_leaf (index, leaf_id, entry, leaf_hash, kind, subject) values (?, ?, ?, ?, ?, ?)")) {
            long index = firstIndex;
            for (Leaf leaf : leaves) {
                insert.setLong(1, index++);
                insert.setLong(2, leaf.id());
                insert.setBytes(3, leaf.entry().getBytes(StandardCharsets.UTF_8));
                insert.setBytes(4, leaf.hash().bytes());
                insert.setString(5, leaf.kind().name());
                insert.setString(6, leaf.subject());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void addNode(int level, long index, byte[] hash) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ledger_node (level, index, hash) values (?, ?, ?)")) {
            insert.setInt(1, level);
            insert.setLong(2, index);
            insert.setBytes(3, hash);
            insert.executeUpdate();
        }
    }

    /** The hashes that a tile has by now, concatenated; at most the first {@code width}. */
    byte[] tile(int level, long tile, int width) throws SQLException {
        String sql = level == 0
                ? "select leaf_hash from ledger_leaf where index >= ? and index < ? order by index"
                : "select hash from ledger_node where index >= ? and index < ? and level = ? order by index";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, tile * TilePath.FULL);
            select.setLong(2, tile * TilePath.FULL + width);
            if (level > 0) {
                select.setInt(3, level);
            }
            try (ResultSet row = select.executeQuery()) {
                byte[] hashes = new byte[width * HASH];
                int count = 0;
                while (row.next()) {
                    System.arraycopy(row.getBytes(1), 0, hashes, count++ * HASH, HASH);
                }
                return Arrays.copyOf(hashes, count * HASH);
            }
        }
    }

    List<byte[]> entries(long tile, int width) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select entry from ledger_leaf where index >= ? and index < ? order by index")) {
            select.setLong(1, tile * TilePath.FULL);
            select.setLong(2, tile * TilePath.FULL + width);
            try (ResultSet row = select.executeQuery()) {
                List<byte[]> entries = new ArrayList<>();
                while (row.next()) {
                    entries.add(row.getBytes(1));
                }
                return entries;
            }
        }
    }

    Optional<String> entry(long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select entry from ledger_leaf where index = ?")) {
            select.setLong(1, index);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new String(row.getBytes(1), StandardCharsets.UTF_8)) : Optional.empty();
            }
        }
    }

    List<LoggedLeaf> about(String subject, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select index, entry from ledger_leaf where subject = ? order by index desc limit ?")) {
            select.setString(1, subject);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                List<LoggedLeaf> found = new ArrayList<>();
                while (row.next()) {
                    String entry = new String(row.getBytes(2), StandardCharsets.UTF_8);
                    found.add(LeafEntry.parse(entry).at(row.getLong(1)));
                }
                return found;
            }
        }
    }

    Optional<Long> indexOf(LeafId leaf) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select index from ledger_leaf where leaf_id = ?")) {
            select.setLong(1, leaf.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    Optional<Long> indexOf(LeafKind kind, String subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select index from ledger_leaf where subject = ? and kind = ? order by index desc limit 1")) {
            select.setString(1, subject);
            select.setString(2, kind.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Checkpoints with the cosignatures that they have by now. */
    private static final String CHECKPOINTS = """
            select c.size, c.root_hash, c.at,
                   c.note || coalesce((select string_agg(w.line || E'\n', '' order by w.at, w.verifier)
                                       from ledger_cosignature w where w.size = c.size), '')
            from ledger_checkpoint c
            """;

    Optional<Checkpoint> latestCheckpoint() throws SQLException {
        return checkpointBy(CHECKPOINTS + "order by c.size desc limit 1");
    }

    Optional<Checkpoint> checkpoint(long size) throws SQLException {
        return checkpointBy(CHECKPOINTS + "where c.size = ?", size);
    }

    Optional<Checkpoint> cosigned(int least) throws SQLException {
        return checkpointBy(CHECKPOINTS + """
                        where c.size = (select w.size from ledger_cosignature w group by w.size
                                        having count(*) >= ? order by w.size desc limit 1)""", least);
    }

    private Optional<Checkpoint> checkpointBy(String sql, long... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setLong(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Checkpoint(
                                row.getLong(1),
                                Hash.of(row.getBytes(2)),
                                row.getTimestamp(3).toInstant(),
                                row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    /** The first cosignature of a witness under a checkpoint stays. */
    void addCosignature(long size, String verifier, String line, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into ledger_cosignature (size, verifier, line, at) values (?, ?, ?, ?)
                on conflict (size, verifier) do nothing""")) {
            insert.setLong(1, size);
            insert.setString(2, verifier);
            insert.setString(3, line);
            insert.setTimestamp(4, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    int cosignatures(long size) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select count(*) from ledger_cosignature where size = ?")) {
            select.setLong(1, size);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    void addCheckpoint(Checkpoint checkpoint, String verifier) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_checkpoint (size, root_hash, at, verifier, note) values (?, ?, ?, ?, ?)")) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.rootHash().bytes());
            insert.setTimestamp(3, Timestamp.from(checkpoint.at()));
            insert.setString(4, verifier);
            insert.setString(5, checkpoint.note());
            insert.executeUpdate();
        }
    }

    /** Verifier lines of the keys that may sign, each with the time since when; the oldest first. */
    Map<String, Instant> keys() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select verifier, since from ledger_key order by since, verifier");
                ResultSet row = select.executeQuery()) {
            Map<String, Instant> keys = new LinkedHashMap<>();
            while (row.next()) {
                keys.put(row.getString(1), row.getTimestamp(2).toInstant());
            }
            return keys;
        }
    }

    /** Whether it wasn't there before. */
    boolean addKey(String verifier, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_key (verifier, since) values (?, ?) on conflict (verifier) do nothing")) {
            insert.setString(1, verifier);
            insert.setTimestamp(2, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
    }
}
