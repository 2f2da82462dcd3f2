package org.herbtrust.platform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.herbtrust.kernel.Refused;

/**
 * A spreadsheet as rows of texts, whichever way it was written; and the way back.
 *
 * <p>What people send from a spreadsheet program comes as a workbook, or as text in one of three encodings with one of three
 * separators: all are read alike. Of a workbook the first sheet counts.
 */
public record Sheet(List<Line> lines) {

    /** Bytes of a file. */
    public static final int LARGEST_FILE = 5 * 1024 * 1024;

    /** Rows of one file, those above the header included. */
    public static final int MOST_ROWS = 20_010;

    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_CELL = 6_000;
    /** A file of 5 MB can unpack to gigabytes; no honest table does. */
    private static final long LARGEST_UNPACKED = 100L * 1024 * 1024;

    /** What a spreadsheet program takes for a formula when a text begins with it. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    /**
     * @param number as the spreadsheet counts, from 1
     * @param cells stripped; a blank cell is empty, never null
     * @param lostDigits by cell: a number so long that the spreadsheet has rounded it
     */
    public record Line(int number, List<String> cells, List<Boolean> lostDigits) {
        public boolean blank() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    public Sheet {
        lines = List.copyOf(lines);
    }

    /** @throws Refused {@link Refusal#SHEET_REFUSED} if it can't be read as such a file, or is too large */
    public static Sheet read(byte[] file, SheetFormat format) {
        if (file.length == 0) {
            throw refused("文件是空的 (the file is empty)");
        }
        if (file.length > LARGEST_FILE) {
            throw refused("文件超过5 MB (the file is larger than 5 MB)");
        }
        if (file.length > 1 && (file[0] & 0xFF) == 0xD0 && (file[1] & 0xFF) == 0xCF) {
            throw refused("这是旧版 .xls 文件，请另存为 .xlsx 或 CSV (an old .xls file: save it as .xlsx or CSV)");
        }
        if (format != SheetFormat.of(file)) {
            throw refused("文件内容与格式不符，请上传 .xlsx 或 CSV (not a file of the format that it was sent as)");
        }
        return format == SheetFormat.XLSX ? readXlsx(file) : readCsv(file);
    }

    private static Sheet readXlsx(byte[] file) {
        checkUnpackedSize(file);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            List<Line> lines = new ArrayList<>();
            rows.forEach(row -> add(lines, line(row)));
            return new Sheet(lines);
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof Refused refused) {
                throw refused;
            }
            throw refused("XLSX文件已损坏或不是工作簿 (a broken workbook)");
        }
    }

    private static Line line(Row row) {
        List<String> cells = new ArrayList<>();
        List<Boolean> lost = new ArrayList<>();
        for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS); i++) {
            Optional<Cell> cell = row.getOptionalCell(i);
            cells.add(cell.map(Sheet::text).orElse(""));
            lost.add(cell.filter(c -> c.getType() == CellType.NUMBER)
                    .map(c -> c.asNumber().precision() - c.asNumber().scale() > 15)
                    .orElse(false));
        }
        return new Line(row.getRowNum(), cells, lost);
    }

    private static String text(Cell cell) {
        Object value = cell.getType() == CellType.NUMBER
                ? cell.asNumber().stripTrailingZeros().toPlainString()
                : cell.getValue();
        return cleaned(value == null ? "" : value.toString(), cell.getAddress().getRow() + 1);
    }

    private static void checkUnpackedSize(byte[] file) {
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            byte[] buffer = new byte[64 * 1024];
            long unpacked = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    for (int n = content.read(buffer); n > 0; n = content.read(buffer)) {
                        unpacked += n;
                        if (unpacked > LARGEST_UNPACKED) {
                            throw refused("工作簿内容过大 (the workbook unpacks to too much)");
                        }
                    }
                }
            }
        } catch (IOException broken) {
            throw refused("XLSX文件已损坏 (a broken workbook)");
        }
    }

    private static Sheet readCsv(byte[] file) {
        String text = decoded(file);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        List<Line> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord record : parser) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < Math.min(record.size(), MOST_COLUMNS); i++) {
                    cells.add(cleaned(record.get(i), (int) record.getRecordNumber()));
                }
                add(lines, new Line((int) record.getRecordNumber(), cells, List.of()));
            }
        } catch (IOException | UncheckedIOException broken) {
            throw refused(
                    "CSV第" + (lines.size() + 1) + "行附近的引号不成对 (unbalanced quotes near row " + (lines.size() + 1) + ")");
        }
        return new Sheet(lines);
    }

    private static void add(List<Line> lines, Line line) {
        lines.add(line);
        if (lines.size() > MOST_ROWS) {
            throw refused("超过" + MOST_ROWS + "行，请分成几个文件 (more than " + MOST_ROWS + " rows: split the file)");
        }
    }

    private static String decoded(byte[] file) {
        if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
            return strictly(file, 3, StandardCharsets.UTF_8).orElseThrow(Sheet::notText);
        }
        if (startsWith(file, 0xFF, 0xFE)) {
            return strictly(file, 2, StandardCharsets.UTF_16LE).orElseThrow(Sheet::notText);
        }
        return strictly(file, 0, StandardCharsets.UTF_8)
                .or(() -> strictly(file, 0, Charset.forName("GB18030")))
                .orElseThrow(Sheet::notText);
    }

    private static Refused notText() {
        return refused("文字编码不是UTF-8或GB18030 (neither UTF-8 nor GB18030 text)");
    }

    private static boolean startsWith(byte[] file, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (file.length <= i || (file[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strictly(byte[] file, int from, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file, from, file.length - from))
                    .toString());
        } catch (CharacterCodingException otherCharset) {
            return Optional.empty();
        }
    }

    /** The one of comma, tab and semicolon that the first lines have most of. */
    private static char delimiter(String text) {
        String head = text.substring(0, Math.min(2_000, text.length()));
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', '\t', ';'}) {
            long count = head.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private static String cleaned(String cell, int row) {
        String text = cell.strip();
        if (text.length() > LONGEST_CELL) {
            throw refused("第" + row + "行有超过" + LONGEST_CELL + "字的单元格 (a cell of row " + row + " is too long)");
        }
        boolean neutralised =
                text.length() > 1 && text.charAt(0) == '\'' && BEGINS_A_FORMULA.indexOf(text.charAt(1)) >= 0;
        return neutralised ? text.substring(1) : text;
    }

    /** A text that no spreadsheet takes for a formula. */
    public static String neutralised(String cell) {
        return !cell.isEmpty() && BEGINS_A_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static Refused refused(String detail) {
        return new Refused(Refusal.SHEET_REFUSED, detail);
    }

    // ---- the way back ------------------------------------------------------------------------------------------

    /**
     * With a mark and CRLF, so that spreadsheet programs show Chinese; or a workbook of text cells.
     *
     * @param title of the workbook's sheet, at most 31 characters
     * @param rows the header first; all cells stay text, as codes that are taken for numbers lose their last digits
     */
    public static byte[] write(String title, List<List<String>> rows, SheetFormat format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (format == SheetFormat.XLSX) {
                try (Workbook workbook = new Workbook(out, "HerbTrust", "1.0")) {
                    Worksheet sheet = workbook.newWorksheet(title);
                    for (int r = 0; r < rows.size(); r++) {
                        for (int c = 0; c < rows.get(r).size(); c++) {
                            sheet.value(r, c, neutralised(rows.get(r).get(c)));
                            if (r == 0) {
                                sheet.width(c, 22);
                                sheet.style(r, c).bold().set();
                            }
                        }
                    }
                    int columns = rows.stream().mapToInt(List::size).max().orElse(1);
                    // also the rows that are still to be filled in
                    sheet.range(0, 0, Math.max(rows.size(), 500), Math.max(columns, 1) - 1)
                            .style()
                            .format("@")
                            .set();
                    sheet.freezePane(0, 1);
                }
            } else {
                StringBuilder text = new StringBuilder("\ufeff");
                try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
                    for (List<String> row : rows) {
                        printer.printRecord(row.stream().map(Sheet::neutralised).toList());
                    }
                }
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            }
            return out.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
