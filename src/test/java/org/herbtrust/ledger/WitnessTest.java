package org.herbtrust.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.ledger.rules.SignerKey;
import org.herbtrust.ledger.rules.TreeHead;
import org.herbtrust.ledger.rules.VerifierKey;
import org.herbtrust.platform.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class WitnessTest {

    @Inject
    Ledger ledger;

    @TestHTTPResource("/")
    URI market;

    @TempDir
    Path folder;

    private final SignerKey archive = SignerKey.generate("archive.example", VerifierKey.Kind.COSIGNATURE);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void theArchiveIsRegistered() {
        Ledger real = ClientProxy.unwrap(ledger);
        real.witnessLines = Optional.of(List.of(archive.verifier().toString()));
        real.readKeys();
        grow();
    }

    @AfterEach
    void nobodyIs() {
        Ledger real = ClientProxy.unwrap(ledger);
        real.witnessLines = Optional.empty();
        real.nextKeyFile = Optional.empty();
        real.readKeys();
    }

    private void grow() {
        ledger.append(LeafKind.DECISION, "witness-test/" + UUID.randomUUID(), new byte[32]);
        while (ledger.sequenceNow() > 0) {
            // until nothing waits
        }
    }

    private int witness(Path state, String logKey) throws IOException {
        Path key = folder.resolve("archive-key");
        if (!Files.exists(key)) {
            LogKey.write(archive, key);
        }
        err.reset();
        return new WitnessLogCommand()
                .run(
                        List.of(
                                "--log",
                                market.toString(),
                                "--log-key",
                                logKey,
                                "--key",
                                key.toString(),
                                "--state",
                                state.toString(),
                                "--send",
                                "yes"),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSecondPartyCosignsAndEverybodySeesIt() throws IOException {
        Path state = folder.resolve("state");
        assertThat(witness(state, ledger.verifierKeys().get(0))).as(said()).isEqualTo(Command.DONE);
        grow();
        assertThat(witness(state, ledger.verifierKeys().get(0))).as(said()).isEqualTo(Command.DONE);

        SignedNote newest = SignedNote.parse(given().get("/api/v1/log/cosigned")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(archive.verifier().seenAt(newest)).isPresent();
        assertThat(VerifierKey.parse(ledger.verifierKeys().get(0)).signed(newest))
                .isTrue();
        long size = TreeHead.of(newest).size();
        assertThat(given().get("/api/v1/log/checkpoints/" + size).asString()).isEqualTo(newest.toString());
        given().get("/api/v1/log/cosigned?witnesses=2").then().statusCode(404);
    }

    @Test
    void aWitnessRefusesALogThatIsNotTheOneItSaw() throws IOException {
        Path state = folder.resolve("state");
        SignerKey stranger = SignerKey.generate(
                TreeHead.of(SignedNote.parse(ledger.checkpoint().note())).origin(), VerifierKey.Kind.NOTE);
        assertThat(witness(state, stranger.verifier().toString())).isEqualTo(Command.BAD_INPUT);
        assertThat(said()).contains("NOT COSIGNED");
        assertThat(state).doesNotExist();

        // what it saw before has another root: the log was rewritten since
        Files.writeString(
                state,
                ClientProxy.unwrap(ledger)
                        .key
                        .sign(new TreeHead(
                                        stranger.verifier().name(), 1, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
                                .text())
                        .toString());
        String before = Files.readString(state);
        assertThat(witness(state, ledger.verifierKeys().get(0))).isEqualTo(Command.BAD_INPUT);
        assertThat(said()).contains("rewritten");
        assertThat(Files.readString(state)).isEqualTo(before);
    }

    @Test
    void onlyRegisteredWitnessesAndOwnCheckpointsCount() {
        SignedNote ours = SignedNote.parse(ledger.checkpoint().note());
        SignerKey stranger = SignerKey.generate("stranger.example", VerifierKey.Kind.COSIGNATURE);
        send(stranger.cosign(ours, Instant.EPOCH), 403, "/problems/ledger-no-witness");
        TreeHead head = TreeHead.of(ours);
        SignedNote forked = new SignedNote(
                new TreeHead(head.origin(), head.size(), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=").text(),
                ours.signatures());
        send(archive.cosign(forked, Instant.EPOCH), 422, "/problems/ledger-not-ours");
        given().contentType("text/plain; charset=utf-8")
                .body("nothing of the kind".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/log/cosignatures")
                .then()
                .statusCode(400);
    }

    private static void send(SignedNote note, int status, String problem) {
        given().contentType("text/plain; charset=utf-8")
                .body(note.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/log/cosignatures")
                .then()
                .statusCode(status)
                .body("type", equalTo(problem));
    }

    @Test
    void whileTheKeyChangesBothSignAndTheNewOneIsALeaf() {
        Ledger real = ClientProxy.unwrap(ledger);
        SignerKey next = SignerKey.generate(real.key.verifier().name(), VerifierKey.Kind.NOTE);
        Path file = folder.resolve("next-key");
        LogKey.write(next, file);
        real.nextKeyFile = Optional.of(file.toString());
        real.readKeys();
        grow();

        SignedNote note = SignedNote.parse(given().get("/log/checkpoint").asString());
        assertThat(VerifierKey.parse(ledger.verifierKeys().get(0)).signed(note)).isTrue();
        assertThat(next.verifier().signed(note)).isTrue();
        assertThat(given().get("/log/key").asString().lines())
                .contains(next.verifier().toString());
        assertThat(given().get("/api/v1/log/keys").jsonPath().getList("verifier", String.class))
                .contains(next.verifier().toString());
        assertThat(ledger.indexOf(LeafKind.KEY, "key/" + next.verifier().publicKey()))
                .isPresent();
    }
}
