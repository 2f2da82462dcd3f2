package org.herbtrust;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.herbtrust.People.Person;
import org.herbtrust.inspection.ConflictKind;
import org.herbtrust.inspection.FieldReceipt;
import org.herbtrust.inspection.FieldVisits;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * An inspector's phone without a network, in a real browser whose network is a {@link Gate}: killed, cut off, told nothing,
 * and in the end everything is on the server once, with the hashes that the phone knows.
 */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FieldBrowserTest {

    private static final Path AXE = Path.of("src", "main", "webui", "node_modules", "axe-core", "axe.min.js");

    /**
     * Visits that wait at once, and the side of their photos in pixels. Small here; {@code -Dfield.visits=200
     * -Dfield.photo-side=460} is a market day after which the phone comes back to the network, with some 200 KB a photo.
     */
    private static final int VISITS = Integer.getInteger("field.visits", 12);

    private static final int PHOTO_SIDE = Integer.getInteger("field.photo-side", 64);

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    FieldVisits field;

    @Inject
    Inspections inspections;

    @TestHTTPResource("/")
    URI address;

    @TempDir
    Path folder;

    private Gate gate;
    private Person inspector;
    private Chromium phone;
    private final List<Path> pictures = new ArrayList<>();

    /** What the phone says it has. */
    private record Kept(String id, String state, String sha256, List<String> photos) {}

    @BeforeEach
    void an_inspector_with_a_phone() throws IOException {
        for (int i = 0; i < 3; i++) {
            pictures.add(picture(folder.resolve("photo-" + i + ".jpg")));
        }
        gate = new Gate(address.getPort());
        inspector = people.person(Role.INSPECTOR);
    }

    @AfterEach
    void close() {
        if (phone != null) {
            phone.close();
        }
        gate.close();
    }

    @Test
    void a_visit_with_three_photos_survives_the_browser_being_killed_at_any_moment() {
        List<MerchantId> stalls = Stream.generate(this::stall).limit(4).toList();
        startPhone().signIn(inspector);
        takeAlong();
        gate.off();

        // after the first photo is shown
        begin(stalls.get(0));
        photo(0);
        killAndStart();
        goOn();
        assertThat(shown()).as("photos that were shown before the kill").isEqualTo(1);
        photo(1);
        photo(2);
        finish();

        // while the third photo is being kept
        begin(stalls.get(1));
        photo(0);
        photo(1);
        phone.file("[data-camera=photo]", pictures.get(2));
        killAndStart();
        goOn();
        long left = shown();
        assertThat(left).isBetween(2L, 3L);
        for (int i = (int) left; i < 3; i++) {
            photo(i);
        }
        finish();

        // while the record is being kept
        begin(stalls.get(2));
        photo(0);
        photo(1);
        photo(2);
        phone.tap("[data-finish]");
        killAndStart();
        if (phone.has("[data-draft]")) {
            goOn();
            assertThat(shown()).isEqualTo(3);
            finish();
        }

        // after it was said to be kept
        begin(stalls.get(3));
        photo(0);
        photo(1);
        photo(2);
        phone.tap("[data-finish]").await("[data-saved]");
        killAndStart();
        assertThat(phone.has("[data-draft]"))
                .as("a draft after the record was kept")
                .isFalse();
        assertThat(kept()).hasSize(4).allMatch(k -> k.photos().size() == 3).allMatch(k -> k.state()
                .equals("waiting"));
        phone.small().screenshot("field-offline-360");

        // and while it is being sent
        gate.on();
        // the browser had not written the session's cookie to the disk yet when it was killed
        phone.signIn(inspector).open("/field").until("document.querySelector('[data-unsent]')?.dataset.unsent < 4");
        killAndStart();
        phone.signIn(inspector).open("/field").await("[data-unsent='0']");

        for (MerchantId stall : stalls) {
            assertThat(visitsTo(stall)).as("visits to " + stall).hasSize(1);
        }
        assertThat(kept()).allSatisfy(this::isOnTheServer);
    }

    @Test
    void an_answer_that_was_lost_makes_no_second_visit_and_two_inspectors_at_one_stall_are_shown() {
        MerchantId stall = stall();
        Person other = people.person(Role.INSPECTOR);
        startPhone().signIn(inspector);
        takeAlong();
        gate.off();
        phone.offline(true);
        begin(stall);
        phone.tap("input[name=q-origin-labelled][value=NO]").await("[data-finding='1']");
        phone.type("note-1", "两件未标产地");
        phone.type("statement", "当日补齐")
                .tap("input[name=signature][value=TYPED]")
                .type("signer", "张某");
        phone.file("[data-camera=finding-1]", pictures.get(0)).await("[data-photo=photo-1]");
        phone.small().screenshot("field-form-360");
        assertThat(phone.overflow()).as("pixels to scroll sideways").isZero();
        finish();
        UUID second = UUID.randomUUID();
        other.puts(
                        "/api/v1/field/visits/" + second,
                        Map.of(
                                "schemaVersion", 1,
                                "id", second.toString(),
                                "account", other.actor().account(),
                                "kind", "PATROL",
                                "merchant", stall.toString(),
                                "startedAt", Instant.now().toString(),
                                "finishedAt", Instant.now().toString(),
                                "elapsedMs", 1000,
                                "statement", "另一位检查员的记录"))
                .statusCode(201);

        gate.on();
        // the photo arrives and the record arrives, and the phone hears of neither
        loses("PUT /api/v1/field/visits/[^/ ]+/photos/");
        loses("PUT /api/v1/field/visits/[^/ ]+ HTTP");
        phone.offline(false);
        sent();

        assertThat(visitsTo(stall)).hasSize(2);
        assertThat(inspections.visit(new VisitId(second)).orElseThrow().statement())
                .isEqualTo("另一位检查员的记录");
        Kept record = kept().get(0);
        isOnTheServer(record);
        assertThat(field.receipt(VisitId.fromString(record.id())).orElseThrow().conflicts())
                .containsExactly(ConflictKind.TWO_ON_ONE_STALL);

        phone.open("/field#record/" + record.id()).await("a[href^='/field/visits/']");
        phone.open("/field/conflicts")
                .small()
                .screenshot("conflicts-360")
                .wide()
                .screenshot("conflicts-1280");
        assertThat(phone.text()).contains("两人同日检查同一摊位").contains("另一位检查员的记录").contains("两件未标产地");
        long conflict = field.conflictsOf(new VisitId(second)).get(0).id();
        phone.type("note-" + conflict, "已电话核对，两份都属实").press("form[action='/field/conflicts/" + conflict + "'] button");
        assertThat(field.conflictsOf(new VisitId(second)).get(0).settlement()).isPresent();
        phone.open("/field/visits/" + record.id()).small().screenshot("field-record-360");
        assertThat(phone.text()).contains("两件未标产地").contains("张某").contains(record.sha256());
    }

    @Test
    void unsent_work_stays_with_its_owner_and_leaves_the_phone_as_a_file() throws IOException {
        MerchantId stall = stall();
        Person other = people.person(Role.INSPECTOR);
        startPhone().signIn(inspector);
        takeAlong();
        gate.off();
        begin(stall);
        photo(0);
        finish();
        olderRecord("merchant: 'M99999999'");

        // the session ends: nothing is lost, the page asks to sign in
        phone.forgetCookies();
        gate.on();
        phone.tap("[data-sync]").await("[data-network=signIn]");
        assertThat(kept()).allMatch(k -> k.state().equals("waiting"));

        // somebody else signs in: the work is not theirs to send
        phone.signIn(other).open("/field").await("[data-others='2']");
        phone.tap("[data-sync]").await("[data-network=online]");
        assertThat(visitsTo(stall)).isEmpty();

        // signing out with unsent work asks first
        phone.signIn(inspector);
        gate.off();
        gate.on();
        phone.open("/merchants").tap("form[action='/logout'] button");
        assertThat(phone.answer(false)).contains("2 份记录没有上传");
        assertThat(phone.has("form[action='/logout']")).as("still signed in").isTrue();

        // what the server refuses waits aside with its reason, and the rest goes on
        phone.open("/field").until("document.querySelector('[data-refused]').dataset.refused === '1'");
        sent();
        assertThat(visitsTo(stall)).hasSize(1);
        phone.open("/field#unsent").await("[data-problem='422']").small().screenshot("field-unsent-360");
        assertThat(phone.text()).contains("没有这个经营者");

        // the phone is lost, the file is not
        phone.downloadTo(folder).tap("[data-export]");
        Path file = downloaded();
        phone.close();
        phone = Chromium.start(gate.root(), folder.resolve("second-phone"));
        phone.signIn(other).open("/field#unsent").await("[data-import-file]");
        phone.file("[data-import-file]", file)
                .until("document.querySelector('[data-import]').textContent.includes('sign in as that account')");
        phone.signIn(inspector).open("/field#unsent").until("document.querySelector('[data-import-file]')");
        phone.file("[data-import-file]", file)
                .until("document.querySelector('[data-refused]').dataset.refused === '1'");
        phone.file("[data-import-file]", file)
                .until("document.querySelector('[data-import]').textContent.startsWith('已导入 0')");
    }

    @Test
    void what_the_server_cannot_take_yet_keeps_nothing_else_waiting_and_what_is_not_finished_is_not_forgotten()
            throws IOException {
        MerchantId stall = stall();
        startPhone().signIn(inspector);
        takeAlong();
        gate.off();
        begin(stall);
        photo(0);
        finish();
        olderRecord("schemaVersion: 99");
        begin(stall);
        photo(1);

        gate.on();
        phone.open("/field").tap("[data-sync]").await("[data-unsent='1']");
        assertThat(visitsTo(stall)).hasSize(1);
        assertThat(kept()).extracting(Kept::state).containsExactlyInAnyOrder("done", "waiting");

        // the draft and the record that waits are both asked about, and both go into the file
        phone.open("/merchants").tap("form[action='/logout'] button");
        assertThat(phone.answer(false)).contains("2 份记录没有上传");
        phone.open("/field#unsent").await("[data-export]").downloadTo(folder).tap("[data-export]");
        Path file = downloaded();
        phone.close();
        phone = Chromium.start(gate.root(), folder.resolve("second-phone"));
        phone.signIn(inspector).open("/field#unsent").await("[data-import-file]");
        phone.file("[data-import-file]", file)
                .until("document.querySelector('[data-import]').textContent.startsWith('已导入 2')");
        phone.file("[data-import-file]", file)
                .until("document.querySelector('[data-import]').textContent.startsWith('已导入 0')");
        phone.open("/field#").await("[data-draft]");
        goOn();
        assertThat(shown()).as("photos of the draft").isEqualTo(1);
    }

    @Test
    void one_page_at_a_time_fills_in_a_visit_and_a_finished_one_stays_as_it_is() {
        MerchantId stall = stall();
        startPhone().signIn(inspector);
        takeAlong();
        gate.off();
        begin(stall);
        photo(0);
        String draft = (String) phone.script("return location.hash");

        phone.anotherTab().open("/field" + draft).await("[data-taken]");
        assertThat(phone.has("[data-finish]")).isFalse();
        phone.closeTab();
        photo(1);
        finish();

        phone.anotherTab().open("/field" + draft).await("[data-state=waiting]");
        assertThat(phone.has("[data-finish]")).isFalse();
        phone.closeTab();
        gate.on();
        sent();
        assertThat(kept()).singleElement().satisfies(this::isOnTheServer);
    }

    @Test
    void a_long_queue_is_sent_in_parts_with_progress_and_both_sides_agree() {
        List<String> stalls = Stream.generate(this::stall)
                .limit(Math.min(VISITS, 20))
                .map(MerchantId::toString)
                .toList();
        startPhone().signIn(inspector);
        takeAlong();
        gate.off();
        for (int done = 0; done < VISITS; done += 10) {
            fillQueue(stalls, Math.min(10, VISITS - done));
        }
        assertThat(kept()).hasSize(VISITS);
        long heapBefore = usedHeap();
        Instant begun = Instant.now();

        gate.on();
        phone.tap("[data-sync]")
                .await("progress")
                .until("document.querySelector('[data-unsent]').dataset.unsent <= " + (VISITS - VISITS / 3));
        gate.off();
        phone.until("document.querySelector('[data-network]').dataset.network === 'offline'");
        long waiting = kept().stream().filter(k -> k.state().equals("waiting")).count();
        assertThat(waiting).as("what had to wait").isBetween(1L, VISITS - 1L);
        gate.on();
        phone.tap("[data-sync]");
        long most = untilUnsent(0);

        Duration took = Duration.between(begun, Instant.now());
        System.out.printf(
                "synced %d visits with 3 photos each in %d ms; heap of the server's JVM before %d MB, most %d MB%n",
                VISITS, took.toMillis(), heapBefore >> 20, most >> 20);
        assertThat(kept()).hasSize(VISITS).allSatisfy(this::isOnTheServer);
        int onServer = stalls.stream()
                .mapToInt(id -> visitsTo(MerchantId.fromString(id)).size())
                .sum();
        assertThat(onServer).isEqualTo(VISITS);
    }

    @Test
    void the_application_has_no_barriers_that_a_machine_can_find() throws IOException {
        if (!Files.exists(AXE)) {
            System.out.println("SKIPPED: axe-core is not among the packages of src/main/webui.");
            throw new TestAbortedException("axe-core is not there");
        }
        MerchantId stall = stall();
        startPhone().signIn(inspector);
        takeAlong();
        phone.small().screenshot("field-home-360").wide().screenshot("field-home-1280");
        noBarriers("home");
        begin(stall);
        phone.tap("[data-add-finding]").await("[data-finding='1']");
        phone.tap("input[name=signature][value=DRAWN]").await("canvas.signature");
        phone.wide().screenshot("field-form-1280").small();
        noBarriers("form");
        assertThat(phone.complaints()).isEmpty();
    }

    // ---- what an inspector does

    private Chromium startPhone() {
        phone = Chromium.start(gate.root(), folder.resolve("phone"));
        return phone;
    }

    /** The phone goes dark in the middle of it and is switched on again. */
    private void killAndStart() {
        phone.kill();
        startPhone();
        phone.open("/field").await("[data-unsent]").await("#find");
    }

    /** Opens the application once with a network, so that it works without one from then on. */
    private void takeAlong() {
        phone.open("/field")
                .await("#find")
                .until("document.querySelector('#find') && navigator.serviceWorker.controller");
        phone.asyncScript("""
                const done = arguments[arguments.length - 1];
                const look = () => {
                  const open = indexedDB.open('herbtrust-offline');
                  open.onsuccess = () => {
                    const ask = open.result.transaction('meta').objectStore('meta').get('merchantsAt');
                    ask.onsuccess = () => { open.result.close(); ask.result ? done() : setTimeout(look, 100); };
                  };
                };
                look();
                """);
        phone.open("/field").await("#find");
    }

    private MerchantId stall() {
        return samples.trader().merchant().orElseThrow();
    }

    private void begin(MerchantId stall) {
        phone.open("/field#").await("#find").type("find", stall.toString());
        phone.await("[data-merchant='" + stall + "']")
                .tap("[data-merchant='" + stall + "']")
                .await("[data-finish]");
    }

    private void photo(int i) {
        long before = shown();
        phone.file("[data-camera=photo]", pictures.get(i))
                .until("document.querySelectorAll('[data-photo]').length === " + (before + 1));
    }

    private long shown() {
        return (Long) phone.script("return document.querySelectorAll('[data-photo]').length");
    }

    private void goOn() {
        phone.await("[data-draft]").tap("[data-draft]").await("[data-finish]");
    }

    private void finish() {
        phone.tap("[data-finish]").await("[data-saved]");
    }

    /** Sends, and the answer to that request gets lost. */
    private void loses(String requestLine) {
        int before = gate.lost();
        gate.loseAnswersTo(requestLine);
        phone.offline(false).tap("[data-sync]");
        for (int i = 0; i < 200 && gate.lost() == before; i++) {
            pause();
        }
        assertThat(gate.lost()).as("lost answers").isGreaterThan(before);
        phone.await("[data-network=offline]");
        assertThat(kept().get(0).state()).isEqualTo("waiting");
        gate.loseNothing();
    }

    private void sent() {
        phone.tap("[data-sync]").await("[data-unsent='0']");
    }

    // ---- both sides

    private List<VisitView> visitsTo(MerchantId stall) {
        return inspections.visits(VisitQuery.of(stall), null, 200).items();
    }

    private List<Kept> kept() {
        Object found = phone.asyncScript("""
                const done = arguments[arguments.length - 1];
                const open = indexedDB.open('herbtrust-offline');
                open.onsuccess = () => {
                  const ask = open.result.transaction('outbox').objectStore('outbox').getAll();
                  ask.onsuccess = () => {
                    open.result.close();
                    done(ask.result.map(e => [e.id, e.state, e.sha256, e.photos.map(p => p.sha256)]));
                  };
                };
                """);
        return ((List<?>) found)
                .stream()
                        .map(entry -> (List<?>) entry)
                        .map(entry -> new Kept(
                                (String) entry.get(0),
                                (String) entry.get(1),
                                (String) entry.get(2),
                                ((List<?>) entry.get(3))
                                        .stream().map(String.class::cast).toList()))
                        .toList();
    }

    private void isOnTheServer(Kept record) {
        FieldReceipt receipt =
                field.receipt(VisitId.fromString(record.id())).orElseThrow(() -> new AssertionError("lost: " + record));
        assertThat(record.state()).isEqualTo("done");
        assertThat(receipt.sha256()).isEqualTo(record.sha256());
        assertThat(receipt.photos()).containsExactlyInAnyOrderElementsOf(record.photos());
    }

    /** Records as the page writes them, with photos of noise, which cannot be made small. */
    private void fillQueue(List<String> stalls, int visits) {
        phone.asyncScript("""
                const done = arguments[arguments.length - 1];
                const [stalls, visits, side] = [%s, %d, %d];
                const hex = bytes => Array.from(new Uint8Array(bytes), b => b.toString(16).padStart(2, '0')).join('');
                const sha256 = async bytes => hex(await crypto.subtle.digest('SHA-256', bytes));
                const noise = async () => {
                  const canvas = document.createElement('canvas');
                  canvas.width = canvas.height = side;
                  const pen = canvas.getContext('2d');
                  const picture = pen.createImageData(side, side);
                  for (let i = 0; i < picture.data.length; i += 65536) {
                    crypto.getRandomValues(picture.data.subarray(i, Math.min(i + 65536, picture.data.length)));
                  }
                  for (let i = 3; i < picture.data.length; i += 4) { picture.data[i] = 255; }
                  pen.putImageData(picture, 0, 0);
                  return (await new Promise(r => canvas.toBlob(r, 'image/jpeg', 0.8))).arrayBuffer();
                };
                const read = ask => new Promise(r => { ask.onsuccess = () => r(ask.result); });
                (async () => {
                  const store = await read(indexedDB.open('herbtrust-offline'));
                  const session = await read(store.transaction('meta').objectStore('meta').get('session'));
                  for (let i = 0; i < visits; i++) {
                    const id = crypto.randomUUID();
                    const now = new Date().toISOString();
                    const photos = [];
                    for (let p = 1; p <= 3; p++) {
                      const bytes = await noise();
                      photos.push({record: id, slot: 'photo-' + p, sha256: await sha256(bytes), type: 'image/jpeg',
                        takenAt: now, note: '', bytes});
                    }
                    const listed = photos.map(p => ({slot: p.slot, sha256: p.sha256, bytes: p.bytes.byteLength}));
                    const body = JSON.stringify({schemaVersion: 1, id, account: session.account, kind: 'PATROL',
                      merchant: stalls[i %% stalls.length], startedAt: now, finishedAt: now, elapsedMs: 1,
                      photos: listed.map(p => ({...p, takenAt: now, note: ''}))});
                    const entry = {id, kind: 'visit', account: session.account, title: id, savedAt: now, method: 'PUT',
                      path: '/api/v1/field/visits/' + id, body, sha256: await sha256(new TextEncoder().encode(body)),
                      photos: listed, state: 'waiting', attempts: 0};
                    const write = store.transaction(['photos', 'outbox'], 'readwrite', {durability: 'strict'});
                    photos.forEach(p => write.objectStore('photos').put(p));
                    write.objectStore('outbox').put(entry);
                    await new Promise(r => { write.oncomplete = r; });
                  }
                  store.close();
                  done();
                })();
                """.formatted(stalls.stream().map(s -> "'" + s + "'").toList(), visits, PHOTO_SIDE));
    }

    /** A record older than what waits already, and like it but for what the server does not take. */
    private void olderRecord(String changed) {
        phone.asyncScript("""
                const done = arguments[arguments.length - 1];
                const open = indexedDB.open('herbtrust-offline');
                open.onsuccess = async () => {
                  const ask = open.result.transaction('outbox').objectStore('outbox').getAll();
                  await new Promise(r => { ask.onsuccess = r; });
                  const good = ask.result[0];
                  const id = crypto.randomUUID();
                  const body = JSON.stringify({...JSON.parse(good.body), id, photos: [], %s});
                  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
                  const sha256 = Array.from(new Uint8Array(hash), b => b.toString(16).padStart(2, '0')).join('');
                  const write = open.result.transaction('outbox', 'readwrite');
                  write.objectStore('outbox').put({...good, id, body, sha256, photos: [], savedAt: '2026-01-01T00:00:00Z',
                    path: '/api/v1/field/visits/' + id});
                  write.oncomplete = () => { open.result.close(); done(); };
                };
                """.formatted(changed));
    }

    private Path downloaded() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (Stream<Path> files = Files.list(folder)) {
                var found = files.filter(f -> f.toString().endsWith(".ndjson")).max(Comparator.naturalOrder());
                if (found.isPresent() && Files.size(found.get()) > 0) {
                    return found.get();
                }
            }
            pause();
        }
        throw new AssertionError("nothing was downloaded");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits as long as it takes a phone to send a market day. @return the most heap that the server's JVM had in use */
    private long untilUnsent(int left) {
        long most = 0;
        for (int i = 0; i < 6000; i++) {
            most = Math.max(most, usedHeap());
            long now = (Long) phone.script("return Number(document.querySelector('[data-unsent]').dataset.unsent)");
            if (now <= left) {
                return most;
            }
            pause();
        }
        throw new AssertionError("still unsent");
    }

    private static long usedHeap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void noBarriers(String page) throws IOException {
        phone.script(Files.readString(AXE) + "; window.axe = axe;");
        Object found = phone.asyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => done(r.violations
                    .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))));
                """);
        assertThat((List<?>) found).as("barriers on %s", page).isEmpty();
    }

    /** As a camera makes them, larger than what is kept. */
    private static Path picture(Path file) throws IOException {
        BufferedImage picture = new BufferedImage(2000, 1500, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < 300; i++) {
            pen.setColor(new Color(random.nextInt(0x1000000)));
            pen.fillRect(random.nextInt(2000), random.nextInt(1500), 200, 150);
        }
        pen.dispose();
        ImageIO.write(picture, "jpeg", file.toFile());
        return file;
    }
}
