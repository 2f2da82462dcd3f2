package org.herbtrust.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import org.herbtrust.kernel.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What printers are sent, read back as a printer would read it. */
class LabelPrinterTest {

    private static final int LABELS = 3;

    private final PrintedLabels labels = new PrintedLabels(LABELS, false);

    private byte[] file(PrintedLabels of, LabelFormat format, Resolution resolution, String template)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        of.write(template, format, resolution, out);
        return out.toByteArray();
    }

    /** The bitmaps of a print file, by a reader of our own that knows only the language. */
    private static List<Bitmap> printed(byte[] file, LabelFormat format) throws Exception {
        return format == LabelFormat.TSPL ? PrinterReader.tspl(file) : PrinterReader.zpl(file);
    }

    private static final class PrinterReader {

        private static final Pattern BITMAP = Pattern.compile("BITMAP 0,0,(\\d+),(\\d+),0,");
        private static final Pattern GRAPHIC = Pattern.compile(
                "\\^PW(\\d+)\\^LL(\\d+)\\^LH0,0\\^FO0,0\\^GFA,(\\d+),(\\d+),(\\d+),:Z64:([^:]+):([0-9A-F]{4})\\^FS");

        static List<Bitmap> tspl(byte[] file) {
            // one character a byte, so that places in the text are places in the file
            String text = new String(file, StandardCharsets.ISO_8859_1);
            List<Bitmap> found = new ArrayList<>();
            int at = 0;
            Matcher m = BITMAP.matcher(text);
            while (m.find(at)) {
                assertThat(text.substring(at, m.start()))
                        .matches(
                                "(?s)SIZE [\\d.]+ mm,[\\d.]+ mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nCLS\r\n");
                int perRow = Integer.parseInt(m.group(1));
                int rows = Integer.parseInt(m.group(2));
                Bitmap bitmap = Bitmap.white(perRow * 8, rows);
                for (int i = 0; i < perRow * rows; i++) {
                    bitmap.bits()[i] = (byte) ~file[m.end() + i];
                }
                found.add(bitmap);
                at = m.end() + perRow * rows;
                assertThat(text.substring(at)).startsWith("\r\nPRINT 1,1\r\n");
                at += "\r\nPRINT 1,1\r\n".length();
            }
            assertThat(at).isEqualTo(file.length);
            return found;
        }

        static List<Bitmap> zpl(byte[] file) throws Exception {
            String text = new String(file, StandardCharsets.US_ASCII);
            List<Bitmap> found = new ArrayList<>();
            for (String label : text.lines().toList()) {
                assertThat(label).startsWith("^XA").endsWith("^PQ1^XZ");
                Matcher m = GRAPHIC.matcher(label);
                assertThat(m.find()).isTrue();
                int bytes = Integer.parseInt(m.group(3));
                int perRow = Integer.parseInt(m.group(5));
                assertThat(perRow).isEqualTo((Integer.parseInt(m.group(1)) + 7) / 8);
                assertThat(bytes).isEqualTo(perRow * Integer.parseInt(m.group(2)));
                byte[] encoded = m.group(6).getBytes(StandardCharsets.US_ASCII);
                assertThat(Integer.parseInt(m.group(7), 16)).isEqualTo(PrinterLanguage.crc(encoded));
                Inflater inflater = new Inflater();
                inflater.setInput(Base64.getDecoder().decode(encoded));
                Bitmap bitmap = Bitmap.white(perRow * 8, bytes / perRow);
                assertThat(inflater.inflate(bitmap.bits())).isEqualTo(bytes);
                inflater.end();
                found.add(bitmap);
            }
            return found;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TSPL, DPI_203, 60x40", "TSPL, DPI_300, 60x40", "TSPL, DPI_203, 40x30", "TSPL, DPI_300, 100x100",
        "ZPL, DPI_203, 60x40", "ZPL, DPI_300, 60x40", "ZPL, DPI_203, 40x30", "ZPL, DPI_203, 70x50"
    })
    void whatAPrinterGetsIsReadAgainByTwoDecoders(
            LabelFormat format, Resolution resolution, String template, @TempDir Path folder) throws Exception {
        for (boolean signed : new boolean[] {false, true}) {
            PrintedLabels some = new PrintedLabels(LABELS, signed);
            List<Bitmap> bitmaps = printed(file(some, format, resolution, template), format);
            assertThat(bitmaps).hasSize(LABELS);
            Set<String> read = new TreeSet<>();
            for (Bitmap bitmap : bitmaps) {
                read.addAll(LabelRenderingTest.decoded(bitmap.image()));
            }
            assertThat(read).isEqualTo(new TreeSet<>(some.contents()));
            Path picture = folder.resolve("label.png");
            ImageIO.write(bitmaps.get(0).image(), "png", picture.toFile());
            assertThat(LabelRenderingTest.decodedByZbar(picture))
                    .contains(some.contents().get(0));
            Files.delete(picture);
        }
    }

    @Test
    void bothLanguagesPrintTheDotsOfThePreview() throws Exception {
        List<Bitmap> tspl = printed(file(labels, LabelFormat.TSPL, Resolution.DPI_203, "60x40"), LabelFormat.TSPL);
        List<Bitmap> zpl = printed(file(labels, LabelFormat.ZPL, Resolution.DPI_203, "60x40"), LabelFormat.ZPL);
        assertThat(tspl).isEqualTo(zpl);
        PrintedLabels first = new PrintedLabels(1, false);
        byte[] png = file(first, LabelFormat.PNG, Resolution.DPI_203, "60x40");
        BufferedImage preview = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(preview.getWidth()).isEqualTo(480);
        for (int y = 0; y < preview.getHeight(); y++) {
            for (int x = 0; x < preview.getWidth(); x++) {
                assertThat((preview.getRGB(x, y) & 0xFF) == 0)
                        .isEqualTo(tspl.get(0).isBlack(x, y));
            }
        }
    }

    /** Against a value of the published check of this polynomial from zero. */
    @Test
    void theCheckSumIsTheOneThatPrintersExpect() {
        assertThat(PrinterLanguage.crc("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0x31C3);
    }

    // ---- on the network

    private static NetworkPrinter at(int port) {
        return new NetworkPrinter("test", "127.0.0.1", port, PrinterLanguage.TSPL, Resolution.DPI_203);
    }

    @Test
    void aPrinterGetsExactlyTheFile() throws Exception {
        byte[] file = file(new PrintedLabels(40, false), LabelFormat.TSPL, Resolution.DPI_203, "60x40");
        try (ServerSocket printer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> got = CompletableFuture.supplyAsync(() -> {
                try (Socket connection = printer.accept()) {
                    return connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (PrinterConnection connection =
                    PrinterConnection.to(at(printer.getLocalPort()), Duration.ofSeconds(5), Duration.ofSeconds(5))) {
                new PrintedLabels(40, false).write("60x40", LabelFormat.TSPL, connection);
                connection.flush();
            }
            assertThat(got.get(20, TimeUnit.SECONDS)).isEqualTo(file);
        }
    }

    @Test
    void aPrinterThatTakesNothingIsGivenUp() throws Exception {
        try (ServerSocket printer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PrinterConnection connection =
                    PrinterConnection.to(at(printer.getLocalPort()), Duration.ofSeconds(5), Duration.ofMillis(200));
            byte[] much = new byte[1 << 20];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            connection.write(much);
                        }
                    })
                    .isInstanceOf(SocketTimeoutException.class);
            connection.close();
        }
    }

    @Test
    void aPrinterThatIsOffIsToldAtOnce() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThatThrownBy(() -> PrinterConnection.to(at(port), Duration.ofSeconds(5), Duration.ofSeconds(5)))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void printersAreReadFromTheSetting() {
        assertThat(NetworkPrinter.of("front-desk=192.168.1.50:9100 tspl 203"))
                .isEqualTo(new NetworkPrinter(
                        "front-desk", "192.168.1.50", 9100, PrinterLanguage.TSPL, Resolution.DPI_203));
        assertThat(NetworkPrinter.of(" 打包台 = zebra.local ZPL 300 "))
                .isEqualTo(new NetworkPrinter("打包台", "zebra.local", 9100, PrinterLanguage.ZPL, Resolution.DPI_300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "x=y", "x=host:0 tspl", "x=host:99999 tspl", "x=host pcl", "x=host tspl 600", "=h tspl"})
    void aSettingThatIsNoPrinterIsRefused(String setting) {
        assertThatThrownBy(() -> NetworkPrinter.of(setting)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyPrintersOnTheListAreUsed() {
        Printers printers = new Printers();
        printers.allow(List.of(at(9100)));
        assertThat(printers.named("test")).isEqualTo(at(9100));
        assertThat(printers.named("127.0.0.1:9100")).isEqualTo(at(9100));
        for (String other : List.of("127.0.0.1:9101", "127.0.0.1", "localhost:9100", "", "10.0.0.1:9100")) {
            assertThatThrownBy(() -> printers.named(other))
                    .isInstanceOfSatisfying(
                            Refused.class, r -> assertThat(r.reason()).isEqualTo(LabelRefusal.PRINTER_NOT_ALLOWED));
        }
        assertThatThrownBy(() -> printers.allow(List.of(at(1), at(2)))).isInstanceOf(IllegalArgumentException.class);
    }
}
