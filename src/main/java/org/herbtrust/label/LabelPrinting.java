package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.rules.LabelState;

/** Labels as pictures, as files for printers, and on printers of the network. */
@ApplicationScoped
public class LabelPrinting {

    @Inject
    Labels labels;

    @Inject
    LabelTable table;

    @Inject
    Printers printers;

    @Inject
    PrintJobs jobs;

    /**
     * A size of label.
     *
     * @param onSheet for office paper, so PDF only
     */
    public record Size(String name, Text title, boolean onSheet) {}

    /** All sizes, the default first. */
    public List<Size> sizes() {
        return LabelTemplates.names().stream()
                .map(name -> LabelTemplates.named(name, LocalDate.MAX))
                .map(t -> new Size(t.name(), t.title(), t.sheet().isPresent()))
                .toList();
    }

    /** Printers that may be printed on, by name. */
    public List<NetworkPrinter> printers() {
        return printers.all();
    }

    /**
     * A print that is ready to be written. Labels that were voided or destroyed are left out.
     *
     * @param name for the file
     * @param ordinals of the labels in it, rising
     */
    public record Print(LabelFormat format, String name, List<Integer> ordinals, Content content) {

        public Print {
            ordinals = List.copyOf(ordinals);
        }

        int labels() {
            return ordinals.size();
        }
    }

    /** Writes a print, as often as wanted. Needs no transaction and never holds more than a few labels in memory. */
    @FunctionalInterface
    public interface Content {
        /** @param progress is told how many labels were written; may throw to stop it */
        void write(OutputStream out, Progress progress) throws IOException;
    }

    /** Is told how far a print is. */
    @FunctionalInterface
    public interface Progress {
        void labelsDone(int count);
    }

    /**
     * Reads what is to be printed.
     *
     * @throws Refused if there is nothing to print in the range, or a text does not fit on that size
     */
    @Transactional
    public Print prepare(PrintOrder order, Actor actor) {
        LabelBatch batch = labels.get(order.batch());
        labels.mayRead(batch, actor);
        return prepare(batch, order);
    }

    /**
     * Reads what is to be printed and hands it out. A file that a printer takes is a print, whoever prints it: it is counted as
     * one, and only those get it who may print. Pictures of one label are for looking at.
     *
     * @throws Refused as {@link #prepare} does, or if the actor may only look
     */
    @Transactional
    public Print handOut(PrintOrder order, Actor actor) {
        Print print = prepare(order, actor);
        if (!order.format().isOfOneLabel()) {
            countHandedOut(order, actor);
        }
        return print;
    }

    private void countHandedOut(PrintOrder order, Actor actor) {
        labels.sentToPrinter(order.batch(), order.first(), order.last(), Optional.of("再次下载打印文件"), actor);
    }

    private Print prepare(LabelBatch batch, PrintOrder order) {
        Labels.checkRange(batch, order.first(), order.last());
        LabelLayout layout = layout(batch, order.template());
        Optional<PrinterLanguage> language = language(order.format());
        if (language.isPresent() && layout.template().sheet().isPresent()) {
            throw new Refused(
                    LabelRefusal.UNKNOWN_TEMPLATE, "A4不干胶用办公打印机打印，请下载PDF (sheets are for office printers: PDF only)");
        }
        List<LabelText.Piece> pieces = pieces(batch, table.printable(batch.id(), order.first(), order.last()));
        // says no before the first byte is sent: all codes of a batch are of one length
        layout.label(pieces.get(0));
        return new Print(
                order.format(),
                "labels-%s-%s-%d-%d.%s"
                        .formatted(
                                batch.id(),
                                layout.template().name(),
                                order.first(),
                                order.last(),
                                order.format().extension()),
                pieces.stream().map(LabelText.Piece::ordinal).toList(),
                (out, progress) -> write(layout, pieces, order, out, progress::labelsDone));
    }

    private static List<LabelText.Piece> pieces(LabelBatch batch, List<LabelTable.Printable> labels) {
        if (labels.isEmpty()) {
            throw new Refused(LabelRefusal.NOT_POSSIBLE_NOW, "这些标签已作废或销毁，不能打印 (voided or destroyed: not printed)");
        }
        return labels.stream()
                .map(label -> new LabelText.Piece(
                        label.code(),
                        LabelKeys.content(batch, label.code(), label.signature()),
                        label.ordinal(),
                        batch.count()))
                .toList();
    }

    static void write(
            LabelLayout layout,
            List<LabelText.Piece> pieces,
            PrintOrder order,
            OutputStream out,
            InOrder.Progress progress)
            throws IOException {
        switch (order.format()) {
            case PDF -> LabelPdf.write(layout, pieces, out, progress);
            case SVG -> out.write(LabelSvg.of(layout.label(pieces.get(0))).getBytes(StandardCharsets.UTF_8));
            case PNG -> out.write(LabelPng.of(layout.label(pieces.get(0)), order.resolution()));
            case TSPL, ZPL -> {
                PrinterLanguage language = language(order.format()).orElseThrow();
                LabelRaster raster = new LabelRaster(layout, order.resolution());
                InOrder.make(
                        pieces,
                        piece -> language.label(raster.draw(layout.label(piece)), layout.template()),
                        out::write,
                        progress);
            }
        }
    }

    private static Optional<PrinterLanguage> language(LabelFormat format) {
        return switch (format) {
            case TSPL -> Optional.of(PrinterLanguage.TSPL);
            case ZPL -> Optional.of(PrinterLanguage.ZPL);
            case PDF, SVG, PNG -> Optional.empty();
        };
    }

    /** The whole print in memory; for pictures and short ranges. */
    public byte[] bytes(PrintOrder order, Actor actor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            prepare(order, actor).content().write(out, count -> {});
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    // ---- jobs

    /** Makes a file in the background; {@link #file} gives it when the job is done. */
    @Transactional
    public PrintJob startFile(PrintOrder order, Actor actor) {
        Labels.mayChange(labels.get(order.batch()), actor);
        Print print = prepare(order, actor);
        return jobs.start(order, print, actor);
    }

    /**
     * Prints on a printer of the network in the background. What was sent is printed: the labels' state and count change with it,
     * also when the printer stops in the middle.
     *
     * @param printer name or address of one on the list
     * @param reason why labels are printed again; needed if some of the range were printed before
     * @throws Refused if the printer is not on the list
     */
    @Transactional
    public PrintJob startOnPrinter(PrintOrder order, String printer, Optional<String> reason, Actor actor) {
        NetworkPrinter device = printers.named(printer);
        LabelBatch batch = labels.get(order.batch());
        Labels.mayChange(batch, actor);
        PrintOrder fitting = new PrintOrder(
                order.batch(),
                device.language().format(),
                device.resolution(),
                order.template(),
                order.first(),
                order.last());
        boolean again = table.printable(batch.id(), order.first(), order.last()).stream()
                .anyMatch(label -> label.state() != LabelState.ISSUED);
        if (again && reason.filter(r -> !r.isBlank()).isEmpty()) {
            throw new IllegalArgumentException(
                    "其中有已打印过的标签，补打请填写原因 (some were printed before: say why they are printed again)");
        }
        return jobs.start(fitting, prepare(batch, fitting), device, again ? reason : Optional.empty(), actor);
    }

    /** @throws Refused if there is no such job of this account; jobs are forgotten after an hour */
    public PrintJob job(UUID id, Actor actor) {
        return jobs.get(id, actor);
    }

    /** Stops a job; what a printer got is printed. */
    public PrintJob cancel(UUID id, Actor actor) {
        return jobs.cancel(id, actor);
    }

    /** The file of a job that is done; counted as a print each time that it is handed out. */
    @Transactional
    public Path file(UUID id, Actor actor) {
        Path file = jobs.file(id, actor);
        countHandedOut(jobs.order(id, actor), actor);
        return file;
    }

    // ---- layout

    static LabelLayout layout(LabelBatch batch, String template) {
        LabelText text = new LabelText(
                batch.name(),
                batch.spec(),
                batch.botanical(),
                batch.origin(),
                batch.traced(),
                batch.netEach(),
                batch.harvestedOn(),
                batch.packedOn(),
                batch.expiresOn(),
                batch.lot().grouped(),
                batch.supplier(),
                batch.quality(),
                batch.standard(),
                batch.storage(),
                batch.grade());
        return new LabelLayout(LabelTemplates.named(template, batch.packedOn()), text, LabelFont.get());
    }
}
