package org.herbtrust.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Where the built styles and scripts are: {@code {asset:url('src/app.css')}} gives the name with the content's hash, so
 * that browsers may keep it for ever.
 */
@TemplateExtension(namespace = "asset")
final class Assets {

    private static final Logger LOG = Logger.getLogger(Assets.class);
    private static final String FOLDER = "/islands/";
    private static final Map<String, String> FILES = read();
    private static final List<String> ALL = readAll();

    private Assets() {}

    static String url(String source) {
        return FILES.getOrDefault(source, FOLDER + "not-built");
    }

    /** Everything that was built, for a phone to keep; the fonts of printed labels are not among them. */
    static List<String> all() {
        return ALL;
    }

    private static List<String> readAll() {
        try (InputStream list = Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("META-INF/resources" + FOLDER + "files.json")) {
            return list == null
                    ? List.of()
                    : Stream.of(new ObjectMapper().readValue(list, String[].class))
                            .map(name -> FOLDER + name)
                            .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("the list of built files cannot be read", broken);
        }
    }

    private static Map<String, String> read() {
        Map<String, String> files = new HashMap<>();
        try (InputStream manifest = Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("META-INF/resources" + FOLDER + "manifest.json")) {
            if (manifest == null) {
                LOG.warn("src/main/webui was not built: pages will have no style");
                return files;
            }
            for (Map.Entry<String, JsonNode> entry :
                    new ObjectMapper().readTree(manifest).properties()) {
                files.put(entry.getKey(), FOLDER + entry.getValue().get("file").asText());
            }
            return files;
        } catch (IOException broken) {
            throw new UncheckedIOException("the list of built styles and scripts cannot be read", broken);
        }
    }
}
