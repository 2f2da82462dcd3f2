package org.herbtrust.platform;

/** How a table of rows is written to a file. */
public enum SheetFormat {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** Comma, semicolon or tab; UTF-8 with or without mark, UTF-16 with mark, or GB18030. */
    CSV("text/csv");

    private final String mediaType;

    SheetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** By the first bytes: an XLSX file is a zip archive. */
    public static SheetFormat of(byte[] file) {
        return file.length > 3 && file[0] == 'P' && file[1] == 'K' ? XLSX : CSV;
    }
}
