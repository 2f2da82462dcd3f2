package org.herbtrust.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.herbtrust.ledger.rules.MerkleTree;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.ledger.rules.SignerKey;
import org.herbtrust.ledger.rules.TreeHead;
import org.herbtrust.ledger.rules.VerifierKey;
import org.herbtrust.platform.Command;
import org.herbtrust.platform.Evidence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyLogCommandTest {

    private static final String RECORD = "{\"decision\":\"exit\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final SignerKey log = SignerKey.generate("market.example/log", VerifierKey.Kind.NOTE);
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void aLogOfThirtyLeavesWithTheRecordAtTwelve() {
        for (int i = 0; i < 30; i++) {
            byte[] fact = (i == 12 ? RECORD : "fact " + i).getBytes(StandardCharsets.UTF_8);
            entries.add(new LeafEntry(
                            LeafKind.DECISION,
                            "case/" + i,
                            Hash.of(HexFormat.of().parseHex(Evidence.sha256(fact))),
                            Instant.EPOCH)
                    .text());
            leaves.add(MerkleTree.leafHash(entries.get(i).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private SignedNote checkpoint(int size) {
        byte[] root = MerkleTree.root(size, MerkleTree.of(leaves));
        return log.sign(
                new TreeHead("market.example/log", size, Base64.getEncoder().encodeToString(root)).text());
    }

    private ObjectNode proof(SignedNote checkpoint) {
        ObjectNode proof = JSON.createObjectNode()
                .put("index", 12)
                .put("size", 30)
                .put("entry", entries.get(12))
                .put("checkpoint", checkpoint.toString());
        add(proof.putArray("hashes"), MerkleTree.inclusionProof(12, 30, MerkleTree.of(leaves)));
        ObjectNode consistency = proof.putObject("consistency").put("from", 17).put("size", 30);
        add(consistency.putArray("hashes"), MerkleTree.consistencyProof(17, 30, MerkleTree.of(leaves)));
        return proof;
    }

    private static void add(ArrayNode array, List<byte[]> hashes) {
        hashes.forEach(hash -> array.add(Base64.getEncoder().encodeToString(hash)));
    }

    private String file(String name, Object content) throws IOException {
        return Files.writeString(folder.resolve(name), content.toString()).toString();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return new VerifyLogCommand()
                .run(
                        List.of(args),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aGoodProofIsFoundGoodAndSaysWhatItProves() throws IOException {
        int status = run(
                "--key",
                log.verifier().toString(),
                "--proof",
                file("proof.json", proof(checkpoint(30))),
                "--record",
                file("record.json", RECORD),
                "--earlier",
                file("earlier.txt", checkpoint(17)));
        assertThat(said()).isEmpty();
        assertThat(status).isEqualTo(Command.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("included at index 12", "only grew since 17", "what the log commits to");
    }

    @Test
    void anotherRecordIsNotProven() throws IOException {
        String good = file("proof.json", proof(checkpoint(30)));
        assertThat(run(
                        "--key",
                        log.verifier().toString(),
                        "--proof",
                        good,
                        "--record",
                        file("record.json", RECORD.replace("exit", "none"))))
                .isEqualTo(Command.BAD_INPUT);
        assertThat(said()).contains("not what the log commits to");
    }

    @Test
    void eachPartOfTheProofCounts() throws IOException {
        String key = log.verifier().toString();
        ObjectNode moved = proof(checkpoint(30)).put("index", 13);
        ObjectNode changed = proof(checkpoint(30)).put("entry", entries.get(12).replace("case/12", "case/99"));
        ObjectNode shorter = proof(checkpoint(30));
        shorter.withArray("hashes").remove(0);
        ObjectNode otherSize = proof(checkpoint(29));
        ObjectNode forged = proof(SignerKey.generate("market.example/log", VerifierKey.Kind.NOTE)
                .sign(checkpoint(30).text()));
        for (ObjectNode bad : List.of(moved, changed, shorter, otherSize, forged, JSON.createObjectNode())) {
            assertThat(run("--key", key, "--proof", file("bad.json", bad)))
                    .as(bad.toString())
                    .isEqualTo(Command.BAD_INPUT);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void aLogThatWasRewrittenIsFound() throws IOException {
        SignedNote before = checkpoint(17);
        byte[] rewritten = MerkleTree.leafHash("another history".getBytes(StandardCharsets.UTF_8));
        leaves.set(3, rewritten);
        assertThat(run(
                        "--key",
                        log.verifier().toString(),
                        "--proof",
                        file("proof.json", proof(checkpoint(30))),
                        "--earlier",
                        file("earlier.txt", before)))
                .isEqualTo(Command.BAD_INPUT);
        assertThat(said()).contains("rewritten");
    }

    @Test
    void aWitnessThatDidNotSignIsMissed() throws IOException {
        SignerKey witness = SignerKey.generate("archive.example", VerifierKey.Kind.COSIGNATURE);
        String without = file("without.json", proof(checkpoint(30)));
        String with = file("with.json", proof(witness.cosign(checkpoint(30), Instant.EPOCH)));
        String key = log.verifier().toString();
        assertThat(run(
                        "--key",
                        key,
                        "--proof",
                        without,
                        "--witness",
                        witness.verifier().toString()))
                .isEqualTo(Command.BAD_INPUT);
        assertThat(run(
                        "--key",
                        key,
                        "--proof",
                        with,
                        "--witness",
                        witness.verifier().toString()))
                .isEqualTo(Command.DONE);
    }

    @Test
    void wrongUseIsToldApartFromBadInput() {
        assertThat(run("--key", "k")).isEqualTo(Command.WRONG_USE);
        assertThat(run(
                        "--key",
                        log.verifier().toString(),
                        "--proof",
                        folder.resolve("none").toString()))
                .isEqualTo(Command.BAD_INPUT);
    }
}
