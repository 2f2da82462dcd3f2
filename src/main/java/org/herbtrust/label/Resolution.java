package org.herbtrust.label;

/** Dots of common label printers. 203 dpi is 8 dots a millimetre, the templates' own grid; 300 dpi is 11.811. */
public enum Resolution {
    DPI_203(203, 8.0),
    DPI_300(300, 300 / 25.4);

    private final int dpi;
    private final double dotsPerMm;

    Resolution(int dpi, double dotsPerMm) {
        this.dpi = dpi;
        this.dotsPerMm = dotsPerMm;
    }

    /** @throws IllegalArgumentException if printers of that resolution are not served */
    public static Resolution ofDpi(int dpi) {
        for (Resolution resolution : values()) {
            if (resolution.dpi == dpi) {
                return resolution;
            }
        }
        throw new IllegalArgumentException("打印精度为203或300 dpi (dpi: 203 or 300): " + dpi);
    }

    public int dpi() {
        return dpi;
    }

    int dotsPerMetre() {
        return (int) Math.round(dotsPerMm * 1000);
    }

    /** Of the templates' dots. */
    double scale() {
        return dotsPerMm / LabelTemplate.DOTS_PER_MM;
    }
}
