package org.herbtrust;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.herbtrust.People.Person;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A merchant with a phone: printed labels before a camera, packages taken in and sold, with a network and without. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoodsBrowserTest {

    private static final Path AXE = Path.of("src", "main", "webui", "node_modules", "axe-core", "axe.min.js");

    /** What the camera sees of each label: 1.2 seconds. */
    private static final int FRAMES = 12;

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    Trace trace;

    @Inject
    Labels labels;

    @TestHTTPResource("/")
    URI address;

    @TempDir
    Path folder;

    private Gate gate;
    private Chromium phone;
    private Actor grower;
    private Actor stall;
    private Person owner;
    private LotView lot;
    private LabelBatch batch;
    private List<ShortCode> codes;

    @BeforeEach
    void a_stall_that_waits_for_labelled_packages() {
        gate = new Gate(address.getPort());
        grower = samples.grower();
        stall = samples.trader();
        owner = people.of(stall);
        lot = samples.harvested(grower, 100);
        batch = labels.issue(lot.code(), 6, Kilograms.of(5), grower);
        codes = labels.ofBatch(batch.id()).stream().map(LabelView::code).toList();
        trace.ship(new Shipping(lot.code(), stall.merchant().orElseThrow(), Kilograms.of(30)), grower);
    }

    @AfterEach
    void close() {
        if (phone != null) {
            phone.close();
        }
        gate.close();
    }

    @Test
    void printed_labels_are_read_by_the_camera_one_after_the_other() throws IOException {
        List<BufferedImage> printed = new ArrayList<>();
        for (int ordinal = 1; ordinal <= 3; ordinal++) {
            byte[] png = people.of(grower)
                    .gets("/api/v1/labels/" + batch.id() + "/labels.png?ordinal=" + ordinal)
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            printed.add(ImageIO.read(new ByteArrayInputStream(png)));
        }
        Path film = FakeCamera.film(folder.resolve("camera.y4m"), printed, FRAMES);
        phone = Chromium.start(
                gate.root(),
                folder.resolve("phone"),
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + film.toAbsolutePath());
        phone.small().signIn(owner).open("/goods").await("[data-start]");
        phone.script("""
                window.first = new Promise(done => new MutationObserver((_, self) => {
                  if (document.querySelector('[data-scans] [data-key]')) { self.disconnect(); done(performance.now()); }
                }).observe(document.querySelector('[data-scans]'), {childList: true, subtree: true}));
                window.pressed = performance.now();
                """);
        phone.tap("[data-start]").await("[data-scans] [data-key]");
        Object took = phone.asyncScript("window.first.then(at => arguments[0](Math.round(at - window.pressed)))"
                .replace("arguments[0]", "done")
                .replaceFirst("^", "const done = arguments[arguments.length - 1]; "));
        System.out.println("from opening the camera to the first label in the list: " + took + " ms");

        phone.await("[data-good='3']").screenshot("goods-camera-360");
        assertThat(phone.overflow()).as("pixels to scroll sideways").isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(phone.has("[data-key='" + codes.get(i) + "'][data-verdict=OK]"))
                    .as("label " + i)
                    .isTrue();
        }
        phone.tap("[data-undo]").await("[data-good='2']");
    }

    @Test
    void packages_come_in_and_go_out_by_scanning_with_a_network_and_without() {
        phone = Chromium.start(gate.root(), folder.resolve("phone"));
        phone.small().signIn(owner).open("/goods").await("[data-add]");
        String good = codes.get(0).value();
        String mistyped = good.substring(0, 12) + (good.charAt(12) == '7' ? '8' : '7');
        LotView held = samples.harvested(grower, 10);
        for (ShortCode code : codes) {
            scan("http://localhost:8080/v/" + code);
        }
        scan(good);
        scan(mistyped);
        scan(ShortCode.random(new java.util.Random()).value());
        scan("https://example.org/<b>somewhere</b>");
        scan(held.code().value());
        phone.await("[data-good='6']").await("[data-bad='4']").await("[data-duplicates='1']");
        assertThat(phone.has("[data-verdict=MISTYPED]")).isTrue();
        assertThat(phone.has("[data-verdict=NEVER_ISSUED]")).isTrue();
        assertThat(phone.has("[data-verdict=NOT_OURS]")).isTrue();
        assertThat(phone.has("[data-verdict=NOT_SHIPPED]")).isTrue();
        assertThat(phone.has("[data-scans] b b")).as("markup out of a code").isFalse();
        phone.screenshot("goods-receive-360")
                .wide()
                .screenshot("goods-receive-1280")
                .small();

        phone.type("kg", "29.5").tap("[data-do]").await("[data-queue] [data-state=done]");
        assertThat(trace.get(lot.code()).heldBy(stall.merchant().orElseThrow()))
                .isEqualTo(new Kilograms(new java.math.BigDecimal("29.5")));

        // selling in the cellar
        phone.until("navigator.serviceWorker.controller").open("/goods").await("[data-purpose=sell]");
        gate.off();
        phone.tap("[data-purpose=sell]");
        phone.open("/goods").await("[data-purpose=sell][aria-current]");
        for (int left = 3; left >= 0; left--) {
            phone.script("document.querySelector('.scans button').click()");
            phone.until("document.querySelectorAll('[data-scans] [data-key]').length === " + left);
        }
        scan(codes.get(0).value());
        scan("http://localhost:8080/v/" + codes.get(1));
        phone.await("[data-open='2']").tap("[data-do]").await("[data-queue] [data-state=waiting]");
        phone.screenshot("goods-offline-360");
        assertThat(labels.find(codes.get(0)).orElseThrow().state()).isNotEqualTo(LabelState.SOLD);
        phone.kill();
        phone = Chromium.start(gate.root(), folder.resolve("phone"));
        phone.small().open("/goods").await("[data-queue] [data-state=waiting]");

        gate.on();
        phone.signIn(owner).open("/goods").await("[data-unsent='0']");
        assertThat(labels.find(codes.get(0)).orElseThrow().state()).isEqualTo(LabelState.SOLD);
        assertThat(labels.find(codes.get(1)).orElseThrow().state()).isEqualTo(LabelState.SOLD);
        assertThat(trace.get(lot.code()).heldBy(stall.merchant().orElseThrow()))
                .isEqualTo(new Kilograms(new java.math.BigDecimal("19.5")));
    }

    @Test
    void what_was_refused_goes_back_into_the_list_and_need_not_be_scanned_again() {
        phone = Chromium.start(gate.root(), folder.resolve("phone"));
        phone.small().signIn(owner).open("/goods").await("[data-add]").tap("[data-purpose=sell]");
        gate.off();
        scan(codes.get(0).value());
        scan(codes.get(1).value());
        phone.await("[data-open='2']").tap("[data-do]").await("[data-queue] [data-state=waiting]");
        // not received yet, so the sale can't be
        gate.on();
        phone.open("/goods").await("[data-queue] [data-state=refused]");
        phone.tap("[data-back]").await("[data-bad='2']");
        assertThat(phone.has("[data-queue] [data-state=refused]")).isFalse();
        assertThat(phone.has("[data-purpose=sell][aria-current]")).isTrue();
        assertThat(phone.has("[data-key='" + codes.get(1) + "']")).isTrue();
    }

    @Test
    void the_page_has_no_barriers_that_a_machine_can_find() throws IOException {
        if (!Files.exists(AXE)) {
            System.out.println("SKIPPED: axe-core is not among the packages of src/main/webui.");
            throw new TestAbortedException("axe-core is not there");
        }
        phone = Chromium.start(gate.root(), folder.resolve("phone"));
        phone.small().signIn(owner).open("/goods").await("[data-add]");
        scan(codes.get(0).value());
        phone.await("[data-good='1']");
        phone.script(Files.readString(AXE) + "; window.axe = axe;");
        Object found = phone.asyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => done(r.violations
                    .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))));
                """);
        assertThat((List<?>) found).as("barriers").isEmpty();
        assertThat(phone.complaints()).isEmpty();
    }

    private void scan(String text) {
        phone.script("document.querySelector('[name=code]').value = arguments[0]", text);
        phone.tap("[data-add]").until("document.querySelector('[name=code]').value === ''");
    }
}
