package org.herbtrust.epcis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON as EPCIS needs it: decimals exact, and bounds on everything a stranger can send. */
final class Json {

    static final int DEEPEST = 30;
    static final int LONGEST_TEXT = 100_000;
    static final int LONGEST_NUMBER = 40;

    /** Values of a document: a full one of 10,000 events has some 400,000, and one that is all {@code {}} four million. */
    static final int MOST_VALUES = 1_000_000;

    private static final int LARGEST_EXPONENT = 100;

    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(2048)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    /**
     * Of a key that occurs twice the last value counts, as most readers have it; one of GS1's own examples needs that.
     *
     * @throws JsonProcessingException if it is no JSON, or nested or long beyond the bounds
     */
    static JsonNode read(byte[] document) throws IOException {
        try (JsonParser in = MAPPER.createParser(document)) {
            if (in.nextToken() == null) {
                throw new JsonParseException(in, "empty");
            }
            JsonNode node = new Reading(in).value();
            if (in.nextToken() != null) {
                throw new JsonParseException(in, "something follows the end of the document");
            }
            return node;
        }
    }

    private static final class Reading {
        private final JsonParser in;
        private int values;

        Reading(JsonParser in) {
            this.in = in;
        }

        JsonNode value() throws IOException {
            if (++values > MOST_VALUES) {
                throw new JsonParseException(in, "more than " + MOST_VALUES + " values");
            }
            return switch (in.currentToken()) {
                case START_OBJECT -> {
                    ObjectNode object = object();
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String key = in.currentName();
                        in.nextToken();
                        object.set(key, value());
                    }
                    yield object;
                }
                case START_ARRAY -> {
                    ArrayNode array = MAPPER.createArrayNode();
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        array.add(value());
                    }
                    yield array;
                }
                case VALUE_STRING -> TextNode.valueOf(in.getText());
                case VALUE_NUMBER_INT ->
                    in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? DecimalNode.valueOf(in.getDecimalValue())
                            : MAPPER.getNodeFactory().numberNode(in.getLongValue());
                case VALUE_NUMBER_FLOAT -> {
                    // written out, a number with a vast exponent would fill the memory
                    if (Math.abs(in.getDecimalValue().scale()) > LARGEST_EXPONENT) {
                        throw new JsonParseException(in, "number out of range");
                    }
                    yield DecimalNode.valueOf(in.getDecimalValue());
                }
                case VALUE_TRUE -> BooleanNode.TRUE;
                case VALUE_FALSE -> BooleanNode.FALSE;
                case VALUE_NULL -> NullNode.getInstance();
                default -> throw new JsonParseException(in, "unexpected " + in.currentToken());
            };
        }
    }

    /** In UTF-8, as the database counts. */
    static boolean isLongerThan(String text, int bytes) {
        // a char takes one to three bytes, and hardly any text is long enough for that to matter
        return text.length() > bytes
                || (text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What this system wrote itself, so that it must be readable. */
    static JsonNode stored(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the EPCIS profile, from the class path. */
    static JsonNode profile(String name) {
        try (InputStream in = Json.class.getResourceAsStream("/traceability-schema/epcis/" + name)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: traceability-schema/epcis/" + name);
            }
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
