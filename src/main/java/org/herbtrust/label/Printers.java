package org.herbtrust.label;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Refused;

/** The printers that the installation allows: a server that connects to any address asked for would be a way into its network. */
@Singleton
class Printers {

    /** Separated by commas, each such as {@code front-desk=192.168.1.50:9100 tspl 203}. */
    @ConfigProperty(name = "herbtrust.label.printers")
    Optional<List<String>> settings;

    private List<NetworkPrinter> allowed = List.of();

    @PostConstruct
    void read() {
        allow(settings.orElse(List.of()).stream().map(NetworkPrinter::of).toList());
    }

    void allow(List<NetworkPrinter> printers) {
        Set<String> names = new HashSet<>();
        for (NetworkPrinter printer : printers) {
            if (!names.add(printer.name())) {
                throw new IllegalArgumentException("two printers are called " + printer.name());
            }
        }
        allowed = List.copyOf(printers);
    }

    List<NetworkPrinter> all() {
        return allowed;
    }

    /**
     * @param nameOrAddress such as {@code front-desk} or {@code 192.168.1.50:9100}
     * @throws Refused if it is not on the list
     */
    NetworkPrinter named(String nameOrAddress) {
        return allowed.stream()
                .filter(p -> p.name().equals(nameOrAddress) || p.address().equals(nameOrAddress))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        LabelRefusal.PRINTER_NOT_ALLOWED,
                        "只能使用管理员登记的打印机 (only printers that the administrator listed): " + shortened(nameOrAddress)));
    }

    private static String shortened(String text) {
        return text == null ? "" : text.substring(0, Math.min(60, text.length()));
    }
}
