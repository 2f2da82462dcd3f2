package org.herbtrust.publication;

/** How exchanged records are written to a file. */
public enum ExchangeFileFormat {
    CSV("text/csv;charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    XML("application/xml;charset=utf-8");

    private final String mediaType;

    ExchangeFileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
