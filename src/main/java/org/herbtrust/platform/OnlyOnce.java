package org.herbtrust.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;

/**
 * A command that may arrive twice (a phone in a cellar sends again) and is done once: the sender names it, the same
 * content gets the same answer, other content under the same name is refused.
 */
@ApplicationScoped
public class OnlyOnce {

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /**
     * Does the work unless it was done, within the caller's transaction: if the work is refused, the name is free again.
     *
     * @param name chosen by the sender; names of different accounts don't meet; null means that the sender takes the risk
     * @param content all that the command says
     * @throws Refused {@link Refusal#SAME_KEY_OTHER_CONTENT}
     */
    @Transactional
    public <T> T run(UUID name, Actor actor, Object content, Class<T> answer, Supplier<T> work) {
        if (name == null) {
            return work.get();
        }
        try (Connection connection = database.getConnection()) {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((content.getClass().getName() + json.writeValueAsString(content))
                            .getBytes(StandardCharsets.UTF_8));
            if (claim(connection, name, actor, hash)) {
                T done = work.get();
                keep(connection, name, actor, json.writeValueAsString(done));
                return done;
            }
            return answered(connection, name, actor, hash, answer);
        } catch (SQLException | NoSuchAlgorithmException | JsonProcessingException broken) {
            throw new IllegalStateException("the command's name cannot be kept", broken);
        }
    }

    // A second sender of the same name waits here until the first transaction ends.
    private boolean claim(Connection connection, UUID name, Actor actor, byte[] hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into command_name (login, name, content_hash, received_at)
                values (?, ?, ?, ?) on conflict (login, name) do nothing
                """)) {
            insert.setString(1, actor.account());
            insert.setObject(2, name);
            insert.setBytes(3, hash);
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            return insert.executeUpdate() == 1;
        }
    }

    private static void keep(Connection connection, UUID name, Actor actor, String answer) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update command_name set answer = ?::jsonb where login = ? and name = ?")) {
            update.setString(1, answer);
            update.setString(2, actor.account());
            update.setObject(3, name);
            update.executeUpdate();
        }
    }

    private <T> T answered(Connection connection, UUID name, Actor actor, byte[] hash, Class<T> answer)
            throws SQLException, JsonProcessingException {
        try (PreparedStatement select = connection.prepareStatement(
                "select content_hash, answer from command_name where login = ? and name = ?")) {
            select.setString(1, actor.account());
            select.setObject(2, name);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || !Arrays.equals(row.getBytes(1), hash)) {
                    throw new Refused(
                            Refusal.SAME_KEY_OTHER_CONTENT,
                            "这个编号已用于另一项操作，请刷新页面后重试 (this key was used for something else): " + name);
                }
                // An answer is written by this class's owner and may carry derived fields that its reader doesn't take.
                return json.reader()
                        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .forType(answer)
                        .readValue(row.getString(2));
            }
        }
    }
}
