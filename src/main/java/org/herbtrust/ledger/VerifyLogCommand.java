package org.herbtrust.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Text;
import org.herbtrust.ledger.rules.MerkleTree;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.ledger.rules.TreeHead;
import org.herbtrust.ledger.rules.VerifierKey;
import org.herbtrust.platform.Command;
import org.herbtrust.platform.CommandLine;
import org.herbtrust.platform.Evidence;

/**
 * {@code verify-log}: checks a proof of the transparency log without a network and without trusting whoever gave it: the
 * signature under the checkpoint, that the leaf is in the tree, that the leaf commits to the record at hand, and that the
 * tree only grew since an earlier checkpoint.
 */
public final class VerifyLogCommand implements Command {

    /** A proof in a tree of 2^60 leaves has some 10 KB. */
    private static final long LARGEST_FILE = 1_000_000;

    @Override
    public String name() {
        return "verify-log";
    }

    @Override
    public Text summary() {
        return Text.of(
                "--key KEY --proof FILE [--record FILE | --sha256 HEX] [--earlier FILE] [--witness KEY]：离线核对透明日志",
                "check a proof of the transparency log offline");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        CommandLine line;
        try {
            line = CommandLine.of(
                    args, Set.of("--key", "--proof"), Set.of("--record", "--sha256", "--earlier", "--witness"));
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println("用法 usage: verify-log " + summary().zh());
            return WRONG_USE;
        }
        try {
            check(line).forEach(out::println);
            return DONE;
        } catch (IOException | InvalidPathException unreadable) {
            err.println("无法读取 (cannot be read): " + unreadable.getMessage());
            return BAD_INPUT;
        } catch (IllegalArgumentException notProven) {
            err.println("不成立 NOT PROVEN: " + notProven.getMessage());
            return BAD_INPUT;
        }
    }

    /** What was found true, a line each. */
    private static List<String> check(CommandLine line) throws IOException {
        List<String> found = new ArrayList<>();
        JsonNode proof = new ObjectMapper().readTree(text(line.get("--proof")));
        SignedNote note = SignedNote.parse(field(proof, "checkpoint").asText());
        TreeHead head = TreeHead.of(note);

        VerifierKey key = key(line.get("--key"));
        require(key.signed(note), "检查点没有该公钥的有效签名 (the checkpoint has no good signature of that key)");
        require(head.origin().equals(key.name()), "检查点属于另一本账 (a checkpoint of another log): " + head.origin());
        found.add("签名有效 signed by %s: %d leaves".formatted(key.name(), head.size()));

        Optional<String> witness = line.find("--witness");
        if (witness.isPresent()) {
            VerifierKey second = key(witness.get());
            Instant seen = second.seenAt(note)
                    .orElseThrow(
                            () -> new IllegalArgumentException("没有该见证人的签名 (not cosigned by " + second.name() + ")"));
            found.add("见证有效 cosigned by %s, who saw it at %s".formatted(second.name(), seen));
        }

        String entry = field(proof, "entry").asText();
        long index = field(proof, "index").asLong(-1);
        require(
                field(proof, "size").asLong(-1) == head.size(),
                "证明与检查点的长度不同：请不带size参数重新下载 (proof and checkpoint have different sizes: fetch the proof without size)");
        require(
                MerkleTree.includes(
                        MerkleTree.leafHash(entry.getBytes(StandardCharsets.UTF_8)),
                        index,
                        head.size(),
                        hashes(field(proof, "hashes")),
                        head.rootBytes()),
                "该记录不在签名的账本内 (the entry is not in the signed tree)");
        found.add("在账本内 included at index %d: %s".formatted(index, entry));

        Optional<String> sha256 = line.find("--record").isPresent()
                ? Optional.of(sha256(Files.readAllBytes(Path.of(line.get("--record")))))
                : line.find("--sha256");
        if (sha256.isPresent()) {
            String committed = new ObjectMapper().readTree(entry).path("sha256").asText();
            require(
                    committed.equalsIgnoreCase(sha256.get()),
                    "记录与账本中的哈希不同 (the record is not what the log commits to): %s, %s"
                            .formatted(sha256.get(), committed));
            found.add("记录未被改动 the record is what the log commits to: " + committed);
        }

        Optional<String> earlier = line.find("--earlier");
        if (earlier.isPresent()) {
            SignedNote before = SignedNote.parse(text(earlier.get()));
            require(key.signed(before), "较早的检查点没有有效签名 (the earlier checkpoint has no good signature)");
            TreeHead start = TreeHead.of(before);
            JsonNode consistency = field(proof, "consistency");
            require(
                    consistency.path("from").asLong(-1) == start.size(),
                    "请用 from=%d 重新下载证明 (fetch the proof with from=%1$d)".formatted(start.size()));
            require(
                    MerkleTree.consistent(
                            start.size(),
                            head.size(),
                            hashes(field(consistency, "hashes")),
                            start.rootBytes(),
                            head.rootBytes()),
                    "账本被改写：不是在较早的账本上追加的 (the log was rewritten: it doesn't extend the earlier one)");
            found.add("只增未改 only grew since %d leaves".formatted(start.size()));
        }
        return found;
    }

    static String sha256(byte[] content) {
        return Evidence.sha256(content);
    }

    /** A verifier line, or a file that holds it as its first line. */
    static VerifierKey key(String given) throws IOException {
        return VerifierKey.parse(
                given.contains("+") && !Files.exists(Path.of(given))
                        ? given
                        : text(given).lines().findFirst().orElse(""));
    }

    static String text(String file) throws IOException {
        Path path = Path.of(file);
        if (Files.size(path) > LARGEST_FILE) {
            throw new IOException(file + ": 文件过大 (too large)");
        }
        return Files.readString(path);
    }

    static List<byte[]> hashes(JsonNode array) {
        List<byte[]> hashes = new ArrayList<>();
        array.forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asText())));
        return hashes;
    }

    static JsonNode field(JsonNode object, String name) {
        JsonNode field = object.path(name);
        if (field.isMissingNode() || field.isNull()) {
            throw new IllegalArgumentException("证明缺少 (the proof lacks) " + name);
        }
        return field;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
