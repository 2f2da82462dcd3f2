package org.herbtrust.label;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.rules.LabelKey;
import org.herbtrust.label.rules.SignatureCheck;
import org.herbtrust.platform.Command;

/** {@code verify-label TEXT --keys FILE}: checks a signed label with the published keys alone, without a network. */
public final class VerifyLabelCommand implements Command {

    private static final long MOST_BYTES = 1_000_000;

    @Override
    public String name() {
        return "verify-label";
    }

    @Override
    public Text summary() {
        return Text.of(
                "TEXT --keys FILE：不联网核对标签二维码的签名（FILE 由 " + PublishedKeys.PATH + " 下载）。",
                "TEXT --keys FILE: check a signed label without a network; FILE is fetched from " + PublishedKeys.PATH
                        + ".");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        int keys = args.indexOf("--keys");
        if (args.size() != 3 || keys < 0 || keys == 2) {
            err.println("用法 Usage: verify-label TEXT --keys FILE");
            return WRONG_USE;
        }
        String text = args.get(keys == 0 ? 2 : 0);
        try {
            SignatureCheck check = SignatureCheck.of(text, read(Path.of(args.get(keys + 1))));
            out.println(check.finding().word()
                    + check.code().map(ShortCode::grouped).map(c -> " " + c).orElse("")
                    + check.keyId().map(k -> " key=" + k).orElse("")
                    + check.signedOn().map(d -> " signed=" + d).orElse(""));
            err.println(
                    check.finding().title().zh() + " " + check.finding().title().en());
            return check.valid() ? DONE : BAD_INPUT;
        } catch (NoSuchFileException | InvalidPathException missing) {
            err.println("没有此文件 No such file: " + args.get(keys + 1));
        } catch (IOException | IllegalArgumentException unreadable) {
            err.println("不是公布的密钥文件 Not a file of published keys: " + unreadable.getMessage());
        }
        return BAD_INPUT;
    }

    private static List<LabelKey> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException("larger than " + MOST_BYTES + " bytes");
        }
        PublishedKeys published = new ObjectMapper()
                .findAndRegisterModules()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .readValue(file.toFile(), PublishedKeys.class);
        if (!PublishedKeys.FORMAT.equals(published.format()) || published.keys() == null) {
            throw new IllegalArgumentException("its format is not " + PublishedKeys.FORMAT);
        }
        return published.keys().stream().map(PublishedKeys.Key::key).toList();
    }
}
