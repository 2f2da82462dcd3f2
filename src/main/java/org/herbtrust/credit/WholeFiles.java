package org.herbtrust.credit;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that appear whole or not at all: all are written beside their places first, then moved. */
final class WholeFiles {

    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    void add(Path file, byte[] bytes) {
        contents.put(file.toAbsolutePath(), bytes);
    }

    void write() throws IOException {
        Map<Path, Path> beside = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, byte[]> e : contents.entrySet()) {
                Path file = e.getKey();
                if (Files.isDirectory(file)) {
                    throw new IOException(file + "是目录 (is a folder)");
                }
                Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
                beside.put(temporary, file);
                Files.write(temporary, e.getValue());
            }
            for (Map.Entry<Path, Path> e : beside.entrySet()) {
                try {
                    Files.move(
                            e.getKey(),
                            e.getValue(),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                } catch (AtomicMoveNotSupportedException plain) {
                    Files.move(e.getKey(), e.getValue(), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } finally {
            for (Path temporary : beside.keySet()) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
