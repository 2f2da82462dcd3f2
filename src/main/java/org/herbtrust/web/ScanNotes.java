package org.herbtrust.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.Scan;
import org.herbtrust.label.Scans;

/**
 * Takes scans down, in whatever form the code came: who copies labels must not be able to print an address that is answered
 * and leaves no trace. May be asked where nothing may wait.
 */
@ApplicationScoped
class ScanNotes {

    /** Chosen by the reader on the page: a province, for finding copies. */
    static final String PLACE_COOKIE = "place";

    @Inject
    Scans scans;

    @Inject
    Clock clock;

    /** Header in which a trusted proxy tells the division that an address belongs to; without it nobody tells but the reader. */
    @ConfigProperty(name = "herbtrust.scan.place-header")
    Optional<String> placeHeader;

    void note(HttpServerRequest request, ShortCode code) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return; // nobody has seen an answer
        }
        scans.note(new Scan(
                code, clock.instant(), place(request), request.getHeader(HttpHeaders.USER_AGENT), address(request)));
    }

    private String place(HttpServerRequest request) {
        String told = placeHeader.map(request::getHeader).orElse(null);
        if (told != null) {
            return told;
        }
        Cookie chosen = request.getCookie(PLACE_COOKIE);
        return chosen == null ? "" : chosen.getValue();
    }

    static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }
}
