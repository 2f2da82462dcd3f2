package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A named query that tells of itself, as its owner sees it; the token is never shown again.
 *
 * @param schedule empty for a stream, which tells at once
 * @param deliveries taken by the receiver so far
 * @param failures of the delivery under way, in a row
 * @param suspendedAt when it was given up, since nobody took anything for {@link Subscriptions#PATIENCE}
 */
record Subscription(
        UUID id,
        String queryName,
        String dest,
        Optional<Schedule> schedule,
        boolean reportIfEmpty,
        EpcFormat format,
        Optional<Instant> initialRecordTime,
        String account,
        Instant createdAt,
        Optional<Instant> lastNotifiedAt,
        long deliveries,
        int failures,
        Optional<String> lastFailure,
        Instant dueAt,
        Optional<Instant> suspendedAt) {

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("subscriptionID", id.toString()).put("queryName", queryName).put("dest", dest);
        schedule.ifPresentOrElse(s -> json.set("schedule", s.json()), () -> json.put("stream", true));
        json.put("reportIfEmpty", reportIfEmpty).put("epcFormat", format.word());
        initialRecordTime.ifPresent(t -> json.put("initialRecordTime", EventHash.time(t)));
        json.put("createdAt", EventHash.time(createdAt));
        lastNotifiedAt.ifPresent(t -> json.put("lastNotifiedAt", EventHash.time(t)));
        json.put("deliveries", deliveries);
        if (failures > 0) {
            json.put("failures", failures);
            lastFailure.ifPresent(f -> json.put("lastFailure", f));
        }
        suspendedAt.ifPresentOrElse(t -> json.put("suspendedAt", EventHash.time(t)), () -> {
            if (schedule.isPresent() || failures > 0) {
                json.put("nextAt", EventHash.time(dueAt));
            }
        });
        return json;
    }
}
