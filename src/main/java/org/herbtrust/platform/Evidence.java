package org.herbtrust.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;

/**
 * Files that prove something: photographs, reports, what was served on whom. Named by the SHA-256 of their bytes, so that the
 * same bytes are kept once and a changed byte is another file.
 *
 * <p>In the database, beside the facts that name them: one transaction, one backup, every replica. Nobody reads a file by
 * knowing its hash: the capability that owns the fact decides who may, and asks for it here.
 */
@ApplicationScoped
public class Evidence {

    /** Bytes of the largest file of any kind; callers allow less. */
    public static final int LARGEST = 10 * 1024 * 1024;

    /** A picture of a few kilobytes can unpack to gigabytes; no telephone takes more pixels. */
    private static final long MOST_PIXELS = 60_000_000;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * Keeps a file; keeping the same bytes again changes nothing.
     *
     * @param accepted what it may be
     * @param largest size in bytes, at most {@link #LARGEST}
     * @throws Refused {@link Refusal#FILE_REFUSED} if it is of another kind, broken, or carries something that can run; {@link
     *     Refusal#TOO_LARGE}
     */
    @Transactional
    public StoredFile keep(byte[] content, Set<FileKind> accepted, int largest, Actor by) {
        if (content.length > Math.min(largest, LARGEST)) {
            throw new Refused(
                    Refusal.TOO_LARGE,
                    "文件有%d KB，最大%d KB (%1$d KB, at most %2$d KB)"
                            .formatted(content.length / 1024 + 1, Math.min(largest, LARGEST) / 1024));
        }
        FileKind kind = FileKind.of(content)
                .filter(accepted::contains)
                .orElseThrow(() -> refused("只接收 " + names(accepted) + " (only these kinds of file)"));
        checkHarmless(content, kind);
        String sha256 = sha256(content);
        // Never look first and then insert: two phones may send the same bytes at once.
        database.update(
                """
                insert into evidence_file (sha256, kind, size, content, kept_at, kept_by)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing""",
                HexFormat.of().parseHex(sha256),
                kind.name(),
                content.length,
                content,
                clock.instant(),
                by.account());
        return find(sha256).orElseThrow();
    }

    public Optional<StoredFile> find(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        return database.one(
                "select sha256, kind, size, kept_at, kept_by, erased_at from evidence_file where sha256 = ?",
                Evidence::file,
                HexFormat.of().parseHex(sha256));
    }

    /** The bytes; empty if there is no such file or it was erased. */
    public Optional<byte[]> read(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        return database.one(
                "select content from evidence_file where sha256 = ? and content is not null",
                row -> row.getBytes(1),
                HexFormat.of().parseHex(sha256));
    }

    /** Takes the bytes away for good, as the law on personal data may demand; that there was such a file stays known. */
    @Transactional
    public void erase(String sha256) {
        database.update(
                "update evidence_file set content = null, erased_at = ? where sha256 = ? and erased_at is null",
                clock.instant(),
                HexFormat.of().parseHex(sha256));
    }

    /** 64 lower-case hexadecimal digits. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        return new StoredFile(
                HexFormat.of().formatHex(row.getBytes(1)),
                FileKind.valueOf(row.getString(2)),
                row.getInt(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                Optional.ofNullable(row.getTimestamp(6)).map(t -> t.toInstant()));
    }

    private static String names(Set<FileKind> kinds) {
        return String.join("、", kinds.stream().map(FileKind::name).sorted().toList());
    }

    private static void checkHarmless(byte[] content, FileKind kind) {
        switch (kind) {
            case JPEG, PNG -> checkPicture(content);
            case PDF -> checkPdf(content);
            case XLSX, TEXT -> {}
        }
    }

    private static void checkPicture(byte[] content) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw refused("图片无法读取 (the picture cannot be read)");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw refused("图片像素过多 (the picture has too many pixels)");
                }
            } finally {
                reader.dispose();
            }
        } catch (IOException broken) {
            throw refused("图片已损坏 (the picture is broken)");
        }
    }

    private static void checkPdf(byte[] content) {
        try (PDDocument document = Loader.loadPDF(content)) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            boolean runs = catalog.getOpenAction() != null
                    && catalog.getOpenAction().getCOSObject().toString().contains("JavaScript");
            boolean carries = catalog.getNames() != null
                    && (catalog.getNames().getJavaScript() != null
                            || catalog.getNames().getEmbeddedFiles() != null);
            if (runs || carries) {
                throw refused("PDF内含脚本或附件 (the PDF carries scripts or files)");
            }
            if (document.getNumberOfPages() == 0) {
                throw refused("PDF没有页 (the PDF has no page)");
            }
        } catch (IOException broken) {
            throw refused("PDF已损坏或加密 (the PDF is broken or encrypted)");
        }
    }

    private static Refused refused(String detail) {
        return new Refused(Refusal.FILE_REFUSED, detail);
    }
}
