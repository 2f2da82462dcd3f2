package org.herbtrust.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.Result;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.SignedCode;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.platform.DatedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRenderingTest {

    static final List<String> TEMPLATES = LabelTemplates.names();

    private static final LocalDate PACKED = LocalDate.of(2025, 11, 3);
    private static final String HOST = "https://trace.bozhou.example.cn/v/";
    private static final String LONG = "亳州市谯城区十九里镇某某中药材种植农民专业合作社联合社第二十七分社暨涡阳县蒙城县利辛县联合经营部仓储中心";
    private static final String SUPPLIER = "亳州市谯城区十九里镇某某中药材种植农民专业合作社 一楼A区12-034";

    private static LabelText text() {
        return text("白芍", "亳州药市示例经营户 一楼A区12-034", true);
    }

    private static LabelText text(String name, String supplier, boolean traced) {
        return new LabelText(
                name,
                "切片 选货",
                "基原 毛茛科芍药  药用部位 根",
                "安徽省亳州市谯城区",
                traced,
                Kilograms.of("2.5"),
                traced ? Optional.of(LocalDate.of(2025, 9, 28)) : Optional.empty(),
                PACKED,
                Optional.empty(),
                "7K3Q-9ZP2-XM4D-A",
                supplier,
                "合格（供货单位自检）",
                "中国药典2025年版一部",
                "置干燥处，防蛀",
                Optional.empty());
    }

    /** With everything that a label may say. */
    private static LabelText fullText() {
        LabelText t = text("白芍", SUPPLIER, false);
        return new LabelText(
                t.name(),
                t.spec(),
                t.botanical(),
                "广西壮族自治区河池市罗城仫佬族自治县（货主申报）",
                t.traced(),
                Kilograms.of("1250.5"),
                Optional.of(LocalDate.of(2025, 9, 28)),
                t.packedOn(),
                Optional.of(LocalDate.of(2028, 11, 2)),
                t.lot(),
                t.supplier(),
                "检验合格 报告BZ2025-110387",
                t.standard(),
                "置阴凉干燥处，密闭，防潮防蛀",
                Optional.of(new GradeMark("A", LocalDate.of(2025, 11, 1))));
    }

    /** As much as the size takes: the two smallest sheets have room for the usual texts only. */
    private static LabelText textFor(String template) {
        return template.equals("a4-40") || template.equals("a4-65") ? text() : fullText();
    }

    private static LabelText.Piece piece(int seed) {
        ShortCode code = ShortCode.random(new Random(seed));
        return new LabelText.Piece(code, HOST + code, 7, 120);
    }

    private static LabelText.Piece signedPiece(int seed) {
        ShortCode code = ShortCode.random(new Random(seed));
        byte[] signature = new byte[64];
        new Random(seed).nextBytes(signature);
        return new LabelText.Piece(
                code, SignedCode.of(HOST + code, "3fa2", PACKED, signature).text(), 7, 120);
    }

    private static LabelLayout layout(String template, LabelText text) {
        return new LabelLayout(template(template), text, LabelFont.get());
    }

    private static LabelTemplate template(String name) {
        return LabelTemplates.named(name, PACKED);
    }

    private static byte[] pdf(String template, List<LabelText.Piece> pieces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelPdf.write(layout(template, text()), pieces, out, count -> {});
        return out.toByteArray();
    }

    private static boolean holdsSignedCodes(String template) {
        return !template.equals("a4-65");
    }

    static Set<String> decoded(BufferedImage image) throws Exception {
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
        Set<String> found = new TreeSet<>();
        for (Result r : new QRCodeMultiReader()
                .decodeMultiple(
                        bitmap,
                        Map.of(
                                DecodeHintType.TRY_HARDER,
                                true,
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(BarcodeFormat.QR_CODE)))) {
            found.add(r.getText());
        }
        return found;
    }

    /** The second decoder; empty if it is not installed, which is a failure where everything is tested. */
    static Optional<String> decodedByZbar(Path picture) throws Exception {
        boolean installed =
                Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, "zbarimg")));
        if (!installed && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("zbarimg is missing: install the package zbar-tools");
        }
        assumeTrue(installed, "zbarimg is not installed (package zbar-tools): the second decoder is not tried");
        Process zbar = new ProcessBuilder(
                        "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return Optional.of(new String(zbar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void theCodeOfEveryPictureIsReadAgain(String template) throws Exception {
        LabelLayout layout = layout(template, textFor(template));
        for (int i = 0; i < 10; i++) {
            for (LabelText.Piece piece :
                    holdsSignedCodes(template) ? List.of(piece(i), signedPiece(i)) : List.of(piece(i))) {
                for (Resolution resolution : Resolution.values()) {
                    byte[] png = LabelPng.of(layout.label(piece), resolution);
                    assertThat(decoded(ImageIO.read(new ByteArrayInputStream(png))))
                            .containsExactly(piece.content());
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void aSecondDecoderReadsTheSame(String template, @TempDir Path folder) throws Exception {
        LabelLayout layout = layout(template, textFor(template));
        for (LabelText.Piece piece :
                holdsSignedCodes(template) ? List.of(piece(13), signedPiece(13)) : List.of(piece(13))) {
            for (Resolution resolution : Resolution.values()) {
                Path file = folder.resolve(template + resolution + ".png");
                Files.write(file, LabelPng.of(layout.label(piece), resolution));
                assertThat(decodedByZbar(file)).contains(piece.content());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void theCodesOfThePrintFileAreReadAgainAtBothResolutions(String template) throws Exception {
        List<LabelText.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pieces.add(piece(100 + i));
        }
        try (PDDocument document = Loader.loadPDF(pdf(template, pieces))) {
            boolean sheet = template(template).sheet().isPresent();
            assertThat(document.getNumberOfPages()).isEqualTo(sheet ? 1 : pieces.size());
            PDFRenderer renderer = new PDFRenderer(document);
            for (int dpi : new int[] {203, 300}) {
                Set<String> read = new TreeSet<>();
                for (int page = 0; page < document.getNumberOfPages(); page++) {
                    read.addAll(decoded(renderer.renderImageWithDPI(page, dpi, ImageType.GRAY)));
                }
                assertThat(read)
                        .as("at %d dpi", dpi)
                        .isEqualTo(new TreeSet<>(
                                pieces.stream().map(LabelText.Piece::content).toList()));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void thePrintFileSaysWhatTheLawWantsOnAPackage(String template) throws Exception {
        LabelText.Piece piece = piece(14);
        try (PDDocument document = Loader.loadPDF(pdf(template, List.of(piece)))) {
            // wrapped rows are one text
            String said = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(said)
                    .contains("白芍", "产地安徽省亳州市谯城区", "净重2.5kg", "采收2025-09-28", "包装2025-11-03")
                    .contains("批号7K3Q-9ZP2-XM4D-A", "亳州药市示例经营户一楼A区12-034", "合格（供货单位自检）")
                    .contains(piece.code().grouped(), "全程追溯");
        }
    }

    @Test
    void thePrintFileEmbedsItsFontAsASubsetAndNoPicture() throws Exception {
        byte[] pdf = pdf("60x40", List.of(piece(15)));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDResources resources = document.getPage(0).getResources();
            assertThat(resources.getFontNames()).isNotEmpty();
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded()).isTrue();
                assertThat(resources.getFont(name).getName()).matches("[A-Z]{6}\\+.*");
            }
            for (COSName name : resources.getXObjectNames()) {
                assertThat(resources.isImageXObject(name)).isFalse();
            }
        }
        assertThat(pdf.length).isLessThan(60_000);
    }

    @Test
    void goodsWithoutATraceSaySo() {
        assertThat(layout("60x40", text("当归", "某户", false)).label(piece(16)).runs())
                .extracting(LabelLayout.Run::text)
                .contains("产地未追溯·自入市登记", "采收 不详  包装 2025-11-03")
                .noneMatch(t -> t.contains("全程追溯"));
    }

    /** Never cut: everything is there, or the label is refused. */
    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void noTextLeavesItsPlaceOrIsCutHoweverLongItIs(String template) {
        LabelTemplate t = template(template);
        int refused = 0;
        for (int length = 2; length <= LONG.length(); length += 4) {
            String word = LONG.substring(0, length);
            LabelText text = new LabelText(
                    word,
                    word,
                    word,
                    word,
                    true,
                    Kilograms.of("9999999.9999"),
                    Optional.empty(),
                    PACKED,
                    Optional.of(PACKED),
                    "7K3Q-9ZP2-XM4D-A",
                    word,
                    word,
                    word,
                    word,
                    Optional.empty());
            List<LabelLayout.Run> runs;
            try {
                runs = layout(template, text).label(piece(17)).runs();
            } catch (Refused no) {
                assertThat(no.reason()).isEqualTo(LabelRefusal.TEXT_DOES_NOT_FIT);
                refused++;
                continue;
            }
            assertThat(refused)
                    .as("a longer text fits after a shorter one was refused")
                    .isZero();
            StringBuilder said = new StringBuilder();
            for (LabelLayout.Run run : runs) {
                said.append(run.text());
                Rectangle2D ink = LabelFont.get()
                        .outline(run.text(), run.x(), run.baseline(), run.size())
                        .getBounds2D();
                assertThat(t.blocks())
                        .as("%s of %d characters", run.text(), length)
                        .anyMatch(block -> new Rectangle2D.Double(
                                        block.box().x() - 1.5,
                                        block.box().y() - 1.5,
                                        block.box().width() + 3,
                                        // the foot of a letter such as g may reach a little further
                                        block.box().height() + 1.5 + run.size() * 0.06)
                                .contains(ink));
                assertThat(run.size()).isGreaterThanOrEqualTo(12);
            }
            long lines = t.blocks().stream()
                    .flatMap(block -> block.lines().stream())
                    .filter(line -> line.text().matches(".*\\{(name|origin|supplier|quality)}.*"))
                    .count();
            assertThat(said.toString().replace(" ", "").split(word, -1)).hasSizeGreaterThan((int) lines);
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40x30", "60x40", "70x50", "100x100", "a4-24"})
    void everythingThatALabelMaySayFits(String template) {
        List<LabelLayout.Run> runs =
                layout(template, fullText()).label(piece(18)).runs();
        String said = String.join("", runs.stream().map(LabelLayout.Run::text).toList());
        assertThat(said.replace(" ", "")).contains("罗城仫佬族自治县（货主申报）", SUPPLIER.replace(" ", ""), "报告BZ2025-110387");
    }

    @Test
    void whatIsTooLongForASmallLabelFitsOnALargerOne() {
        LabelText text = text("白芍", LONG, true);
        assertThatThrownBy(() -> layout("a4-65", text)).isInstanceOfSatisfying(Refused.class, r -> {
            assertThat(r.reason()).isEqualTo(LabelRefusal.TEXT_DOES_NOT_FIT);
            assertThat(r.getMessage()).contains("大一号");
        });
        assertThat(layout("100x100", text).shared()).isNotEmpty();
    }

    @Test
    void aCodeTooLongForItsBoxIsRefused() {
        LabelText.Piece piece =
                new LabelText.Piece(piece(19).code(), "https://" + "very-long-host-name.".repeat(12) + "cn/v/", 1, 1);
        assertThatThrownBy(() -> layout("60x40", text()).label(piece))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(LabelRefusal.TEXT_DOES_NOT_FIT));
        assertThatThrownBy(() -> layout("a4-65", text()).label(signedPiece(19))).isInstanceOf(Refused.class);
    }

    @Test
    void aCharacterThatTheFontLacksIsRefusedAndNamed() {
        assertThatThrownBy(() -> layout("60x40", text("白\uD83D\uDE00", "某户", true)))
                .isInstanceOfSatisfying(Refused.class, r -> {
                    assertThat(r.reason()).isEqualTo(LabelRefusal.CHARACTER_NOT_IN_FONT);
                    assertThat(r.getMessage()).contains("U+1F600");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"白芍饮片", "药品追溯码", "", "白\n芍"})
    void wordsThatMisleadOrCanNotBePrintedAreRefused(String name) {
        assertThatThrownBy(() -> text(name, "某户", true)).isInstanceOf(Refused.class);
    }

    @Test
    void rareHerbCharactersArePrinted() {
        assertThat(LabelFont.get().widthOf("亳谯涡芎蒌薏苡茺蔚䗪㕮蘼蕤菝葜莪术鳖")).isPositive();
    }

    @Test
    void everyNameInTheCatalogueAndEveryPlaceCanBePrinted() {
        for (Material material : new Materials().all()) {
            assertThat(LabelFont.get().widthOf(material.zh() + material.species() + material.part()))
                    .isPositive();
            material.aliases()
                    .forEach(alias -> assertThat(LabelFont.get().widthOf(alias)).isPositive());
            // the smallest label takes every name
            assertThat(layout("a4-65", text(material.zh(), "某户", true)).shared())
                    .isNotEmpty();
        }
        Divisions divisions = new Divisions();
        for (Division province : divisions.below(Optional.empty())) {
            for (Division city : divisions.below(Optional.of(province.code()))) {
                for (Division county : divisions.below(Optional.of(city.code()))) {
                    assertThat(LabelFont.get().widthOf(county.path())).isPositive();
                }
            }
        }
    }

    @Test
    void aNameInMarkupStaysTextInADrawing() {
        String svg =
                LabelSvg.of(layout("60x40", text("<script>&\"", "某户", true)).label(piece(20)));
        assertThat(svg).contains("&lt;script&gt;&amp;&quot;").doesNotContain("<script");
    }

    @Test
    void modulesAreLargeOnTheOrdinaryLabelAndLargeEnoughOnASignedOne() {
        ShortCode code = ShortCode.random(new Random(21));
        LabelDrawing shortHost =
                layout("60x40", text()).label(new LabelText.Piece(code, "https://yx.example.cn/v/" + code, 1, 1));
        assertThat(shortHost.qr().size()).isLessThanOrEqualTo(29);
        assertThat(shortHost.moduleDots()).isEqualTo(5);
        assertThat(layout("60x40", text()).label(signedPiece(21)).moduleDots()).isEqualTo(3);
    }

    @Test
    void aGradeIsShownWithItsMonthOnLabelsThatHaveOne() {
        LabelLayout with = layout("60x40", fullText());
        LabelLayout without = layout("60x40", text());
        assertThat(with.shapes()).hasSize(2);
        assertThat(without.shapes()).hasSize(1);
        assertThat(with.shared()).extracting(LabelLayout.Run::text).contains("商户信用 A级（2025-11）");
        assertThat(without.shared()).extracting(LabelLayout.Run::text).noneMatch(t -> t.contains("信用"));
    }

    @Test
    void aLabelOfAnEarlierDayLooksAsItDidThen() {
        assertThat(LabelTemplates.named("60x40", LocalDate.of(2000, 1, 1)).validFrom())
                .isEqualTo(LocalDate.of(2022, 3, 17));
        assertThatThrownBy(() -> LabelTemplates.named("9x9", PACKED))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(LabelRefusal.UNKNOWN_TEMPLATE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qr: {x: 300, y: 2, size: 186, moduleDots: 5, leastModuleDots: 3}",
                "mark: {x: 300, y: 11, size: 42}",
                "mark: {x: 12, y: 11, size: 42, colour: red}",
                "validFrom: yesterday",
            })
    void aTemplateThatCanNotBeIsRefused(String line) throws Exception {
        String good = Files.readString(Path.of("labels/60x40.yaml"));
        String name = line.substring(0, line.indexOf(':'));
        String bad = good.replaceFirst("(?m)^" + name + ":.*$", line);
        LabelTemplate.read(new DatedFile("good", good.getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> LabelTemplate.read(new DatedFile("bad", bad.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** {@code -Dherbtrust.golden.write=true} writes them anew. */
    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void everySizeLooksAsItLookedWhenItWasApproved(String template) throws Exception {
        LabelDrawing label = layout(template, textFor(template)).label(piece(1));
        approved(Path.of("labels/golden", template + ".svg"), LabelSvg.of(label).getBytes(StandardCharsets.UTF_8));
        for (Resolution resolution : Resolution.values()) {
            Path file = Path.of("labels/golden", template + "-" + resolution.dpi() + "dpi.png");
            approved(file, LabelPng.of(label, resolution));
            assertThat(decoded(ImageIO.read(file.toFile()))).containsExactly(piece(1).content());
        }
        if (holdsSignedCodes(template)) {
            Path file = Path.of("labels/golden", template + "-signed-203dpi.png");
            approved(file, LabelPng.of(layout(template, text()).label(signedPiece(1)), Resolution.DPI_203));
            assertThat(decodedByZbar(file)).contains(signedPiece(1).content());
        }
    }

    private static void approved(Path file, byte[] is) throws IOException {
        if (Boolean.getBoolean("herbtrust.golden.write")) {
            Files.write(file, is);
        }
        byte[] approved = Files.readAllBytes(file);
        if (file.toString().endsWith(".svg")) {
            assertThat(new String(is, StandardCharsets.UTF_8)).isEqualTo(new String(approved, StandardCharsets.UTF_8));
            return;
        }
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(is));
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(approved));
        assertThat(picture.getWidth()).isEqualTo(before.getWidth());
        assertThat(picture.getHeight()).isEqualTo(before.getHeight());
        int different = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                different += picture.getRGB(x, y) == before.getRGB(x, y) ? 0 : 1;
            }
        }
        // outlines are rasterised by the JDK: another build of it may round a few dots otherwise
        assertThat(different).isLessThan(picture.getWidth() * picture.getHeight() / 500);
    }
}
