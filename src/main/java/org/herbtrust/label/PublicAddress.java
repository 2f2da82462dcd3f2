package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where scans are answered; printed in every QR code, so it must last longer than the goods. */
@ApplicationScoped
class PublicAddress {

    @ConfigProperty(name = "herbtrust.public-url", defaultValue = "http://localhost:8080")
    String publicUrl;

    /** What the address of a label begins with, up to its code. */
    String stem() {
        return (publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl) + "/v/";
    }

    /** Host and port of our own addresses, in lower case. */
    String host() {
        String authority = URI.create(publicUrl).getAuthority();
        return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    }
}
