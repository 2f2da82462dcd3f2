package org.herbtrust.inspection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Accounts;
import org.herbtrust.platform.Evidence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a phone may send, in which order and how often, and what the server makes of it. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FieldRestTest {

    private static final String VISITS = "/api/v1/field/visits/";

    @Inject
    Bazaar bazaar;

    @Inject
    Accounts accounts;

    @Inject
    Merchants merchants;

    @Inject
    Inspections inspections;

    @Inject
    ConfirmedNews news;

    @Inject
    ObjectMapper json;

    private Phone phone;
    private MerchantId merchant;

    /** Somebody with a phone. */
    private record Phone(String account, String token) {

        ValidatableResponse sends(UUID visit, byte[] photo) {
            return sends(visit, Evidence.sha256(photo), photo);
        }

        ValidatableResponse sends(UUID visit, String sha256, byte[] photo) {
            return given().header("Authorization", "Bearer " + token)
                    .contentType("image/jpeg")
                    .body(photo)
                    .put(VISITS + visit + "/photos/" + sha256)
                    .then();
        }

        ValidatableResponse sends(UUID visit, String record) {
            return given().header("Authorization", "Bearer " + token)
                    .contentType(ContentType.JSON)
                    .body(record.getBytes(StandardCharsets.UTF_8))
                    .put(VISITS + visit)
                    .then();
        }

        ValidatableResponse gets(String path) {
            return given().header("Authorization", "Bearer " + token).get(path).then();
        }
    }

    @BeforeEach
    void an_inspector_at_a_stall() {
        phone = phone();
        merchant = bazaar.trader();
    }

    @Test
    void photos_come_first_and_then_the_record_and_both_may_come_again() {
        UUID id = UUID.randomUUID();
        byte[] stall = photo();
        byte[] label = photo();
        String record = record(
                id,
                with -> with.put(
                        "photos", List.of(slot("photo-1", stall), slot("photo-2", label), slot("photo-3", stall))));

        phone.sends(id, record)
                .statusCode(424)
                .body("type", equalTo("/problems/field-photos-missing"))
                .body("errors.pointer", hasItems("/photos/0", "/photos/1", "/photos/2"));
        assertThat(inspections.visit(new VisitId(id))).isEmpty();

        phone.sends(id, stall).statusCode(201);
        phone.sends(id, stall).statusCode(200);
        phone.sends(id, label).statusCode(201).body("bytes", equalTo(label.length));

        Instant received = Instant.parse(phone.sends(id, record)
                .statusCode(201)
                .body("id", equalTo(id.toString()))
                .body("sha256", equalTo(Evidence.sha256(record.getBytes(StandardCharsets.UTF_8))))
                .body(
                        "photos",
                        equalTo(List.of(Evidence.sha256(stall), Evidence.sha256(label), Evidence.sha256(stall))))
                .body("conflicts", hasSize(0))
                .extract()
                .path("receivedAt"));
        phone.sends(id, record).statusCode(200).body("receivedAt", equalTo(received.toString()));
        assertThat(news.recordedOf(new VisitId(id))).as("news of the visit").hasSize(1);

        byte[] served = phone.gets(VISITS + id + "/photos/photo-3")
                .statusCode(200)
                .contentType("image/jpeg")
                .extract()
                .asByteArray();
        assertThat(served).isEqualTo(stall);
        phone.gets(VISITS + id)
                .statusCode(200)
                .body("record.measurements[0].what", equalTo("MOISTURE"))
                .body("record.signature.by", equalTo("张某"))
                .body("visit.findings[0].severity", equalTo("SERIOUS"))
                .body("receipt.photos", hasSize(3));
    }

    @Test
    void an_id_that_stands_for_other_content_is_refused() {
        UUID id = UUID.randomUUID();
        phone.sends(id, record(id, with -> {})).statusCode(201);

        phone.sends(id, record(id, with -> with.put("statement", "另一份陈述")))
                .statusCode(409)
                .body("type", equalTo("/problems/field-recorded-otherwise"));

        assertThat(inspections.visit(new VisitId(id)).orElseThrow().statement()).isEqualTo("当日补齐");
    }

    @Test
    void a_record_that_arrives_on_eight_connections_at_once_is_kept_once() throws Exception {
        UUID id = UUID.randomUUID();
        String record = record(id, with -> {});
        ExecutorService connections = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> send = () -> phone.sends(id, record).extract().statusCode();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer :
                    connections.invokeAll(List.of(send, send, send, send, send, send, send, send))) {
                answers.add(answer.get());
            }

            assertThat(answers).containsOnly(200, 201).containsOnlyOnce(201);
            assertThat(news.recordedOf(new VisitId(id))).hasSize(1);
        } finally {
            connections.shutdownNow();
        }
    }

    @Test
    void a_photo_must_have_its_hash_be_a_photo_and_be_of_bounded_size_and_number() {
        UUID id = UUID.randomUUID();
        byte[] good = photo();
        phone.sends(id, Evidence.sha256(photo()), good)
                .statusCode(422)
                .body("type", equalTo("/problems/field-photo-differs"));
        phone.sends(id, "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                .statusCode(415);
        byte[] large = new byte[FieldVisits.LARGEST_PHOTO + 1];
        phone.sends(id, large).statusCode(413).body("type", equalTo("/problems/field-photo-too-large"));

        for (int i = 0; i < FieldRecord.MOST_PHOTOS; i++) {
            phone.sends(id, photo()).statusCode(201);
        }
        phone.sends(id, good).statusCode(422).body("type", equalTo("/problems/field-too-many-photos"));
    }

    @Test
    void nobody_sends_another_ones_record_and_merchants_send_none() {
        UUID id = UUID.randomUUID();
        phone().sends(id, record(id, with -> {}))
                .statusCode(403)
                .body("type", equalTo("/problems/field-record-not-yours"))
                .body("detail", containsString(phone.account()));
        Actor owner = new Actor("owner-" + UUID.randomUUID(), "经营户", Role.MERCHANT, Optional.of(merchant));
        phone(owner).sends(id, record(id, with -> {})).statusCode(403);
        given().contentType(ContentType.JSON)
                .body(record(id, with -> {}))
                .put(VISITS + id)
                .then()
                .statusCode(401);
        phone.gets(VISITS + id).statusCode(404);
    }

    @Test
    void what_the_server_cannot_know_yet_or_never_is_refused_with_a_reason() {
        UUID id = UUID.randomUUID();
        phone.sends(id, record(id, with -> with.put("schemaVersion", FieldRecord.SCHEMA + 1)))
                .statusCode(422)
                .body("type", equalTo("/problems/field-schema-unknown"));
        phone.sends(id, record(id, with -> with.put("seals", java.util.Collections.nCopies(51, "F"))))
                .statusCode(400)
                .body("detail", containsString("too many"));
        phone.sends(id, "{\"schemaVersion\":1").statusCode(400);
        phone.sends(UUID.randomUUID(), record(id, with -> {})).statusCode(400);
        phone.sends(id, " ".repeat(FieldVisits.LARGEST_RECORD + 1)).statusCode(413);
        // a refusal leaves nothing behind: the same id may still be used
        phone.sends(id, record(id, with -> {})).statusCode(201);
    }

    @Test
    void two_inspectors_at_one_stall_are_both_kept_and_shown_to_a_person() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        Phone other = phone();
        phone.sends(first, record(first, with -> {})).statusCode(201).body("conflicts", hasSize(0));
        other.sends(second, record(other, second, with -> with.put("findings", List.of())))
                .statusCode(201)
                .body("conflicts", equalTo(List.of("TWO_ON_ONE_STALL")));

        assertThat(inspections.visit(new VisitId(first)).orElseThrow().findings())
                .hasSize(1);
        assertThat(inspections.visit(new VisitId(second)).orElseThrow().findings())
                .isEmpty();
        int conflict = phone.gets(VISITS + first)
                .body("conflicts[0].visit", equalTo(second.toString()))
                .body("conflicts[0].other", equalTo(first.toString()))
                .extract()
                .path("conflicts[0].id");
        settle(phone, conflict, "  ").statusCode(400);
        settle(phone, conflict, "已电话核对，以现场照片为准").statusCode(200).body("settlement.by", equalTo(phone.account()));
        settle(other, conflict, "又一次").statusCode(409);
        settle(other, Integer.MAX_VALUE, "无").statusCode(404);
        phone.gets("/api/v1/field/conflicts?settled=true&limit=200").body("items.id", hasItem(conflict));
        phone.gets("/api/v1/field/conflicts?limit=200").body("items.id", not(hasItem(conflict)));
    }

    @Test
    void a_supervision_after_a_patrol_is_no_conflict() {
        UUID patrol = UUID.randomUUID();
        UUID supervision = UUID.randomUUID();
        Phone other = phone();
        phone.sends(patrol, record(patrol, with -> {})).statusCode(201);
        other.sends(supervision, record(other, supervision, with -> with.put("kind", "SUPERVISION")))
                .statusCode(201)
                .body("conflicts", hasSize(0));
    }

    @Test
    void what_has_changed_since_the_phone_was_online_is_flagged_and_kept() {
        UUID id = UUID.randomUUID();
        MerchantId elsewhere = bazaar.trader();
        ShortCode lot = bazaar.lot(elsewhere, "baishao");
        phone.sends(id, record(id, with -> {
                    with.put("merchantSeen", Map.of("name", "旧名", "stall", "", "standing", "ADMITTED"));
                    with.put("codes", List.of(lot.value(), "https://example.org/strange"));
                    with.put("clockOffsetMs", Duration.ofHours(-3).toMillis());
                    with.put(
                            "finishedAt",
                            Instant.now().plus(Duration.ofHours(3)).toString());
                }))
                .statusCode(201)
                .body("conflicts", hasItems("MERCHANT_CHANGED", "CODE_UNKNOWN", "CODE_ELSEWHERE", "CLOCK"));
        assertThat(inspections.visit(new VisitId(id)).orElseThrow().occurredAt())
                .isBefore(Instant.now());
    }

    @Test
    void a_scanned_label_of_the_stall_is_found_as_its_lot() {
        UUID id = UUID.randomUUID();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        phone.sends(
                        id,
                        record(
                                id,
                                with -> with.put(
                                        "findings",
                                        List.of(Map.of(
                                                "violation",
                                                "dyeing",
                                                "count",
                                                1,
                                                "code",
                                                "http://localhost:8080/v/" + lot)))))
                .statusCode(201)
                .body("conflicts", hasSize(0));
        assertThat(inspections
                        .visit(new VisitId(id))
                        .orElseThrow()
                        .findings()
                        .get(0)
                        .lot())
                .contains(lot);
    }

    @Test
    void a_correction_is_another_record_and_the_first_stays() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        phone.sends(first, record(first, with -> {})).statusCode(201);
        phone.sends(second, record(second, with -> {
                    with.put("supersedes", first.toString());
                    with.put("findings", List.of());
                }))
                .statusCode(201)
                .body("conflicts", hasSize(0));

        phone.gets(VISITS + first)
                .statusCode(200)
                .body("supersededBy", equalTo(second.toString()))
                .body("visit.findings", hasSize(1));
        UUID third = UUID.randomUUID();
        phone.sends(third, record(third, with -> with.put("supersedes", first.toString())))
                .statusCode(201)
                .body("conflicts", equalTo(List.of("CORRECTED_TWICE")));
    }

    @Test
    void a_correction_order_that_was_corrected_is_open_once_and_a_follow_up_of_either_record_closes_it() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        String tomorrow = bazaar.today().plusDays(1).toString();
        phone.sends(first, record(first, with -> with.put("correctBy", tomorrow)))
                .statusCode(201);
        phone.sends(second, record(second, with -> {
                    with.put("correctBy", tomorrow);
                    with.put("supersedes", first.toString());
                }))
                .statusCode(201);
        assertThat(openCorrections()).containsExactly(new VisitId(second));

        UUID followUp = UUID.randomUUID();
        phone.sends(followUp, record(followUp, with -> {
                    with.put("kind", "FOLLOW_UP");
                    with.put("follows", first.toString());
                    with.put("checklist", Map.of());
                    with.put("findings", List.of());
                }))
                .statusCode(201);
        assertThat(openCorrections()).isEmpty();

        UUID still = UUID.randomUUID();
        phone.sends(still, record(still, with -> {
                    with.put("kind", "FOLLOW_UP");
                    with.put("follows", first.toString());
                    with.put("supersedes", followUp.toString());
                    with.put("checklist", Map.of());
                    with.put("findings", List.of(Map.of("violation", "not-corrected", "count", 1)));
                }))
                .statusCode(201);
        assertThat(openCorrections())
                .as("the follow-up that found it done counts no longer")
                .containsExactly(new VisitId(second));
    }

    @Test
    void the_record_of_another_person_is_replaced_only_once_somebody_has_agreed() {
        UUID patrol = UUID.randomUUID();
        UUID correction = UUID.randomUUID();
        Phone other = phone();
        phone.sends(patrol, record(patrol, with -> {})).statusCode(201);
        other.sends(correction, record(other, correction, with -> {
                    with.put("supersedes", patrol.toString());
                    with.put("findings", List.of());
                }))
                .statusCode(201)
                .body("conflicts", hasItem("CORRECTS_ANOTHER"));
        assertThat(news.supersededBy(new VisitId(correction))).isEmpty();
        phone.gets(VISITS + patrol).body("supersededBy", equalTo(null));

        int conflict =
                phone.gets(VISITS + correction).extract().path("conflicts.find { it.kind == 'CORRECTS_ANOTHER' }.id");
        agree(other, conflict).statusCode(403).body("type", equalTo("/problems/visit-conflict-own"));
        agree(phone(), conflict).statusCode(200);
        assertThat(news.supersededBy(new VisitId(correction))).containsExactly(new VisitId(patrol));
        phone.gets(VISITS + patrol).body("supersededBy", equalTo(correction.toString()));
    }

    @Test
    void what_leaves_nothing_to_replace_is_not_settled_by_replacing() {
        UUID id = UUID.randomUUID();
        phone.sends(id, record(id, with -> with.put("codes", List.of("https://example.org/strange"))))
                .statusCode(201);
        int conflict = phone.gets(VISITS + id).extract().path("conflicts[0].id");
        agree(phone(), conflict).statusCode(422);
        settle(phone(), conflict, "已核对").statusCode(200);
    }

    @Test
    void a_correction_that_arrives_before_what_it_corrects_is_kept_and_replaces_it_when_it_comes() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        String correction = record(second, with -> with.put("supersedes", first.toString()));
        phone.sends(second, correction).statusCode(201).body("conflicts", equalTo(List.of("CORRECTS_UNKNOWN")));
        phone.sends(second, correction).statusCode(200);
        assertThat(news.supersededBy(new VisitId(second))).isEmpty();

        phone.sends(first, record(first, with -> {})).statusCode(201);
        assertThat(news.supersededBy(new VisitId(second))).containsExactly(new VisitId(first));
        phone.gets(VISITS + first).body("supersededBy", equalTo(second.toString()));
    }

    @Test
    void what_the_catalogue_of_the_day_does_not_have_is_left_out_and_shown_to_a_person() {
        UUID id = UUID.randomUUID();
        phone.sends(id, record(id, with -> {
                    with.put("checklist", Map.of("origin-labelled", "NO", "vanished-question", "NO"));
                    with.put(
                            "findings",
                            List.of(
                                    Map.of("violation", "no-such", "count", 1),
                                    Map.of("violation", "dyeing", "count", 1)));
                }))
                .statusCode(201)
                .body("conflicts", equalTo(List.of("CATALOGUE_CHANGED")));
        VisitView kept = inspections.visit(new VisitId(id)).orElseThrow();
        assertThat(kept.findings()).extracting(VisitView.FindingView::violation).containsExactly("dyeing");
        assertThat(kept.checklist()).containsOnlyKeys("origin-labelled");
        phone.gets(VISITS + id)
                .body("record.findings.violation", hasItem("no-such"))
                .body("conflicts[0].detail.zh", containsString("no-such vanished-question"));
    }

    @Test
    void what_no_database_keeps_is_no_reason_to_send_it_again_and_again() {
        UUID id = UUID.randomUUID();
        String nul = String.valueOf((char) 0);
        phone.sends(
                        id,
                        record(id, with -> {
                                    with.put("codes", List.of("QR" + nul + "7"));
                                    with.put("statement", "补齐HALF");
                                    with.put("place", "一层" + nul);
                                    with.put(
                                            "findings",
                                            List.of(Map.of(
                                                    "violation", "dyeing", "count", 1, "note", "a" + nul + "\nb")));
                                })
                                .replace("HALF", "\\ud800"))
                .statusCode(201)
                .body("conflicts", equalTo(List.of("CODE_UNKNOWN")));
        VisitView kept = inspections.visit(new VisitId(id)).orElseThrow();
        assertThat(kept.statement()).isEqualTo("补齐");
        assertThat(kept.findings().get(0).note()).isEqualTo("a\nb");
        phone.gets(VISITS + id).body("conflicts[0].detail.zh", containsString("QR7"));
    }

    @Test
    void a_phone_whose_clock_cannot_be_right_loses_no_visit() {
        UUID reset = UUID.randomUUID();
        phone.sends(reset, record(reset, with -> {
                    with.put("startedAt", "2000-01-01T00:00:10Z");
                    with.put("finishedAt", "2000-01-01T00:10:10Z");
                    with.put("clockOffsetMs", null);
                }))
                .statusCode(201)
                .body("conflicts", equalTo(List.of("CLOCK")));
        assertThat(inspections.visit(new VisitId(reset)).orElseThrow().day()).isEqualTo(bazaar.today());

        UUID slow = UUID.randomUUID();
        merchant = bazaar.trader();
        phone.sends(slow, record(slow, with -> {
                    with.put(
                            "finishedAt",
                            Instant.now().minus(Duration.ofDays(10)).toString());
                    with.put("clockOffsetMs", Duration.ofDays(10).toMillis());
                    with.put("correctBy", bazaar.today().minusDays(3).toString());
                }))
                .statusCode(201)
                .body("conflicts", equalTo(List.of("CLOCK", "CLOCK")));
        VisitView kept = inspections.visit(new VisitId(slow)).orElseThrow();
        assertThat(kept.correctBy()).contains(kept.day());
    }

    private List<VisitId> openCorrections() {
        return inspections.correctionsDue(bazaar.today().plusDays(1)).stream()
                .filter(c -> c.merchant().equals(merchant))
                .map(Correction::visit)
                .toList();
    }

    private ValidatableResponse agree(Phone by, int conflict) {
        return given().header("Authorization", "Bearer " + by.token())
                .contentType(ContentType.JSON)
                .body(Map.of("note", "已核对，同意替换", "replaces", true))
                .post("/api/v1/field/conflicts/" + conflict + "/settlement")
                .then();
    }

    @Test
    void a_phone_takes_along_what_it_needs_and_nothing_personal() {
        phone.gets("/api/v1/field/reference")
                .statusCode(200)
                .body("account", equalTo(phone.account()))
                .body("checklists.PATROL.code", hasItem("origin-labelled"))
                .body("kinds.code", not(hasItem("SELF")))
                .body("violations.code", hasItem("dyeing"))
                .body("measurements.code", hasItem("SO2_STRIP"));
        assertThat(phone.gets("/api/v1/field/merchants?limit=5")
                        .statusCode(200)
                        .body("items", hasSize(5))
                        .extract()
                        .asString())
                .doesNotContain("operator", "张某");
        UUID id = UUID.randomUUID();
        phone.sends(
                        id,
                        record(
                                id,
                                with -> with.put(
                                        "correctBy", bazaar.today().plusDays(1).toString())))
                .statusCode(201);
        phone.gets("/api/v1/field/today").statusCode(200).body("tasks.follows", hasItem(id.toString()));
    }

    private ValidatableResponse settle(Phone by, int conflict, String note) {
        return given().header("Authorization", "Bearer " + by.token())
                .contentType(ContentType.JSON)
                .body(Map.of("note", note))
                .post("/api/v1/field/conflicts/" + conflict + "/settlement")
                .then();
    }

    private Phone phone() {
        return phone(new Actor("f-" + UUID.randomUUID(), "检查员", Role.INSPECTOR, Optional.empty()));
    }

    private Phone phone(Actor actor) {
        accounts.open(actor, UUID.randomUUID().toString());
        return new Phone(actor.account(), accounts.issueToken(actor.account(), "test"));
    }

    private interface Changes {
        void to(Map<String, Object> record);
    }

    private String record(UUID id, Changes changes) {
        return record(phone, id, changes);
    }

    private String record(Phone of, UUID id, Changes changes) {
        MerchantView seen = merchants.get(merchant);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("schemaVersion", FieldRecord.SCHEMA);
        record.put("id", id.toString());
        record.put("account", of.account());
        record.put("kind", "PATROL");
        record.put("merchant", merchant.toString());
        record.put(
                "merchantSeen",
                Map.of(
                        "name",
                        seen.name(),
                        "stall",
                        seen.stall().orElseThrow().toString(),
                        "standing",
                        seen.standing().name()));
        record.put("startedAt", Instant.now().minusSeconds(600).toString());
        record.put("finishedAt", Instant.now().toString());
        record.put("elapsedMs", 600_000);
        record.put("clockOffsetMs", 0);
        record.put("place", "一层");
        record.put("position", Map.of("latitude", "33.84512", "longitude", "115.77853", "accuracyM", 12));
        record.put("checklist", Map.of("origin-labelled", "NO"));
        record.put("findings", List.of(Map.of("violation", "no-origin-label", "count", 2, "note", "两件未标产地")));
        record.put("measurements", List.of(Map.of("what", "MOISTURE", "value", "12.1")));
        record.put("statement", "当日补齐");
        record.put("signature", Map.of("how", "TYPED", "by", "张某"));
        changes.to(record);
        try {
            return json.writeValueAsString(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> slot(String slot, byte[] photo) {
        return Map.of(
                "slot",
                slot,
                "sha256",
                Evidence.sha256(photo),
                "bytes",
                photo.length,
                "takenAt",
                Instant.now().toString());
    }

    /** A new small picture each time. */
    private static byte[] photo() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < 256; i++) {
            picture.setRGB(i % 16, i / 16, random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", out);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
