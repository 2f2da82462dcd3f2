package org.herbtrust.label;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label printer that takes raw data on a TCP port.
 *
 * @param name for people
 * @param host name or address
 * @param port 9100 nearly everywhere
 */
public record NetworkPrinter(String name, String host, int port, PrinterLanguage language, Resolution resolution) {

    private static final int USUAL_PORT = 9100;
    private static final Pattern SETTING = Pattern.compile(
            "\\s*([\\p{L}\\p{N}_-]{1,40})\\s*=\\s*([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]+])(?::(\\d{1,5}))?\\s+(tspl|zpl)(?:\\s+(\\d{3}))?\\s*",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads a setting such as {@code front-desk=192.168.1.50:9100 tspl 203}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static NetworkPrinter of(String setting) {
        Matcher m = SETTING.matcher(setting);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "a printer is written NAME=HOST:PORT tspl|zpl [203|300], not: " + setting.strip());
        }
        int port = m.group(3) == null ? USUAL_PORT : Integer.parseInt(m.group(3));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no such port: " + setting.strip());
        }
        return new NetworkPrinter(
                m.group(1),
                m.group(2),
                port,
                PrinterLanguage.valueOf(m.group(4).toUpperCase(Locale.ROOT)),
                m.group(5) == null ? Resolution.DPI_203 : Resolution.ofDpi(Integer.parseInt(m.group(5))));
    }

    public String address() {
        return host + ":" + port;
    }
}
