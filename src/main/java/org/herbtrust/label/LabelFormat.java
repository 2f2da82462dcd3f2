package org.herbtrust.label;

import java.util.Locale;

/** Files that labels come in. */
public enum LabelFormat {
    /** All labels of a range, a page each or many on a sheet, as the template says. */
    PDF("application/pdf"),
    /** One label, for a preview. */
    SVG("image/svg+xml"),
    /** One label, black and white, with the dots of a printer. */
    PNG("image/png"),
    /** All labels of a range, for printers that speak TSPL. */
    TSPL("application/octet-stream"),
    /** All labels of a range, for printers that speak ZPL. */
    ZPL("application/octet-stream");

    private final String mediaType;

    LabelFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The end of a file's name. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOfOneLabel() {
        return this == SVG || this == PNG;
    }
}
