package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The manifests fit the application: what they set it knows, what they ask it answers, where they knock it listens. */
@QuarkusTest
class KubernetesManifestsTest {

    private static final Path ROOT = Path.of("k8s");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Settings without a default, so that the running configuration doesn't list them. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of("quarkus.datasource.jdbc.url");

    /** For the Java machine, not for the application. */
    private static final Set<String> OF_JAVA = Set.of("JAVA_TOOL_OPTIONS");

    private final Config config = ConfigProvider.getConfig();

    @Test
    void everyFileIsNamedByAKustomizationAndEveryNameIsAFile() throws IOException {
        Set<Path> named = new TreeSet<>();
        for (Path kustomization : kustomizations()) {
            named.add(kustomization);
            JsonNode content = single(kustomization);
            List<String> names = new ArrayList<>();
            content.path("resources").forEach(name -> names.add(name.textValue()));
            content.path("patches")
                    .forEach(patch -> names.add(patch.path("path").textValue()));
            content.path("configMapGenerator")
                    .forEach(generator -> generator.path("files").forEach(name -> names.add(name.textValue())));
            assertThat(names).as("%s", kustomization).isNotEmpty().doesNotHaveDuplicates();
            for (String name : names) {
                Path target = kustomization.resolveSibling(name).normalize();
                assertThat(target).as("named in %s", kustomization).exists();
                if (Files.isDirectory(target)) {
                    assertThat(target.resolve("kustomization.yaml")).exists();
                } else {
                    named.add(target);
                }
            }
        }

        assertThat(named).containsExactlyInAnyOrderElementsOf(files());
    }

    @Test
    void everyResourceHasAKindAndAName() throws IOException {
        for (Path file : files()) {
            if (isYaml(file)) {
                for (JsonNode document : documents(file)) {
                    if (!document.isArray()) {
                        assertThat(document.path("kind").asText())
                                .as("%s", file)
                                .isNotBlank();
                        assertThat(document.path("apiVersion").asText())
                                .as("%s", file)
                                .isNotBlank();
                        assertThat(document.path("kind").asText().equals("Kustomization")
                                        || !document.at("/metadata/name")
                                                .asText()
                                                .isBlank())
                                .as("%s has a name", file)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void noSecretIsInTheRepository() throws IOException {
        assertThat(ofKind("Secret")).isEmpty();
        for (Path kustomization : kustomizations()) {
            assertThat(single(kustomization).has("secretGenerator")).isFalse();
        }
    }

    @Test
    void everySettingIsOneThatTheApplicationKnows() throws IOException {
        Set<String> known = knownSettings();
        Set<String> set = new TreeSet<>();
        for (JsonNode map : ofKind("ConfigMap")) {
            map.path("data").fieldNames().forEachRemaining(set::add);
        }
        for (JsonNode variable : container("Deployment").path("env")) {
            set.add(variable.path("name").asText());
        }

        assertThat(set).contains("QUARKUS_DATASOURCE_JDBC_URL", "HERBTRUST_SECRET");
        assertThat(known).containsAll(set);
    }

    @Test
    void theApplicationListensWhereItIsAsked() throws IOException {
        JsonNode container = container("Deployment");
        int port = container.at("/ports/0/containerPort").asInt();

        assertThat(container.at("/ports/0/name").asText()).isEqualTo("http");
        assertThat(Files.readAllLines(Path.of("src", "main", "resources", "application.properties")))
                .contains("quarkus.http.port=" + port);
        assertThat(setting("QUARKUS_HTTP_PORT")).isEqualTo(Integer.toString(port));
        assertThat(config.getValue("quarkus.jib.ports", Integer.class)).isEqualTo(port);
        assertThat(podSpec("Deployment").at("/securityContext/runAsUser").asText())
                .isEqualTo(config.getValue("quarkus.jib.user", String.class));
        JsonNode annotations = ofKind("Deployment").get(0).at("/spec/template/metadata/annotations");
        assertThat(annotations.path("prometheus.io/port").asText()).isEqualTo(Integer.toString(port));
        assertThat(status(annotations.path("prometheus.io/path").asText())).isEqualTo(200);
        for (JsonNode service : ofKind("Service")) {
            assertThat(service.at("/spec/ports/0/name").asText()).isIn("http", "postgresql");
        }
    }

    @Test
    void everyProbeIsAnswered() throws IOException {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode get = container("Deployment").path(probe).path("httpGet");
            assertThat(get.path("port").asText()).isEqualTo("http");
            assertThat(status(get.path("path").asText())).as(probe).isEqualTo(200);
        }
    }

    @Test
    void noPodRunsAsRootOrWritesItsImage() throws IOException {
        for (String kind : List.of("Deployment", "StatefulSet")) {
            assertThat(podSpec(kind).at("/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
            JsonNode security = container(kind).path("securityContext");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container(kind).at("/resources/limits/memory").asText()).isNotBlank();
        }
    }

    @Test
    void aPodIsGivenTheTimeToStopThatTheApplicationTakes() throws IOException {
        long takes = Duration.parse("PT" + setting("QUARKUS_SHUTDOWN_DELAY"))
                .plus(Duration.parse("PT" + setting("QUARKUS_SHUTDOWN_TIMEOUT")))
                .toSeconds();

        assertThat(podSpec("Deployment").path("terminationGracePeriodSeconds").asLong())
                .isGreaterThan(takes);
    }

    @Test
    void whatIsMountedIsWhereTheSettingsLook() throws IOException {
        Set<String> mounted = StreamSupport.stream(
                        container("Deployment").path("volumeMounts").spliterator(), false)
                .map(mount -> mount.path("mountPath").asText())
                .collect(Collectors.toSet());

        assertThat(mounted)
                .contains(setting("HERBTRUST_DATA_DIR"))
                .contains(Path.of(setting("HERBTRUST_LEDGER_KEY_FILE"))
                        .getParent()
                        .toString());
    }

    @Test
    void theIngressTakesBodiesAsLargeAsTheApplicationDoes() throws IOException {
        assertThat(ofKind("Ingress")
                        .get(0)
                        .at("/metadata/annotations/nginx.ingress.kubernetes.io~1proxy-body-size")
                        .asText())
                .isEqualToIgnoringCase(config.getValue("quarkus.http.limits.max-body-size", String.class));
    }

    @Test
    void theDatabaseIsOfTheEmbeddedOnesMajorVersion() throws IOException {
        assertThat(container("StatefulSet").path("image").asText())
                .isEqualTo("postgres:" + EmbeddedPostgres.MAJOR_VERSION);
    }

    private static int status(String path) {
        return RestAssured.get(path).statusCode();
    }

    private static String setting(String name) throws IOException {
        return single(ROOT.resolve("base").resolve("configmap.yaml"))
                .path("data")
                .path(name)
                .asText();
    }

    private static JsonNode podSpec(String kind) throws IOException {
        List<JsonNode> found = ofKind(kind);
        assertThat(found).hasSize(1);
        return found.get(0).at("/spec/template/spec");
    }

    private static JsonNode container(String kind) throws IOException {
        return podSpec(kind).at("/containers/0");
    }

    /** As environment variables are named: everything but letters and digits an underscore, all in capitals. */
    private Set<String> knownSettings() throws IOException {
        Set<String> names = new TreeSet<>(WITHOUT_DEFAULT);
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("quarkus.") || name.startsWith("herbtrust.")) { // and not what the environment holds
                names.add(name);
            }
        }
        names.addAll(settingsInCode());
        Set<String> variables = names.stream()
                .map(name -> name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        variables.addAll(OF_JAVA);
        return variables;
    }

    private static Set<String> settingsInCode() throws IOException {
        Pattern setting = Pattern.compile("\"(herbtrust\\.[a-z.-]+)\"");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher matcher = setting.matcher(Files.readString(source));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    private static List<JsonNode> ofKind(String kind) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (Path file : files()) {
            if (isYaml(file)) {
                for (JsonNode document : documents(file)) {
                    if (document.path("kind").asText().equals(kind)) {
                        found.add(document);
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> kustomizations() throws IOException {
        return files().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .toList();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(".yaml");
    }

    private static JsonNode single(Path file) throws IOException {
        List<JsonNode> documents = documents(file);
        assertThat(documents).as("%s", file).hasSize(1);
        return documents.get(0);
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(file.toFile())) {
            for (JsonNode document = YAML.readTree(parser); document != null; document = YAML.readTree(parser)) {
                documents.add(document);
            }
        }
        return documents;
    }
}
