package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.herbtrust.platform.Database;

/** Queries that are kept under a name. */
@ApplicationScoped
class NamedQueries {

    static final int MOST_OF_AN_ACCOUNT = 200;

    @Inject
    Database database;

    /** @param account of whoever made it */
    record Named(String name, EventQuery query, String account, Instant createdAt) {

        ObjectNode json() {
            ObjectNode json = Json.object();
            json.put("name", name);
            ObjectNode prefixes = json.putObject("@context");
            query.prefixes().forEach(prefixes::put);
            json.set("query", Json.MAPPER.valueToTree(query.parameters()));
            return json.put("createdAt", EventHash.time(createdAt));
        }
    }

    /** @throws Refused if the name is taken, or the account has too many */
    void add(Named named) {
        long kept = database.one(
                        "select count(*) from epcis_query where account = ?", row -> row.getLong(1), named.account())
                .orElseThrow();
        if (kept >= MOST_OF_AN_ACCOUNT) {
            throw new Refused(
                    Refusal.TOO_LARGE,
                    "每个账号最多" + MOST_OF_AN_ACCOUNT + "个查询 (an account keeps at most that many queries)");
        }
        int inserted = database.update(
                """
                insert into epcis_query (name, parameters, prefixes, account, created_at)
                values (?, ?::jsonb, ?::jsonb, ?, ?) on conflict (name) do nothing
                """,
                named.name(),
                Json.write(Json.MAPPER.<JsonNode>valueToTree(named.query().parameters())),
                Json.write(Json.MAPPER.<JsonNode>valueToTree(named.query().prefixes())),
                named.account(),
                named.createdAt());
        if (inserted == 0) {
            throw new Refused(Refusal.DUPLICATE_NAME, "查询名称已存在 (the name is taken): " + named.name());
        }
    }

    /** @throws Refused if there is none of that name */
    Named get(String name) {
        return select("where name = ?", name).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Refusal.NO_SUCH_NAME, "没有该查询 (no such query): " + name));
    }

    List<Named> list(String afterName, int limit) {
        return select("where name > ? order by name limit ?", afterName, limit);
    }

    void delete(String name) {
        database.update("delete from epcis_query where name = ?", name);
    }

    private List<Named> select(String tail, Object... values) {
        return database.query(
                "select name, parameters::text, prefixes::text, account, created_at from epcis_query " + tail,
                row -> new Named(
                        row.getString(1),
                        query(row.getString(2), row.getString(3)),
                        row.getString(4),
                        Database.instant(row, "created_at")),
                values);
    }

    /** A query as it is stored. */
    static EventQuery query(String parameters, String prefixes) {
        Map<String, String> namespaces = new HashMap<>();
        Json.stored(prefixes)
                .properties()
                .forEach(e -> namespaces.put(e.getKey(), e.getValue().asText()));
        return new EventQuery(
                parameters(Json.stored(parameters), new ArrayList<>()),
                namespaces,
                EventQuery.DEFAULT_PER_PAGE,
                Optional.empty());
    }

    /** Parameters as they are in JSON: a value, or a list of values. */
    static Map<String, List<String>> parameters(JsonNode query, List<FieldError> errors) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.properties().forEach(e -> {
            if (e.getKey().equals("@context")) {
                return;
            }
            List<String> values = new ArrayList<>();
            if (e.getValue().isArray()) {
                e.getValue().forEach(v -> values.add(v.asText()));
            } else if (e.getValue().isValueNode()) {
                values.add(e.getValue().asText());
            }
            if (values.isEmpty()) {
                errors.add(new FieldError("/query/" + Namespaces.escape(e.getKey()), "须为值或值的列表 (a value or a list)"));
            }
            parameters.put(e.getKey(), List.copyOf(values));
        });
        return parameters;
    }
}
