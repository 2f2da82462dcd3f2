package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

/** What must never change the hash, and what always must. */
class EventHashProperties {

    @Property(tries = 200)
    void order_of_keys_and_lists_does_not_matter(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 999_999) Integer> serials, @ForAll long seed) {
        ObjectNode event = event(serials, new BigDecimal("12.5"));
        ObjectNode shuffled = (ObjectNode) shuffle(event, new Random(seed));
        assertThat(EventReading.hashOf(shuffled, Namespaces.GS1)).isEqualTo(EventReading.hashOf(event, Namespaces.GS1));
    }

    @Property(tries = 200)
    void spelling_of_the_time_does_not_matter(
            @ForAll @LongRange(min = 0, max = 4_102_444_800L) long second,
            @ForAll @IntRange(min = -12, max = 14) int hours) {
        ObjectNode event = event(List.of(1), BigDecimal.ONE);
        Instant time = Instant.ofEpochSecond(second);
        String utc = EventReading.hashOf(event.put("eventTime", time.toString()), Namespaces.GS1);
        String local = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.ofHours(hours)));
        assertThat(EventReading.hashOf(event.put("eventTime", local), Namespaces.GS1))
                .isEqualTo(utc);
        assertThat(EventReading.hashOf(event.put("eventTime", time.plusMillis(1).toString()), Namespaces.GS1))
                .isNotEqualTo(utc);
    }

    @Property(tries = 200)
    void trailing_zeros_do_not_matter_and_amounts_do(
            @ForAll @BigRange(min = "0.0001", max = "100000") @Scale(4) BigDecimal amount) {
        String hash = EventReading.hashOf(event(List.of(1), amount), Namespaces.GS1);
        assertThat(EventReading.hashOf(event(List.of(1), amount.setScale(amount.scale() + 3)), Namespaces.GS1))
                .isEqualTo(hash);
        assertThat(EventReading.hashOf(event(List.of(1), amount.add(BigDecimal.ONE)), Namespaces.GS1))
                .isNotEqualTo(hash);
    }

    @Property(tries = 100)
    void the_name_of_a_prefix_does_not_matter(@ForAll @IntRange(max = 99_999) int n) {
        ObjectNode a = event(List.of(1), BigDecimal.ONE);
        a.putObject("@context").put("ex", "https://ns.example.com/");
        a.put("ex:field", n);
        ObjectNode b = event(List.of(1), BigDecimal.ONE);
        b.putObject("@context").put("other" + n, "https://ns.example.com/");
        b.put("other" + n + ":field", n);
        assertThat(EventReading.hashOf(a, Namespaces.GS1)).isEqualTo(EventReading.hashOf(b, Namespaces.GS1));
    }

    private static ObjectNode event(List<Integer> serials, BigDecimal amount) {
        ObjectNode event = EpcisRestTest.event("https://example.com/thing");
        ArrayNode epcs = event.putArray("epcList");
        serials.stream().distinct().forEach(s -> epcs.add("urn:epc:id:sgtin:4012345.011111." + s));
        ArrayNode quantities = event.putArray("quantityList");
        quantities
                .addObject()
                .put("epcClass", "urn:epc:class:lgtin:4012345.012345.A")
                .put("quantity", amount)
                .put("uom", "KGM");
        quantities
                .addObject()
                .put("epcClass", "urn:epc:class:lgtin:4012345.012345.B")
                .put("quantity", 3);
        ArrayNode parties = event.putArray("sourceList");
        parties.addObject().put("type", "owning_party").put("source", "urn:epc:id:pgln:4012345.00225");
        parties.addObject().put("type", "location").put("source", "urn:epc:id:sgln:4012345.00225.0");
        event.putObject("tcm:weather")
                .put("tcm:rain", 1)
                .put("tcm:sun", "no")
                .putArray("tcm:wind")
                .add(3)
                .add(1);
        return event;
    }

    private static JsonNode shuffle(JsonNode node, Random random) {
        if (node.isObject()) {
            List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(node.properties());
            Collections.shuffle(entries, random);
            ObjectNode shuffled = Json.object();
            entries.forEach(e -> shuffled.set(e.getKey(), shuffle(e.getValue(), random)));
            return shuffled;
        }
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(i -> items.add(shuffle(i, random)));
            Collections.shuffle(items, random);
            return Json.MAPPER.createArrayNode().addAll(items);
        }
        return node;
    }
}
