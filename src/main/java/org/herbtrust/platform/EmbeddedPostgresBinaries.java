package org.herbtrust.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that travel with the application as a compressed archive on the class path.
 *
 * <p>They are unpacked once a version: the folder's name holds the archive's digest, so another archive gets another
 * folder, and a folder that exists is whole because it was renamed into place.
 */
final class EmbeddedPostgresBinaries {

    private EmbeddedPostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}; unpacked below {@code cache} if it isn't there. */
    static Path unpackedIn(Path cache) {
        String archive = archiveName();
        try {
            Path folder = cache.resolve("programs-" + digest(archive).substring(0, 16));
            if (!Files.isDirectory(folder)) {
                unpack(archive, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the embedded PostgreSQL into " + cache, e);
        }
    }

    private static String archiveName() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        if (system.contains("linux") && machine.equals("amd64")) {
            return "/postgres-linux-x86_64.txz";
        }
        if (system.contains("linux") && machine.equals("aarch64")) {
            return "/postgres-linux-arm_64.txz";
        }
        throw new EmbeddedPostgresException(
                "内嵌数据库只支持 Linux（x86-64、arm64）；请用 QUARKUS_DATASOURCE_JDBC_URL 指定外部 PostgreSQL。"
                        + " The embedded database runs on Linux (x86-64 or arm64) only, not on " + system + " "
                        + machine
                        + ": name a PostgreSQL with QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.");
    }

    private static InputStream open(String archive) {
        InputStream in = EmbeddedPostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new EmbeddedPostgresException("the archive " + archive + " is not on the class path");
        }
        return in;
    }

    private static String digest(String archive) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 20];
            while (in.read(buffer) >= 0) {
                // the digest is taken on the way
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(String archive, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path beside = Files.createTempDirectory(folder.getParent(), "unpacking-");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = beside.resolve(entry.getName()).normalize();
                if (!target.startsWith(beside)) {
                    throw new IOException("entry outside of the folder: " + entry.getName());
                }
                Files.createDirectories(entry.isDirectory() ? target : target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, target);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
        try {
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteTree(beside);
            if (!Files.isDirectory(folder)) {
                throw e; // otherwise another process was quicker, and its folder is as good
            }
        }
    }

    /** Deletes a folder with all that is in it; links are removed, not followed. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
