package org.herbtrust;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.Alert;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.opentest4j.TestAbortedException;

/** A real browser of the operating system, with what the journeys do in it. */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Held, for a logger that nobody holds forgets its level; Selenium warns of each browser newer than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;
    private final ChromeDriverService service;
    private final String root;

    private Chromium(ChromeDriver driver, ChromeDriverService service, String root) {
        this.driver = driver;
        this.service = service;
        this.root = root;
    }

    /**
     * Starts a browser with a fresh profile.
     *
     * @param root of the application, without a slash at the end
     * @throws TestAbortedException where there is none; with {@code CI=true} that is a failure
     */
    static Chromium start(String root) {
        return start(root, List.of());
    }

    /**
     * Starts a browser on a profile that outlives it, as a phone's does.
     *
     * @param more what else to tell the browser, such as where its camera is
     */
    static Chromium start(String root, Path profile, String... more) {
        try {
            // A browser that was killed has left its mark there, and its process may not be gone from the table yet.
            Files.deleteIfExists(profile.resolve("SingletonLock"));
        } catch (IOException wrong) {
            throw new AssertionError("the profile is not ours: " + profile, wrong);
        }
        return start(
                root,
                Stream.concat(Stream.of("--user-data-dir=" + profile.toAbsolutePath()), Stream.of(more))
                        .toList());
    }

    private static Chromium start(String root, List<String> more) {
        Optional<Path> browser = installed("chromium");
        Optional<Path> driver = installed("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String missing =
                    "Browser tests need Chromium and its driver (Debian: apt-get install chromium chromium-driver"
                            + " fonts-noto-cjk), and there is none on the PATH.";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            System.out.println("SKIPPED: " + missing);
            throw new TestAbortedException(missing);
        }
        LoggingPreferences logged = new LoggingPreferences();
        logged.enable(LogType.BROWSER, Level.WARNING);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.setCapability("goog:loggingPrefs", logged);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=zh-CN",
                "--accept-lang=zh-CN");
        options.addArguments(more);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver started = new ChromeDriver(service, options);
        started.manage()
                .timeouts()
                .implicitlyWait(Duration.ofSeconds(5))
                .pageLoadTimeout(PATIENCE)
                .scriptTimeout(PATIENCE);
        return new Chromium(started, service, root);
    }

    private static Optional<Path> installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** As a telephone has it. */
    Chromium narrow() {
        return width(390, 844, true);
    }

    /** As a small telephone has it. */
    Chromium small() {
        return width(360, 780, true);
    }

    /** As a desk has it. */
    Chromium wide() {
        return width(1280, 900, false);
    }

    private Chromium width(int width, int height, boolean mobile) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
        return this;
    }

    Chromium open(String path) {
        driver.get(root + path);
        return this;
    }

    /** Signs in by the page as a person does. */
    Chromium signIn(People.Person person) {
        driver.manage().deleteAllCookies();
        open("/login");
        type("account", person.actor().account());
        type("password", People.PASSWORD);
        press("form[action='/login'] button[type=submit]");
        return this;
    }

    Chromium type(String field, String text) {
        return whileDrawnAnew(() -> typeOnce(field, text));
    }

    private void typeOnce(String field, String text) {
        WebElement input = driver.findElement(By.name(field));
        if ("date".equals(input.getDomAttribute("type"))) {
            driver.executeScript("arguments[0].value = arguments[1]", input, text);
        } else {
            input.clear();
            input.sendKeys(text);
        }
    }

    Chromium choose(String field, String value) {
        new Select(driver.findElement(By.name(field))).selectByValue(value);
        return this;
    }

    /** Presses what the selector finds, which leads to another page. */
    Chromium press(String selector) {
        WebElement button = driver.findElement(By.cssSelector(selector));
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", button);
        driver.executeScript("window.pageBefore = true");
        button.click();
        // The driver may stumble while one page gives way to the next: that is no reason to give up.
        try {
            new WebDriverWait(driver, PATIENCE)
                    .ignoring(WebDriverException.class)
                    .until(next ->
                            driver.executeScript("return !window.pageBefore && document.readyState === 'complete'"
                                    + " && document.querySelector('main') !== null"));
        } catch (WebDriverException never) {
            Object state = driver.executeScript("return [window.pageBefore, document.readyState, location.href,"
                    + " document.activeElement.outerHTML.slice(0, 200), [...document.querySelectorAll(':invalid')]"
                    + ".map(e => e.name + ': ' + e.validationMessage).join('; ')].join(' | ')");
            throw new AssertionError("pressing " + selector + " led nowhere: " + state + "\n" + text(), never);
        }
        return this;
    }

    String path() {
        return driver.getCurrentUrl().substring(root.length());
    }

    /** What a reader sees of the page. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** For scripts that call their last argument when they have done. */
    Object asyncScript(String script) {
        return driver.executeAsyncScript(script);
    }

    /** How far the page is wider than the window: readers must not scroll sideways. */
    long overflow() {
        return (Long) script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** What the browser complained about since this was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Keeps the whole page as a picture, below {@code target/screenshots}. */
    Chromium screenshot(String name) {
        Object data = wholePage();
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) data));
        } catch (IOException full) {
            throw new AssertionError("the picture cannot be kept: " + name, full);
        }
        return this;
    }

    private Object wholePage() {
        Map<String, Object> picture = Map.of("format", "png", "captureBeyondViewport", true);
        try {
            return driver.executeCdpCommand("Page.captureScreenshot", picture).get("data");
        } catch (WebDriverException busy) {
            // on a machine with much to do the first picture of a page sometimes fails
            return driver.executeCdpCommand("Page.captureScreenshot", picture).get("data");
        }
    }

    /** The network as the page sees it; what works in the background sees the real one. */
    Chromium offline(boolean off) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", off, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        return this;
    }

    /** Where downloads go. */
    Chromium downloadTo(Path folder) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        folder.toAbsolutePath().toString()));
        return this;
    }

    /** Presses what leads to no other page. */
    Chromium tap(String selector) {
        return whileDrawnAnew(() -> {
            WebElement button = driver.findElement(By.cssSelector(selector));
            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", button);
            button.click();
        });
    }

    /** The page may draw itself anew between looking and acting: then what was found is gone, and found again. */
    private Chromium whileDrawnAnew(Runnable act) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .until(next -> {
                    act.run();
                    return true;
                });
        return this;
    }

    /** Gives a file to an input, seen or not. */
    Chromium file(String selector, Path file) {
        return whileDrawnAnew(() -> driver.findElement(By.cssSelector(selector))
                .sendKeys(file.toAbsolutePath().toString()));
    }

    /** Waits until the page has it. */
    Chromium await(String selector) {
        return until("document.querySelector(" + quoted(selector) + ") !== null");
    }

    /** Waits until the expression is true in the page. */
    Chromium until(String expression) {
        try {
            new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                    .ignoring(WebDriverException.class)
                    .until(next -> Boolean.TRUE.equals(driver.executeScript("return !!(" + expression + ")")));
        } catch (WebDriverException never) {
            throw new AssertionError("never came true on " + path() + ": " + expression + "\n" + text(), never);
        }
        return this;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Goes on in another tab of the same browser; the first stays as it is. */
    Chromium anotherTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        return this;
    }

    /** Closes this tab and goes on in the first. */
    Chromium closeTab() {
        driver.close();
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
        return this;
    }

    /** Answers the question that the browser asks in a window of its own. */
    String answer(boolean yes) {
        Alert question = new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.alertIsPresent());
        String asked = question.getText();
        if (yes) {
            question.accept();
        } else {
            question.dismiss();
        }
        return asked;
    }

    Chromium forgetCookies() {
        driver.manage().deleteAllCookies();
        return this;
    }

    /** As when the battery goes or the system needs the memory: nothing is told to the page, nothing is written any more. */
    void kill() {
        Object pid = driver.getCapabilities().getCapability("goog:processID");
        ProcessHandle browser = ProcessHandle.of(((Number) pid).longValue()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(browser), browser.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        service.stop();
    }

    @Override
    public void close() {
        if (service.isRunning()) {
            driver.quit();
        }
    }
}
