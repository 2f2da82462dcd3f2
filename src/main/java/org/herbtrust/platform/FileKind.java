package org.herbtrust.platform;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Kinds of file that can be kept as evidence; told by their first bytes, never by their name or by what a browser says. */
public enum FileKind {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    PDF("application/pdf", "pdf"),
    /** Any zip archive is taken for one here; {@link Sheet} looks inside. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    /** UTF-8 text without control characters: CSV, JSON. */
    TEXT("text/plain;charset=utf-8", "txt");

    private final String mediaType;
    private final String suffix;

    FileKind(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of a file name, without the dot. */
    public String suffix() {
        return suffix;
    }

    public static Optional<FileKind> of(byte[] content) {
        if (startsWith(content, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (startsWith(content, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (startsWith(content, '%', 'P', 'D', 'F', '-')) {
            return Optional.of(PDF);
        }
        if (startsWith(content, 'P', 'K', 3, 4)) {
            return Optional.of(XLSX);
        }
        return content.length > 0 && isText(content) ? Optional.of(TEXT) : Optional.empty();
    }

    private static boolean startsWith(byte[] content, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (content.length <= i || (content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.chars().noneMatch(c -> c == '\ufffd' || (c < ' ' && c != '\n' && c != '\r' && c != '\t'));
    }
}
