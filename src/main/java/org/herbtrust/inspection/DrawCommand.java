package org.herbtrust.inspection;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.herbtrust.inspection.rules.Draw;
import org.herbtrust.inspection.rules.DrawRoster;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Command;

/**
 * {@code draw --input FILE}: makes a published draw again from its inputs and prints the list. Fails if the seed isn't the one
 * that was committed to, the roster isn't the one that was frozen, or the list isn't the one that was published.
 */
public final class DrawCommand implements Command {

    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public String name() {
        return "draw";
    }

    @Override
    public Text summary() {
        return Text.of(
                "--input FILE：用公布的输入重做双随机抽取并核对", "make a published draw again from its inputs and compare the list");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.size() != 2 || !args.get(0).equals("--input")) {
            err.println("用法 usage: draw --input FILE");
            return WRONG_USE;
        }
        try {
            Path file = Path.of(args.get(1));
            if (Files.size(file) > LARGEST_FILE) {
                err.println(file + ": 文件过大 (too large)");
                return BAD_INPUT;
            }
            return check(JSON.readValue(Files.readAllBytes(file), PublishedDraw.class), out, err);
        } catch (IOException | InvalidPathException unreadable) {
            err.println(args.get(1) + ": 无法读取 (cannot be read): " + unreadable.getMessage());
            return BAD_INPUT;
        } catch (IllegalArgumentException wrong) {
            err.println(args.get(1) + ": " + wrong.getMessage());
            return BAD_INPUT;
        }
    }

    private static int check(PublishedDraw draw, PrintStream out, PrintStream err) {
        if (!Draw.ALGORITHM.equals(draw.algorithm())) {
            err.println("不认识的算法 (an algorithm that this program doesn't know): " + draw.algorithm());
            return BAD_INPUT;
        }
        if (draw.seed() == null || draw.strata() == null || draw.inspectors() == null || draw.conflicts() == null) {
            err.println("种子尚未公开，或输入不完整 (the seed was not told yet, or something is missing)");
            return BAD_INPUT;
        }
        DrawRoster roster = draw.roster();
        List<String> lines = Draw.of(roster, draw.seedBytes(), draw.witness() == null ? "" : draw.witness()).stream()
                .map(Draw.Drawn::line)
                .toList();
        lines.forEach(out::println);
        int status = DONE;
        if (!HexFormat.of().formatHex(Draw.commitment(draw.seedBytes())).equals(draw.commitment())) {
            err.println("种子与事先公布的摘要不符 (the seed is not the one that was committed to)");
            status = BAD_INPUT;
        }
        if (!HexFormat.of().formatHex(roster.sha256()).equals(draw.rosterSha256())) {
            err.println("名册与冻结时的摘要不符 (the roster is not the one that was frozen)");
            status = BAD_INPUT;
        }
        if (draw.result() != null && !draw.result().equals(lines)) {
            err.println("重做的名单与公布的不一致 (the list is not the one that was published)");
            status = BAD_INPUT;
        }
        return status;
    }
}
