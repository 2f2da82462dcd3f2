package org.herbtrust.credit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.herbtrust.credit.rules.backtest.BacktestReport;
import org.herbtrust.credit.rules.backtest.Method;

/** A backtest's report as JSON; the same report is the same bytes. A figure that cannot be computed is null. */
final class BacktestJson {

    private static final int DECIMALS = 6;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private BacktestJson() {}

    static byte[] bytes(BacktestReport r) {
        try {
            // Jackson's own line ends follow the machine's
            String json = MAPPER.writeValueAsString(node(r)).replace("\r\n", "\n");
            return (json + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode node(BacktestReport r) {
        ObjectNode json = NODES.objectNode();
        json.putObject("input")
                .put("rows", r.input().rows())
                .put("entities", r.input().entities())
                .put("from", r.input().from().toString())
                .put("to", r.input().to().toString());
        json.putObject("policy").put("version", r.policyVersion()).put("sha256", r.policySha256());
        json.put("split", r.split().toString());
        json.put("seed", r.seed());
        json.put("n", r.n());
        put(json, "baseRate", r.baseRate());
        ObjectNode methods = json.putObject("methods");
        for (Method method : Method.values()) {
            BacktestReport.Scores s = r.methods().get(method);
            ObjectNode one = methods.putObject(method.key());
            put(one, "auc", s.auc());
            put(one, "aucLow", s.aucLow());
            put(one, "aucHigh", s.aucHigh());
            put(one, "aucWithinWindow", s.aucWithinWindow());
            put(one, "aucWithinInspector", s.aucWithinInspector());
            put(one, "brier", s.brier());
            put(one, "ks", s.ks());
        }
        put(json, "brierBase", r.brierBase());
        ArrayNode grades = json.putArray("grades");
        r.grades().forEach(g -> {
            ObjectNode row = grades.addObject().put("grade", g.grade().name()).put("n", g.n());
            put(row, "nextBadRate", g.nextBadRate());
        });
        json.put("gradesMonotone", r.gradesMonotone().orElse(null));
        json.put("regradings", r.regradings());
        put(json, "churnPer100", r.churnPer100());
        put(json, "reversalsPer100", r.reversalsPer100());
        ArrayNode calibration = json.putArray("calibration");
        r.calibration().forEach(c -> {
            ObjectNode row = calibration.addObject();
            put(row, "predicted", c.predicted());
            put(row, "observed", c.observed());
            row.put("n", c.n());
        });
        ArrayNode psi = json.putArray("psi");
        r.psi().forEach(p -> put(psi.addObject().put("window", p.window()), "value", p.value()));
        ArrayNode worst = json.putArray("worstTenth");
        r.worstTenth().forEach(w -> {
            ObjectNode row = worst.addObject().put("history", w.history()).put("n", w.n());
            put(row, "share", w.share());
            put(row, "nextBadRate", w.nextBadRate());
        });
        ArrayNode notes = json.putArray("notes");
        r.notes()
                .forEach(n -> notes.add(
                        n.of() + ": " + n.text().zh() + " (" + n.text().en() + ")"));
        return json;
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN));
        }
    }
}
