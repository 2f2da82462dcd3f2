package org.herbtrust.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is shipped, killed while it captures a document that it has acknowledged. */
class KilledInMidCaptureIT {

    private static final int EVENTS = 5_000;

    @TempDir
    Path folder;

    @Test
    void no_half_document_is_left_and_what_was_acknowledged_is_kept() throws Exception {
        String job;
        HarvestDocuments harvests;
        RunningApplication first = RunningApplication.start(folder);
        try {
            harvests = HarvestDocuments.of(first);
            HttpResponse<String> accepted = first.send(first.asAdmin("/epcis/capture", harvests.document(EVENTS)));
            assertThat(accepted.statusCode()).isEqualTo(202);
            job = accepted.headers().firstValue("Location").orElseThrow().replaceFirst("https?://[^/]+", "");
            awaitRowsInTheMaking(first);
        } finally {
            first.kill();
        }

        RunningApplication second = RunningApplication.start(folder);
        try {
            JsonNode verdict = awaitVerdict(second, job, harvests);
            assertThat(verdict.path("success").asBoolean())
                    .as(verdict.toString())
                    .isTrue();
            assertThat(verdict.path("captured").asInt()).isEqualTo(EVENTS);
            assertThat(lots(second, harvests)).isEqualTo(EVENTS);
        } finally {
            second.close();
        }
    }

    /** Rows of an open transaction cannot be seen, but the numbers that they took can. */
    private static void awaitRowsInTheMaking(RunningApplication application) throws Exception {
        try (Connection c = application.database();
                Statement s = c.createStatement()) {
            long before = number(s, "select coalesce(max(seq), 0) from epcis_event");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (number(s, "select last_value from epcis_event_seq_seq") < before + 1000) {
                assertThat(System.nanoTime()).as("begins within a minute").isLessThan(end);
                Thread.sleep(5);
            }
            assertThat(number(s, "select coalesce(max(seq), 0) from epcis_event"))
                    .as("in the middle of it")
                    .isEqualTo(before);
        }
    }

    private static long number(Statement s, String sql) throws SQLException {
        try (ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        }
    }

    private static int lots(RunningApplication application, HarvestDocuments harvests) throws Exception {
        try (Connection c = application.database();
                PreparedStatement s =
                        c.prepareStatement("select count(distinct epc) from epcis_event_epc where epc like ?")) {
            s.setString(1, harvests.lotsLike());
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    private static JsonNode awaitVerdict(RunningApplication application, String job, HarvestDocuments harvests)
            throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        JsonNode state = application.json(application.asAdmin(job, null));
        while (state.path("running").asBoolean()) {
            assertThat(lots(application, harvests))
                    .as("never half of a document")
                    .isIn(0, EVENTS);
            assertThat(System.nanoTime()).as("a verdict within three minutes").isLessThan(end);
            Thread.sleep(200);
            state = application.json(application.asAdmin(job, null));
        }
        return state;
    }
}
