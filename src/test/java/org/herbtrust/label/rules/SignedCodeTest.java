package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.SignatureCheck.Finding;
import org.junit.jupiter.api.Test;

class SignedCodeTest {

    private static final Path VECTORS = Path.of("src/test/resources/label/signed-labels.json");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final ShortCode CODE = ShortCode.random(new Random(31));
    private static final String ADDRESS = "https://trace.example.cn/v/" + CODE;

    private final KeyPair pair = pair();
    private final LabelKey key = key("3fa2", pair);

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static LabelKey key(String id, KeyPair pair) {
        return LabelKey.of(id, (ECPublicKey) pair.getPublic(), LocalDate.of(2026, 1, 1));
    }

    private static String signed(String address, String keyId, LocalDate day, KeyPair pair) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(SignedCode.toBeSigned(address, keyId, day));
            return SignedCode.of(address, keyId, day, signature.sign()).text();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Finding finding(String text, LabelKey... keys) {
        return SignatureCheck.of(text, List.of(keys)).finding();
    }

    @Test
    void aSignedLabelTellsItsCodeItsKeyAndItsDay() {
        SignatureCheck check = SignatureCheck.of(signed(ADDRESS, "3fa2", DAY, pair), List.of(key));
        assertThat(check)
                .isEqualTo(
                        new SignatureCheck(Finding.GENUINE, Optional.of(CODE), Optional.of("3fa2"), Optional.of(DAY)));
        assertThat(check.valid()).isTrue();
    }

    @Test
    void whatAnApplicationAddsToTheAddressDoesNotMatter() {
        String text = signed(ADDRESS, "3fa2", DAY, pair);
        assertThat(finding("  " + text + "&from=singlemessage#top\n", key)).isEqualTo(Finding.GENUINE);
        assertThat(finding(text + "0", key)).isEqualTo(Finding.MALFORMED);
    }

    @Test
    void anotherCodeHostDayOrKeyIsFoundOut() {
        String text = signed(ADDRESS, "3fa2", DAY, pair);
        ShortCode other = ShortCode.random(new Random(32));
        assertThat(finding(text.replace(CODE.value(), other.value()), key)).isEqualTo(Finding.WRONG_SIGNATURE);
        assertThat(finding(text.replace("trace.example.cn", "trace.example.org"), key))
                .isEqualTo(Finding.WRONG_SIGNATURE);
        assertThat(finding(text.replace("https:", "http:"), key)).isEqualTo(Finding.WRONG_SIGNATURE);
        assertThat(finding(plus(text, 8 * 64), key)).isEqualTo(Finding.WRONG_SIGNATURE);
        assertThat(finding(text, key("3fa2", pair()))).isEqualTo(Finding.WRONG_SIGNATURE);
        assertThat(finding(text, key("3fa3", pair))).isEqualTo(Finding.UNKNOWN_KEY);
        assertThat(finding(text)).isEqualTo(Finding.UNKNOWN_KEY);
        assertThat(finding(plus(text, 8 * 68), key)).isEqualTo(Finding.UNKNOWN_FORM);
    }

    /** The text whose number is larger by that power of two. */
    private static String plus(String text, int bit) {
        int at = text.indexOf("?s=") + 3;
        BigInteger number = new BigInteger(text.substring(at)).add(BigInteger.ONE.shiftLeft(bit));
        return text.substring(0, at) + "%0167d".formatted(number);
    }

    @Test
    void everySingleWrongDigitIsFoundOut() {
        String text = signed(ADDRESS, "3fa2", DAY, pair);
        for (int i = text.length() - 40; i < text.length(); i++) {
            char wrong = (char) ('0' + (text.charAt(i) - '0' + 1) % 10);
            assertThat(finding(text.substring(0, i) + wrong + text.substring(i + 1), key))
                    .isNotEqualTo(Finding.GENUINE);
        }
    }

    @Test
    void aKeyIsGoodOnItsDaysOnly() {
        String text = signed(ADDRESS, "3fa2", DAY, pair);
        assertThat(finding(text, with(DAY, DAY, null))).isEqualTo(Finding.GENUINE);
        assertThat(finding(text, with(DAY.plusDays(1), null, null))).isEqualTo(Finding.OUTSIDE_VALIDITY);
        assertThat(finding(text, with(DAY.minusDays(9), DAY.minusDays(1), null)))
                .isEqualTo(Finding.OUTSIDE_VALIDITY);
        assertThat(finding(text, with(DAY, null, DAY.plusDays(20)))).isEqualTo(Finding.KEY_REVOKED);
    }

    private LabelKey with(LocalDate from, LocalDate until, LocalDate revoked) {
        return new LabelKey(
                key.id(),
                key.x(),
                key.y(),
                from,
                Optional.ofNullable(until),
                Optional.ofNullable(revoked),
                Optional.ofNullable(revoked).map(d -> "丢失"));
    }

    @Test
    void whatIsNoSignedLabelIsToldApartFromAForgedOne() {
        assertThat(finding(ADDRESS, key)).isEqualTo(Finding.NOT_SIGNED);
        assertThat(finding("", key)).isEqualTo(Finding.NOT_SIGNED);
        assertThat(finding("白芍", key)).isEqualTo(Finding.NOT_SIGNED);
        assertThat(finding(ADDRESS + "?s=", key)).isEqualTo(Finding.MALFORMED);
        assertThat(finding(ADDRESS + "?s=" + "9".repeat(167), key)).isEqualTo(Finding.MALFORMED);
        assertThat(finding(ADDRESS + "?s=" + "0".repeat(167), key)).isEqualTo(Finding.MALFORMED);
        String text = signed(ADDRESS, "3fa2", DAY, pair);
        char check = CODE.value().charAt(12) == 'A' ? 'B' : 'A';
        assertThat(finding(text.replace(CODE.value(), CODE.value().substring(0, 12) + check), key))
                .isEqualTo(Finding.MALFORMED);
        assertThat(finding(text.replace(CODE.value(), CODE.value().toLowerCase(Locale.ROOT)), key))
                .isEqualTo(Finding.MALFORMED);
    }

    @Test
    void onlyWhatCanBeReadAgainIsMade() {
        assertThatThrownBy(() -> SignedCode.of("https://h.example/other", "3fa2", DAY, new byte[64]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedCode.of(ADDRESS, "3fa2", DAY, new byte[63]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedCode.of(ADDRESS, "3fa2", LocalDate.of(2019, 12, 31), new byte[64]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedCode.of(ADDRESS, "3f", DAY, new byte[64]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelKey(
                        "3FA2", key.x(), key.y(), DAY, Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSignedCodeStaysAVersionSevenSymbol() throws Exception {
        String text = signed("https://trace.bozhou.example.cn/v/" + CODE, "3fa2", DAY, pair);
        assertThat(Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                        .getVersion()
                        .getVersionNumber())
                .isLessThanOrEqualTo(7);
    }

    @Test
    void theVectorsHoldHere() throws Exception {
        if (Boolean.getBoolean("herbtrust.golden.write")) {
            writeVectors();
        }
        JsonNode file = new ObjectMapper().readTree(VECTORS.toFile());
        List<LabelKey> keys = new ArrayList<>();
        for (JsonNode k : file.get("keys")) {
            keys.add(new LabelKey(
                    k.get("id").asText(),
                    k.get("x").asText(),
                    k.get("y").asText(),
                    LocalDate.parse(k.get("validFrom").asText()),
                    Optional.ofNullable(k.get("validUntil")).map(d -> LocalDate.parse(d.asText())),
                    Optional.ofNullable(k.get("revokedOn")).map(d -> LocalDate.parse(d.asText())),
                    Optional.empty()));
        }
        assertThat(file.get("vectors")).hasSizeGreaterThan(10);
        for (JsonNode v : file.get("vectors")) {
            SignatureCheck is = SignatureCheck.of(v.get("text").asText(), keys);
            JsonNode expected = v.get("expected");
            assertThat(is.finding().word())
                    .as(v.get("about").asText())
                    .isEqualTo(expected.get("reason").asText());
            assertThat(is.code().map(ShortCode::value).orElse("null"))
                    .isEqualTo(expected.get("code").asText());
            assertThat(is.keyId().orElse("null"))
                    .isEqualTo(expected.get("keyId").asText());
        }
    }

    @Test
    void theScanPagesScriptFindsTheSame() throws Exception {
        boolean ready = Files.exists(Path.of("src/main/webui/node_modules/typescript/package.json"));
        if (!ready && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("the packages of the pages are missing: run the build without -Dwebui.skip");
        }
        assumeTrue(ready, "src/main/webui/node_modules is missing: the script's verifier is not tried");
        Process node = new ProcessBuilder("node", "src/test/js/verify-label.mjs", VECTORS.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
    }

    /** New vectors with new keys, whose private halves are forgotten: the file holds none. */
    private void writeVectors() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode file = json.createObjectNode();
        KeyPair older = pair();
        KeyPair lost = pair();
        ArrayNode keys = file.putArray("keys");
        write(keys, "3fa2", pair, "2026-06-01", null, null);
        write(keys, "00b7", older, "2025-01-01", "2026-05-31", null);
        write(keys, "c1c1", lost, "2025-06-01", "2025-08-01", "2025-08-02");
        ArrayNode vectors = file.putArray("vectors");
        String good = signed(ADDRESS, "3fa2", DAY, pair);
        String code = CODE.value();
        vector(vectors, "a good label", good, code, "3fa2", DAY.toString(), "genuine");
        vector(vectors, "with what an application adds", good + "&from=x", code, "3fa2", DAY.toString(), "genuine");
        vector(
                vectors,
                "by a key that was replaced since",
                signed(ADDRESS, "00b7", LocalDate.of(2025, 2, 28), older),
                code,
                "00b7",
                "2025-02-28",
                "genuine");
        vector(
                vectors,
                "after its key was replaced",
                signed(ADDRESS, "00b7", LocalDate.of(2026, 6, 1), older),
                code,
                "00b7",
                "2026-06-01",
                "outside-validity");
        vector(
                vectors,
                "before its key was valid",
                signed(ADDRESS, "3fa2", LocalDate.of(2026, 5, 31), pair),
                code,
                "3fa2",
                "2026-05-31",
                "outside-validity");
        vector(
                vectors,
                "by a revoked key",
                signed(ADDRESS, "c1c1", LocalDate.of(2025, 7, 1), lost),
                code,
                "c1c1",
                "2025-07-01",
                "key-revoked");
        vector(
                vectors,
                "by a key that was not published",
                signed(ADDRESS, "ffff", DAY, pair()),
                code,
                "ffff",
                DAY.toString(),
                "unknown-key");
        ShortCode other = ShortCode.random(new Random(33));
        vector(
                vectors,
                "another code with that signature",
                good.replace(code, other.value()),
                other.value(),
                "3fa2",
                DAY.toString(),
                "wrong-signature");
        vector(
                vectors,
                "under another host",
                good.replace("trace.example.cn", "trace.example.org"),
                code,
                "3fa2",
                DAY.toString(),
                "wrong-signature");
        vector(vectors, "another day", plus(good, 512), code, "3fa2", "2026-11-25", "wrong-signature");
        vector(vectors, "a later form", plus(good, 8 * 68), code, "3fa2", DAY.toString(), "unknown-form");
        vector(vectors, "an ordinary label", ADDRESS, null, null, null, "not-signed");
        vector(vectors, "cut short", good.substring(0, good.length() - 1), null, null, null, "malformed");
        vector(vectors, "one digit too many", good + "0", null, null, null, "malformed");
        vector(vectors, "too large a number", ADDRESS + "?s=" + "9".repeat(167), null, null, null, "malformed");
        vector(vectors, "zero", ADDRESS + "?s=" + "0".repeat(167), null, null, null, "malformed");
        vector(
                vectors,
                "a mistyped code",
                good.replace(code, code.substring(0, 12) + (code.charAt(12) == 'A' ? 'B' : 'A')),
                null,
                null,
                null,
                "malformed");
        vector(vectors, "no text", "", null, null, null, "not-signed");
        Files.writeString(VECTORS, json.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n");
    }

    private static void write(ArrayNode keys, String id, KeyPair pair, String from, String until, String revoked) {
        LabelKey key = key(id, pair);
        ObjectNode row = keys.addObject()
                .put("id", id)
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", key.x())
                .put("y", key.y())
                .put("validFrom", from);
        if (until != null) {
            row.put("validUntil", until);
        }
        if (revoked != null) {
            row.put("revokedOn", revoked);
        }
    }

    private static void vector(
            ArrayNode vectors, String about, String text, String code, String keyId, String day, String reason) {
        ObjectNode row = vectors.addObject().put("about", about).put("text", text);
        row.putObject("expected")
                .put("code", code)
                .put("keyId", keyId)
                .put("signedOn", day)
                .put("reason", reason);
    }
}
