package org.herbtrust.web;

import java.util.List;
import java.util.Map;

/** What a phone needs to know to put a page among its applications (W3C Web Application Manifest). */
final class AppManifest {

    private AppManifest() {}

    static Map<String, Object> of(String name, String shortName, String path) {
        return Map.of(
                "name",
                name,
                "short_name",
                shortName,
                "id",
                path,
                "start_url",
                path,
                "scope",
                path,
                "lang",
                "zh-CN",
                "display",
                "standalone",
                "background_color",
                "#f8f7f2",
                "theme_color",
                "#17573c",
                "icons",
                List.of(Map.of("src", "/islands/icon.svg", "type", "image/svg+xml", "sizes", "any")));
    }
}
