package org.herbtrust.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Text;
import org.herbtrust.ledger.rules.MerkleTree;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.ledger.rules.SignerKey;
import org.herbtrust.ledger.rules.TreeHead;
import org.herbtrust.ledger.rules.VerifierKey;
import org.herbtrust.platform.Command;
import org.herbtrust.platform.CommandLine;

/**
 * {@code witness-log}: what a second party runs now and then, such as the county's archive or a university: looks at the
 * newest checkpoint, checks that the log only grew since the one it saw before, and puts its own key to it. With a witness
 * outside of the market nobody can show two logs to two readers.
 */
public final class WitnessLogCommand implements Command {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "witness-log";
    }

    @Override
    public Text summary() {
        return Text.of(
                "--log URL --log-key KEY --key FILE --state FILE [--send yes]：作为第二方见证透明日志",
                "cosign the newest checkpoint of a log as a second party");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        CommandLine line;
        try {
            line = CommandLine.of(args, Set.of("--log", "--log-key", "--key", "--state"), Set.of("--send"));
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println("用法 usage: witness-log " + summary().zh());
            return WRONG_USE;
        }
        try {
            SignedNote cosigned = witness(line, err);
            out.print(cosigned);
            if (line.find("--send").isPresent()) {
                send(line.get("--log"), cosigned);
                err.println("已送交 sent");
            }
            return DONE;
        } catch (IOException | InvalidPathException | IllegalStateException unreachable) {
            err.println("无法完成 (cannot be done): " + unreachable.getMessage());
            return BAD_INPUT;
        } catch (IllegalArgumentException notProven) {
            err.println("拒绝见证 NOT COSIGNED: " + notProven.getMessage());
            return BAD_INPUT;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return BAD_INPUT;
        }
    }

    private static SignedNote witness(CommandLine line, PrintStream err) throws IOException, InterruptedException {
        SignerKey own = LogKey.read(Path.of(line.get("--key")));
        VerifyLogCommand.require(
                own.verifier().kind() == VerifierKey.Kind.COSIGNATURE,
                "不是见证人的密钥：用 ledger-key --kind witness 生成 (not a witness's key: make one with ledger-key --kind witness)");
        VerifierKey logKey = VerifyLogCommand.key(line.get("--log-key"));
        Path state = Path.of(line.get("--state"));

        SignedNote newest = SignedNote.parse(get(line.get("--log"), "/log/checkpoint"));
        VerifyLogCommand.require(logKey.signed(newest), "检查点签名无效 (the checkpoint is not signed by the log's key)");
        TreeHead head = TreeHead.of(newest);
        VerifyLogCommand.require(head.origin().equals(logKey.name()), "属于另一本账 (another log): " + head.origin());

        Optional<SignedNote> before = Files.exists(state)
                ? Optional.of(SignedNote.parse(VerifyLogCommand.text(state.toString())))
                : Optional.empty();
        if (before.isEmpty()) {
            err.println("首次见证：此前的内容无从比较 (first sight: nothing to compare with)");
        } else {
            VerifyLogCommand.require(
                    logKey.signed(before.get()), "保存的检查点签名无效 (the kept checkpoint is not signed by the log)");
            requireOnlyGrown(line.get("--log"), TreeHead.of(before.get()), head);
        }
        // first remember, then sign: a witness that forgets what it signed could sign a fork
        Path draft = Files.createTempFile(state.toAbsolutePath().getParent(), "witness", ".new");
        Files.writeString(draft, newest.toString());
        Files.move(draft, state, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return own.cosign(new SignedNote(newest.text(), List.of(logKey.lineIn(newest))), Instant.now());
    }

    private static void requireOnlyGrown(String log, TreeHead seen, TreeHead head)
            throws IOException, InterruptedException {
        String rewritten = "账本被改写 (the log was rewritten): %s → %s".formatted(seen, head);
        VerifyLogCommand.require(
                head.size() >= seen.size(), "账本变短了 (the log has shrunk): %s → %s".formatted(seen, head));
        if (head.size() == seen.size()) {
            VerifyLogCommand.require(head.root().equals(seen.root()), rewritten);
            return;
        }
        List<byte[]> hashes = List.of();
        if (seen.size() > 0) {
            JsonNode proof = new ObjectMapper()
                    .readTree(get(log, "/api/v1/log/proof?index=0&size=" + head.size() + "&from=" + seen.size()));
            hashes = VerifyLogCommand.hashes(
                    VerifyLogCommand.field(VerifyLogCommand.field(proof, "consistency"), "hashes"));
        }
        VerifyLogCommand.require(
                MerkleTree.consistent(seen.size(), head.size(), hashes, seen.rootBytes(), head.rootBytes()), rewritten);
    }

    private static String get(String log, String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(at(log, path)).GET());
    }

    private static void send(String log, SignedNote cosigned) throws IOException, InterruptedException {
        answer(HttpRequest.newBuilder(at(log, "/api/v1/log/cosignatures"))
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(cosigned.toString())));
    }

    private static URI at(String log, String path) {
        return URI.create((log.endsWith("/") ? log.substring(0, log.length() - 1) : log) + path);
    }

    private static String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpResponse<String> answer =
                client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " → " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
