package org.herbtrust.credit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.kernel.Text;

/**
 * An explanation as canonical JSON: names in one fixed order, no blanks, UTF-8, every real number with exactly six
 * decimals, rounded half to even. The same explanation is the same bytes everywhere.
 */
final class ExplanationJson {

    private static final int DECIMALS = 6;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ExplanationJson() {}

    static byte[] bytes(Explanation e) {
        try {
            return MAPPER.writeValueAsString(node(e)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ObjectNode node(Explanation e) {
        ObjectNode json = NODES.objectNode();
        json.put("merchant", e.merchant().toString());
        json.put("asOf", e.asOf().toString());
        json.put("policyVersion", e.policyVersion());
        json.put("policySha256", e.policySha256());
        json.put("letterFrom", e.letterFrom().name());
        json.put("grade", e.published().name());
        json.put("state", e.pending().isPresent() ? "PENDING" : "PUBLISHED");
        json.put("pending", e.pending().map(Enum::name).orElse(null));
        json.put("letter", e.letter().name());
        json.put("underObjection", e.underObjection());
        text(json, "why", e.why());
        ObjectNode previous = e.previous().isPresent() ? json.putObject("previous") : null;
        if (previous == null) {
            json.putNull("previous");
        } else {
            previous.put("grade", e.previous().get().grade().name());
            previous.put("since", e.previous().get().since().toString());
        }
        json.set("index", steps(e.steps()));
        ArrayNode moves = json.putArray("moves");
        for (Explanation.Move m : e.moves()) {
            ObjectNode row = moves.addObject();
            row.put("day", m.day().toString());
            row.put("from", m.from().name());
            row.put("to", m.to().name());
            row.put("probability", real(m.probability()));
        }
        ArrayNode used = json.putArray("used");
        for (Explanation.Used u : e.used()) {
            ObjectNode row = used.addObject();
            row.put("fact", u.factId());
            row.put("type", u.type().name());
            row.put("occurredOn", u.occurredOn().toString());
            row.put("knownOn", u.knownOn().toString());
            row.put("critical", u.critical());
            row.put("serious", u.serious());
            row.put("minor", u.minor());
            row.put("severity", real(u.severity()));
            row.put("points", real(u.points()));
            row.put("weight", real(u.weight()));
            row.put("inspectorAdjusted", u.inspectorAdjusted());
            row.put("underObjection", u.underObjection());
            strings(row, "rules", u.ruleIds());
        }
        ArrayNode leftOut = json.putArray("leftOut");
        for (Explanation.LeftOut l : e.leftOut()) {
            ObjectNode row = leftOut.addObject();
            row.put("fact", l.factId());
            row.put("type", l.type().name());
            row.put("occurredOn", l.occurredOn().toString());
            text(row, "reason", l.reason());
        }
        ArrayNode fired = json.putArray("rulesFired");
        for (Explanation.Fired f : e.fired()) {
            ObjectNode row = fired.addObject();
            row.put("rule", f.ruleId());
            row.put("kind", f.kind().name());
            row.put("cap", f.cap().name());
            row.put("needsConfirmation", f.needsConfirmation());
            row.put("confirmed", f.confirmed());
            strings(row, "facts", f.factIds());
            text(row, "text", f.text());
            row.put("basis", f.basis());
            row.put("verified", f.verified());
        }
        ArrayNode ways = json.putArray("waysUp");
        for (Explanation.WayUp w : e.waysUp()) {
            ObjectNode row = ways.addObject();
            way(row, w);
            row.put("alone", w.alone());
        }
        if (e.shortestWayUp().isEmpty()) {
            json.putNull("shortestWayUp");
        } else {
            Explanation.Shortest shortest = e.shortestWayUp().get();
            ObjectNode row = json.putObject("shortestWayUp");
            row.put("to", shortest.to().name());
            row.put("on", shortest.on().toString());
            ArrayNode steps = row.putArray("steps");
            shortest.steps().forEach(step -> way(steps.addObject(), step));
            strings(
                    row,
                    "visitsOn",
                    shortest.visitsOn().stream().map(Object::toString).toList());
            text(row, "text", shortest.text());
        }
        ObjectNode notice = json.putObject("legalBasis");
        text(notice, "text", e.notice().text());
        notice.put("basis", e.notice().basis());
        notice.put("verified", e.notice().verified());
        ArrayNode confirmations = json.putArray("confirmations");
        for (Explanation.Confirmation c : e.confirmations()) {
            ObjectNode row = confirmations.addObject();
            row.put("grade", c.grade().name());
            row.put("on", c.on().toString());
            row.put("by", c.by());
            strings(row, "facts", c.factIds());
        }
        ArrayNode remedies = json.putArray("remedies");
        for (Explanation.Remedy r : e.remedies()) {
            ObjectNode row = remedies.addObject();
            row.put("id", r.id());
            text(row, "text", r.text());
            row.put("days", r.days());
            row.put("workingDays", r.workingDays());
            row.put("basis", r.basis());
            row.put("verified", r.verified());
        }
        return json;
    }

    private static void way(ObjectNode row, Explanation.WayUp w) {
        row.put("kind", w.kind().name());
        row.put("visits", w.visits().orElse(null));
        row.put("notBefore", w.notBefore().map(Object::toString).orElse(null));
        strings(row, "facts", w.factIds());
        text(row, "text", w.text());
    }

    private static ObjectNode steps(Explanation.Steps s) {
        ObjectNode json = NODES.objectNode();
        json.put("marketFrom", s.marketFrom().toString());
        json.put("marketVisits", s.marketVisits());
        json.put("marketMean", real(s.marketMean()));
        json.put("wholeMarketMean", real(s.wholeMean()));
        json.put("fullPoints", s.fullPoints());
        json.put("priorWeight", real(s.priorWeight()));
        json.put("dispersion", real(s.dispersion()));
        json.put("value", real(s.index()));
        json.put("alpha", real(s.alpha()));
        json.put("beta", real(s.beta()));
        json.put("independentVisits", s.independentVisits());
        json.put("tier", s.tier().name());
        json.put("tierSince", s.tierSince().toString());
        ArrayNode borders = json.putArray("borders");
        for (Explanation.Border b : s.borders()) {
            ObjectNode row = borders.addObject();
            row.put("between", b.between());
            row.put("at", real(b.at()));
            row.put("probabilityAbove", real(b.probabilityAbove()));
        }
        ObjectNode adjustment = json.putObject("inspectorAdjustment");
        adjustment.put("visits", s.adjustment().visits());
        adjustment.put("indexWithout", real(s.adjustment().without()));
        text(adjustment, "line", s.adjustment().line());
        return json;
    }

    private static BigDecimal real(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static void text(ObjectNode json, String name, Text text) {
        json.putObject(name).put("zh", text.zh()).put("en", text.en());
    }

    private static void strings(ObjectNode json, String name, Collection<String> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(array::add);
    }
}
