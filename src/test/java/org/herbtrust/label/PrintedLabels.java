package org.herbtrust.label;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.SignedCode;

/** A batch of labels that exists on paper only, for measurements from other packages. */
public final class PrintedLabels {

    private static final LocalDate PACKED = LocalDate.of(2026, 11, 3);
    private static final String STEM = "https://trace.example.cn/v/";

    private final List<LabelText.Piece> pieces;
    private final LabelText text = new LabelText(
            "白芍",
            "产地片 选货",
            "基原 毛茛科芍药  药用部位 根",
            "安徽省亳州市谯城区",
            true,
            Kilograms.of("2.5"),
            Optional.of(LocalDate.of(2026, 9, 28)),
            PACKED,
            Optional.empty(),
            "7K3Q-9ZP2-XM4D-A",
            "示例经营户 一楼A区12-034",
            "合格（供货单位自检）",
            "中国药典",
            "置阴凉干燥处",
            Optional.empty());

    public PrintedLabels(int count, boolean signed) {
        Random random = new Random(7);
        byte[] signature = new byte[64];
        pieces = IntStream.rangeClosed(1, count)
                .mapToObj(i -> {
                    ShortCode code = ShortCode.random(random);
                    random.nextBytes(signature);
                    String content = signed
                            ? SignedCode.of(STEM + code, "3fa2", PACKED, signature)
                                    .text()
                            : STEM + code;
                    return new LabelText.Piece(code, content, i, count);
                })
                .toList();
    }

    public void write(String template, LabelFormat format, OutputStream out) throws IOException {
        write(template, format, Resolution.DPI_203, out);
    }

    void write(String template, LabelFormat format, Resolution resolution, OutputStream out) throws IOException {
        LabelLayout layout = new LabelLayout(LabelTemplates.named(template, PACKED), text, LabelFont.get());
        PrintOrder order = new PrintOrder(UUID.randomUUID(), format, resolution, template, 1, pieces.size());
        LabelPrinting.write(layout, pieces, order, out, count -> {});
    }

    /** Of their QR codes. */
    List<String> contents() {
        return pieces.stream().map(LabelText.Piece::content).toList();
    }

    /** Only the QR symbols, on one thread: what any way of printing has to do. */
    public long symbols() {
        return pieces.stream()
                .mapToLong(piece -> QrMatrix.of(piece.content()).size())
                .sum();
    }
}
