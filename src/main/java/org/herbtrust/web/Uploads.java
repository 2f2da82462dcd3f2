package org.herbtrust.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Files that came with a form. */
final class Uploads {

    private Uploads() {}

    /** @throws IllegalArgumentException if none was chosen */
    static byte[] chosen(FileUpload file) {
        if (isAbsent(file)) {
            throw new IllegalArgumentException("请选择文件 (choose a file)");
        }
        return bytes(file);
    }

    /** A file field that was left empty comes as a file of no bytes. */
    static boolean isAbsent(FileUpload file) {
        return file == null || file.size() == 0;
    }

    static byte[] bytes(FileUpload file) {
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException broken) {
            throw new UncheckedIOException("an upload cannot be read", broken);
        }
    }
}
