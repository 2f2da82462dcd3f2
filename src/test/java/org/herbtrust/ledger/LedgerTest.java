package org.herbtrust.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.rules.MerkleTree;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.ledger.rules.TilePath;
import org.herbtrust.ledger.rules.VerifierKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerTest {

    @Inject
    Ledger ledger;

    @Inject
    AgroalDataSource database;

    @Test
    void anAppendedLeafGetsAnIndexAndAProofThatAnyoneCanCheck() {
        String subject = subject();
        LeafId leaf = ledger.append(LeafKind.DECISION, subject, sha256("decision"));

        sequenceAll();

        long index = ledger.indexOf(leaf).orElseThrow();
        JsonPath proof = given().queryParam("index", index)
                .get("/api/v1/log/proof")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(proof.getString("entry")).contains("\"subject\":\"" + subject + "\"", "\"kind\":\"DECISION\"");
        byte[] leafHash = MerkleTree.leafHash(proof.getString("entry").getBytes(StandardCharsets.UTF_8));
        List<byte[]> path = proof.getList("hashes", String.class).stream()
                .map(Base64.getDecoder()::decode)
                .toList();
        byte[] root = Base64.getDecoder().decode(proof.getString("rootHash"));
        assertThat(MerkleTree.includes(leafHash, index, proof.getLong("size"), path, root))
                .isTrue();
        assertThat(verifies(proof.getString("checkpoint"))).isTrue();
    }

    @Test
    void whatIsRolledBackWasNeverAppended() {
        List<LeafId> appended = new ArrayList<>();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    appended.add(ledger.append(LeafKind.EVENT, subject(), sha256("never")));
                    throw new IllegalArgumentException("refused after all");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        sequenceAll();

        assertThat(ledger.indexOf(appended.get(0))).isEmpty();
    }

    @Test
    void aSequencerThatDiesBeforeItsCommitLosesNoLeaf() {
        LeafId leaf = ledger.append(LeafKind.EVENT, subject(), sha256("kept"));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    try (Connection connection = database.getConnection()) {
                        LedgerTables tables = new LedgerTables(connection);
                        tables.lockSequencer();
                        assertThat(tables.takePending(1_000_000)).isNotNull();
                    } catch (SQLException broken) {
                        throw new IllegalStateException(broken);
                    }
                    throw new IllegalArgumentException("killed");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        sequenceAll();

        assertThat(ledger.indexOf(leaf)).isPresent();
    }

    @Test
    void theTreeOnlyGrowsAcrossFullTiles() {
        ledger.append(LeafKind.EVENT, subject(), sha256("first"));
        sequenceAll();
        Checkpoint before = ledger.checkpoint();
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < 600; i++) {
                ledger.append(LeafKind.EVENT, subject(), sha256("leaf " + i));
            }
        });

        sequenceAll();

        Checkpoint after = ledger.checkpoint();
        assertThat(after.size()).isGreaterThanOrEqualTo(before.size() + 600);
        List<byte[]> consistency = ledger.consistency(before.size(), after.size()).stream()
                .map(Hash::bytes)
                .toList();
        assertThat(MerkleTree.consistent(
                        before.size(),
                        after.size(),
                        consistency,
                        before.rootHash().bytes(),
                        after.rootHash().bytes()))
                .isTrue();
    }

    @Test
    void aClientRebuildsTheSignedRootFromTheEntriesThatItFetches() {
        ledger.append(LeafKind.LIST_SNAPSHOT, subject(), sha256("list"));
        sequenceAll();
        String note = given().get("/log/checkpoint")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .extract()
                .asString();
        String key = given().get("/log/key").then().statusCode(200).extract().asString();
        assertThat(VerifierKey.parse(key).signed(SignedNote.parse(note))).isTrue();
        List<String> head = note.lines().toList();
        long size = Long.parseLong(head.get(1));

        List<byte[]> leafHashes = new ArrayList<>();
        for (long tile = 0; tile * TilePath.FULL < size; tile++) {
            int width = (int) Math.min(TilePath.FULL, size - tile * TilePath.FULL);
            String path = new TilePath(tile, width).toString();
            byte[] bundle = bytes("/log/tile/entries/" + path);
            for (int at = 0; at < bundle.length; ) {
                int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
                leafHashes.add(MerkleTree.leafHash(Arrays.copyOfRange(bundle, at + 2, at + 2 + length)));
                at += 2 + length;
            }
            byte[] hashes = bytes("/log/tile/0/" + path);
            assertThat(hashes).hasSize(width * 32);
        }
        assertThat(leafHashes).hasSize((int) size);
        byte[] root = MerkleTree.root(size, MerkleTree.of(leafHashes));
        assertThat(Base64.getEncoder().encodeToString(root)).isEqualTo(head.get(2));
    }

    private static byte[] bytes(String path) {
        return given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("immutable"))
                .extract()
                .asByteArray();
    }

    @Test
    void whatTheTreeDoesNotHoldIsNotFound() {
        given().get("/log/tile/0/x999/999").then().statusCode(404);
        given().get("/log/tile/0/1").then().statusCode(404);
        given().get("/log/tile/64/000").then().statusCode(404);
        given().get("/log/tile/entries/x999/999").then().statusCode(404);
        given().queryParam("index", 999_999_999)
                .get("/api/v1/log/proof")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/ledger-not-in-tree"));
        given().get("/api/v1/log/proof").then().statusCode(400);
        assertThatThrownBy(() -> ledger.consistency(1, 999_999_999)).isInstanceOf(Refused.class);
    }

    @Test
    void nobodyEditsTheTreeByStatement() {
        ledger.append(LeafKind.EVENT, subject(), sha256("kept"));
        sequenceAll();
        for (String statement : List.of(
                "update ledger_leaf set entry = 'x'",
                "delete from ledger_leaf",
                "delete from ledger_checkpoint",
                "update ledger_node set hash = hash")) {
            assertThatThrownBy(() -> execute(statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aSubjectThatMightCarryAPersonsNameIsRefused() {
        assertThatThrownBy(() -> ledger.append(LeafKind.DECISION, "张三", sha256("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.append(LeafKind.DECISION, "", sha256("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement s = connection.createStatement()) {
            s.executeUpdate(statement);
        }
    }

    private void sequenceAll() {
        while (ledger.anyPending()) {
            ledger.sequenceNow();
        }
    }

    private boolean verifies(String note) {
        return VerifierKey.parse(ledger.verifierKeys().get(0)).signed(SignedNote.parse(note));
    }

    private static String subject() {
        return "test:" + UUID.randomUUID();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
