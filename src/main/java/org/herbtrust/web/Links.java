package org.herbtrust.web;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Values on their way into an address. */
@TemplateExtension
final class Links {

    private Links() {}

    /** For the query of an address: halls have Chinese names. */
    static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
