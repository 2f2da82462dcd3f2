package org.herbtrust.epcis;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Command;

/** {@code event-hash FILE}: the CBV 2.0 event hash of each event of a document, capture or query, JSON or XML. */
public final class EventHashCommand implements Command {

    @Override
    public String name() {
        return "event-hash";
    }

    @Override
    public Text summary() {
        return Text.of(
                "FILE：计算EPCIS文档中各事件的CBV 2.0哈希", "print the CBV 2.0 event hash of each event of an EPCIS document");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.size() != 1) {
            err.println("用法 usage: event-hash FILE");
            return WRONG_USE;
        }
        try {
            Path file = Path.of(args.get(0));
            if (Files.size(file) > EpcisDocument.MOST_BYTES) {
                err.println(args.get(0) + ": 最大 at most " + EpcisDocument.MOST_BYTES + " bytes");
                return BAD_INPUT;
            }
            byte[] bytes = Files.readAllBytes(file);
            EpcisDocument document = EpcisDocument.read(bytes, isXml(bytes) ? MediaKind.XML : MediaKind.JSON);
            if (document.events().isEmpty()) {
                err.println(args.get(0) + ": 没有事件 (no events)");
                return BAD_INPUT;
            }
            // all or nothing: half an output would look like a whole one
            List<String> hashes = new ArrayList<>();
            document.events().forEach(e -> hashes.add(EventReading.hashOf(e, document.namespaces())));
            hashes.forEach(out::println);
            return DONE;
        } catch (Refused refused) {
            err.println(args.get(0) + ": " + refused.getMessage());
            return BAD_INPUT;
        } catch (IOException | InvalidPathException e) {
            err.println(args.get(0) + ": 无法读取 (cannot be read): " + e.getMessage());
            return BAD_INPUT;
        }
    }

    private static boolean isXml(byte[] bytes) {
        for (byte b : bytes) {
            boolean byteOrderMarkOrBlank = b < 0 || b <= ' ';
            if (!byteOrderMarkOrBlank) {
                return b == '<';
            }
        }
        return false;
    }
}
