package org.herbtrust.platform;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Clears away what has run out: sessions, and the names of commands that no phone will send again. */
@ApplicationScoped
class ExpiredSessions {

    @Inject
    AgroalDataSource database;

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void clear() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from session where expires_at < now()");
            statement.executeUpdate("delete from command_name where received_at < now() - interval '90 days'");
        }
    }
}
