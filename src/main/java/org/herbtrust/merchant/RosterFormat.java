package org.herbtrust.merchant;

/** How a roster is written. */
public enum RosterFormat {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** Comma, semicolon or tab; UTF-8 with or without mark, UTF-16 with mark, or GB18030. */
    CSV("text/csv");

    private final String mediaType;

    RosterFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** By the first bytes: an XLSX file is a zip archive. */
    public static RosterFormat of(byte[] file) {
        return file.length > 3 && file[0] == 'P' && file[1] == 'K' ? XLSX : CSV;
    }
}
