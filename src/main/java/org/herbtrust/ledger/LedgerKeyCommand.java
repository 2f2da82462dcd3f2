package org.herbtrust.ledger;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.herbtrust.kernel.Text;
import org.herbtrust.ledger.rules.SignerKey;
import org.herbtrust.ledger.rules.VerifierKey;
import org.herbtrust.platform.Command;
import org.herbtrust.platform.CommandLine;

/**
 * {@code ledger-key}: makes a signing key (for a log, for its rotation, or for a witness), and keeps a copy of one under a
 * passphrase so that it can lie in a safe or with a notary, and come back.
 */
public final class LedgerKeyCommand implements Command {

    private static final String USAGE = """
            用法 usage:
              ledger-key --new FILE --name NAME [--kind log|witness]
              ledger-key --backup FILE --to COPY --passphrase-file FILE
              ledger-key --restore COPY --to FILE --passphrase-file FILE""";

    @Override
    public String name() {
        return "ledger-key";
    }

    @Override
    public Text summary() {
        return Text.of(
                "--new FILE --name NAME | --backup FILE --to COPY | --restore COPY --to FILE：日志签名密钥的生成、备份和恢复",
                "make, back up or restore a signing key of the transparency log");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        String task = args.isEmpty() ? "" : args.get(0);
        try {
            Set<String> copying = Set.of(task, "--to", "--passphrase-file");
            switch (task) {
                case "--new" -> make(CommandLine.of(args, Set.of("--new", "--name"), Set.of("--kind")), out);
                case "--backup" -> backUp(CommandLine.of(args, copying, Set.of()), out);
                case "--restore" -> restore(CommandLine.of(args, copying, Set.of()), out);
                default -> throw new IllegalArgumentException("要做什么 (what is to be done)?");
            }
            return DONE;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return WRONG_USE;
        } catch (IOException | UncheckedIOException | IllegalStateException failed) {
            err.println("无法完成 (cannot be done): " + failed.getMessage());
            return BAD_INPUT;
        }
    }

    private static void make(CommandLine line, PrintStream out) throws IOException {
        VerifierKey.Kind kind =
                switch (line.find("--kind").orElse("log")) {
                    case "log" -> VerifierKey.Kind.NOTE;
                    case "witness" -> VerifierKey.Kind.COSIGNATURE;
                    default -> throw new IllegalArgumentException("--kind: log, witness");
                };
        SignerKey key = SignerKey.generate(line.get("--name"), kind);
        LogKey.write(key, free(line.get("--new")));
        out.println(key.verifier());
    }

    private static void backUp(CommandLine line, PrintStream out) throws IOException {
        SignerKey key = LogKey.read(Path.of(line.get("--backup")));
        Path copy = free(line.get("--to"));
        Files.writeString(copy, KeyBackup.seal(key, passphrase(line)));
        out.println(key.verifier());
    }

    private static void restore(CommandLine line, PrintStream out) throws IOException {
        SignerKey key = KeyBackup.open(VerifyLogCommand.text(line.get("--restore")), passphrase(line));
        LogKey.write(key, free(line.get("--to")));
        out.println(key.verifier());
    }

    private static char[] passphrase(CommandLine line) throws IOException {
        return VerifyLogCommand.text(line.get("--passphrase-file")).strip().toCharArray();
    }

    /** A key is never overwritten: it may be the only one that can sign a log. */
    private static Path free(String file) throws IOException {
        Path path = Path.of(file);
        if (Files.exists(path)) {
            throw new IOException(file + " 已存在 (is there already)");
        }
        return path;
    }
}
