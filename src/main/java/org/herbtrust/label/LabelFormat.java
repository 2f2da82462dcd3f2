package org.herbtrust.label;

/** Files that labels come in. */
public enum LabelFormat {
    /** All labels of a range, a page each or many on a sheet, as the template says. */
    PDF("application/pdf"),
    /** One label, for a preview. */
    SVG("image/svg+xml"),
    /** One label, black and white, for printers of 8 dots a millimetre. */
    PNG_203("image/png"),
    /** One label, black and white, for printers of 300 dots an inch. */
    PNG_300("image/png");

    private final String mediaType;

    LabelFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
