package org.herbtrust.platform;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plain SQL where SQL is best. Statements join the transaction that is open, and commit by themselves where none is.
 * A fault of the database is never taken for "nothing found": it flies as {@link DatabaseFailed}.
 */
@ApplicationScoped
public class Database {

    @Inject
    AgroalDataSource source;

    /** Reads one row. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Work on a connection of its own kind, such as a batch or a COPY. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The database did not do what it was asked. */
    public static final class DatabaseFailed extends RuntimeException {
        DatabaseFailed(SQLException cause) {
            super(cause);
        }

        /** The SQLSTATE, such as {@code 23505} for a duplicate key. */
        public String state() {
            return ((SQLException) getCause()).getSQLState();
        }
    }

    public <T> List<T> query(String sql, Reading<T> reading, Object... values) {
        return with(connection -> {
            try (PreparedStatement statement = prepared(connection, sql, values);
                    ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reading.read(rows));
                }
                return found;
            }
        });
    }

    public <T> Optional<T> one(String sql, Reading<T> reading, Object... values) {
        return query(sql, reading, values).stream().findFirst();
    }

    /** The number of rows that were changed. */
    public int update(String sql, Object... values) {
        return with(connection -> {
            try (PreparedStatement statement = prepared(connection, sql, values)) {
                return statement.executeUpdate();
            }
        });
    }

    /** For statements that end in {@code returning id}. */
    public long insert(String sql, Object... values) {
        return one(sql, row -> row.getLong(1), values).orElseThrow();
    }

    public <T> T with(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new DatabaseFailed(failed);
        }
    }

    /** An instant of a column, or null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant instant ? Timestamp.from(instant) : values[i];
            if (value instanceof Enum<?> word) {
                value = word.name();
            } else if (value instanceof Object[] array) {
                // varchar like a single string: text would not be looked up in the index of a char column
                value = connection.createArrayOf(array instanceof Long[] ? "bigint" : "varchar", array);
            }
            statement.setObject(i + 1, value);
        }
        return statement;
    }
}
