package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herbtrust.platform.Database;

/**
 * The rows that follow from the events as one text, table by table, a row a line, in an order that comes from the events;
 * and its hash. Numbers that only count rows are left out, instants are microseconds.
 */
@ApplicationScoped
class ProjectionDigest {

    private static final int ROWS_AT_A_TIME = 2_000;

    private static final Map<String, String> TABLES = tables();

    @Inject
    Database database;

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("lot", """
                select id, code, uri, gtin, material, form, source, untraced, origin_division, harvested_on, planting,
                       maker_id, process, born_seq, extract(epoch from born_at), born_kg
                from lot order by id
                """);
        tables.put(
                "lot_holding",
                "select lot_id, merchant_id, kg, packed_kg from lot_holding order by lot_id, merchant_id");
        tables.put(
                "lot_link", "select parent_id, child_id, seq, kg, input_kg from lot_link order by parent_id, child_id");
        tables.put("lot_movement", """
                select seq, event_id, lot_id, kind, process, from_merchant, to_merchant, kg, extract(epoch from at),
                       extract(epoch from recorded_at)
                from lot_movement order by seq, id
                """);
        tables.put("consignment", """
                select id, seq, lot_id, from_id, to_id, kg, extract(epoch from shipped_at), received_kg,
                       extract(epoch from received_at)
                from consignment order by id
                """);
        tables.put("lot_package", "select epc, lot_id, container, seq from lot_package order by epc collate \"C\"");
        tables.put("trace_flag", """
                select seq, kind, lot_id, merchant_id, detail, extract(epoch from at) from trace_flag order by seq, id
                """);
        return tables;
    }

    /** In hexadecimal. Within one transaction that nobody writes beside, or the tables may be of different moments. */
    String sha256() {
        MessageDigest hash = newHash();
        return database.with(connection -> {
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                add(hash, table.getKey());
                read(connection, table.getValue(), hash);
            }
            return HexFormat.of().formatHex(hash.digest());
        });
    }

    Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        TABLES.keySet().forEach(table -> rows.put(table, database.insert("select count(*) from " + table)));
        return rows;
    }

    private static void read(Connection connection, String sql, MessageDigest hash) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int column = 1; column <= columns; column++) {
                        String value = rows.getString(column);
                        // A length before each value, so that no value can pass for two.
                        line.append(value == null ? "-" : value.length() + ":" + value)
                                .append(' ');
                    }
                    add(hash, line.toString());
                }
            }
        }
    }

    private static void add(MessageDigest hash, String line) {
        hash.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest newHash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
