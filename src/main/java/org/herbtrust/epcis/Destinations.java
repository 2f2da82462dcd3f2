package org.herbtrust.epcis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;

/**
 * Where this system may post to. A subscriber names the address and the server calls it, so without a guard anybody with
 * an account could make it call what only it can reach: databases, cloud metadata, printers.
 *
 * <p>Without a list: any public address, by HTTPS. With a list ({@code herbtrust.epcis.webhooks.allowed}): only those
 * hosts, and these wherever they are and by HTTP too. The name is resolved once for a delivery, and the address that was
 * judged is the one that is called: a name that points elsewhere a moment later changes nothing.
 */
@ApplicationScoped
class Destinations {

    private final List<String> allowed;

    @Inject
    Destinations(@ConfigProperty(name = "herbtrust.epcis.webhooks.allowed") Optional<List<String>> allowed) {
        this.allowed = allowed.orElse(List.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    /** An address that may be called. */
    record Target(URI uri, InetAddress address) {

        boolean secure() {
            return "https".equalsIgnoreCase(uri.getScheme());
        }

        int port() {
            return uri.getPort() >= 0 ? uri.getPort() : secure() ? 443 : 80;
        }

        String pathAndQuery() {
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        }
    }

    /**
     * Looks at an address when somebody subscribes. A name that cannot be resolved now may be so later.
     *
     * @throws Refused if it is none, or not allowed
     */
    void check(String dest) {
        try {
            resolve(dest);
        } catch (UnknownHostException later) {
            // it is judged again at each delivery
        }
    }

    /** @throws Refused if it is not allowed */
    Target resolve(String dest) throws UnknownHostException {
        URI uri = uri(dest);
        boolean listed = isListed(uri);
        if (!allowed.isEmpty() && !listed) {
            throw refused("不在允许的地址之列 (not among the hosts that are allowed here)");
        }
        if (!listed && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw refused("须为https (https only)");
        }
        InetAddress[] addresses = InetAddress.getAllByName(uri.getHost());
        for (InetAddress address : addresses) {
            if (!listed && !isPublic(address)) {
                throw refused("不可为内部地址 (an address that is not public)");
            }
        }
        return new Target(uri, addresses[0]);
    }

    private static URI uri(String dest) {
        try {
            URI uri = new URI(dest);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw refused("须为http或https的URI (an http or https URI)");
            }
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw refused("须有主机名，不带账号与片段 (with a host, without user and fragment)");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw refused("不是URI (not a URI)");
        }
    }

    private boolean isListed(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String withPort = host + ":" + new Target(uri, InetAddress.getLoopbackAddress()).port();
        return allowed.stream()
                .anyMatch(a ->
                        a.equals(host) || a.equals(withPort) || (a.startsWith("*.") && host.endsWith(a.substring(1))));
    }

    /** Whether everybody on the internet could call it as well. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(b, 0) : address instanceof Inet6Address && isPublic6(b);
    }

    // IANA's special-purpose registries (RFC 6890 and later), what InetAddress does not know of them.
    private static boolean isPublic4(byte[] b, int at) {
        int first = b[at] & 0xff;
        int second = b[at + 1] & 0xff;
        int third = b[at + 2] & 0xff;
        return first != 0
                && first != 10
                && first != 127
                && first < 224
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 169 && second == 254)
                && !(first == 172 && second >= 16 && second < 32)
                && !(first == 192 && second == 168)
                && !(first == 192 && second == 0 && (third == 0 || third == 2))
                && !(first == 198 && (second == 18 || second == 19 || (second == 51 && third == 100)))
                && !(first == 203 && second == 0 && third == 113);
    }

    private static boolean isPublic6(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        boolean nat64 = first == 0 && second == 0x64 && (b[2] & 0xff) == 0xff && (b[3] & 0xff) == 0x9b;
        if (nat64) {
            return isPublic4(b, 12);
        }
        boolean sixToFour = first == 0x20 && second == 0x02;
        if (sixToFour) {
            return isPublic4(b, 2);
        }
        // global unicast is 2000::/3; 2001::/23 is for protocols, 2001:db8::/32 for documents
        boolean protocols = first == 0x20
                && second == 0x01
                && ((b[2] & 0xfe) == 0 || ((b[2] & 0xff) == 0x0d && (b[3] & 0xff) == 0xb8));
        return (first & 0xe0) == 0x20 && !protocols;
    }

    private static Refused refused(String detail) {
        return new Refused(Refusal.DESTINATION, "dest: " + detail, List.of(new FieldError("/dest", detail)));
    }
}
