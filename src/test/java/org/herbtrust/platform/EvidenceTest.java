package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EvidenceTest {

    private static final Actor INSPECTOR = new Actor("evidence-inspector", "检查员", Role.INSPECTOR, Optional.empty());
    private static final Set<FileKind> PHOTOS = EnumSet.of(FileKind.JPEG, FileKind.PNG);

    @Inject
    Evidence evidence;

    @Inject
    Database database;

    private static byte[] picture(int colour) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, colour);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] pdf(boolean script) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            if (script) {
                document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private Refused refusal(byte[] content, Set<FileKind> accepted) {
        return catchThrowableOfType(Refused.class, () -> evidence.keep(content, accepted, 1_000_000, INSPECTOR));
    }

    @Test
    void aPhotographIsKeptOnceUnderTheHashOfItsBytes() throws Exception {
        byte[] photo = picture(0x123456);
        StoredFile first = evidence.keep(photo, PHOTOS, 1_000_000, INSPECTOR);
        Actor other = new Actor("evidence-other", "检查员", Role.INSPECTOR, Optional.empty());
        StoredFile again = evidence.keep(photo, PHOTOS, 1_000_000, other);
        assertThat(again).isEqualTo(first);
        assertThat(first.sha256()).isEqualTo(Evidence.sha256(photo));
        assertThat(first.kind()).isEqualTo(FileKind.PNG);
        assertThat(evidence.read(first.sha256())).hasValue(photo);
    }

    @Test
    void whatItIsIsToldByItsBytesAndNotAllowedKindsAreRefused() throws Exception {
        assertThat(refusal("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), PHOTOS)
                        .reason())
                .isEqualTo(Refusal.FILE_REFUSED);
        assertThat(refusal(pdf(false), PHOTOS).reason()).isEqualTo(Refusal.FILE_REFUSED);
        assertThat(refusal(new byte[] {'M', 'Z', 0, 0}, EnumSet.allOf(FileKind.class))
                        .reason())
                .isEqualTo(Refusal.FILE_REFUSED);
        byte[] onlyTheBeginning = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0};
        assertThat(refusal(onlyTheBeginning, PHOTOS).reason()).isEqualTo(Refusal.FILE_REFUSED);
    }

    @Test
    void aPdfThatRunsAScriptIsRefusedAndAnHonestOneIsKept() throws Exception {
        assertThat(refusal(pdf(true), EnumSet.of(FileKind.PDF)).reason()).isEqualTo(Refusal.FILE_REFUSED);
        assertThat(evidence.keep(pdf(false), EnumSet.of(FileKind.PDF), 1_000_000, INSPECTOR)
                        .kind())
                .isEqualTo(FileKind.PDF);
    }

    @Test
    void aFileOverTheLimitIsRefusedWithTheLimit() throws Exception {
        byte[] photo = picture(1);
        Refused refused =
                catchThrowableOfType(Refused.class, () -> evidence.keep(photo, PHOTOS, photo.length - 1, INSPECTOR));
        assertThat(refused.reason()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void erasedBytesAreGoneButThatThereWasAFileStaysKnown() throws Exception {
        StoredFile kept = evidence.keep(picture(0xABCDEF), PHOTOS, 1_000_000, INSPECTOR);
        evidence.erase(kept.sha256());
        assertThat(evidence.read(kept.sha256())).isEmpty();
        assertThat(evidence.find(kept.sha256()).orElseThrow().erasedAt()).isPresent();
    }

    @Test
    void theDatabaseItselfRefusesToChangeOrDeleteEvidence() throws Exception {
        String sha256 =
                evidence.keep(picture(0x777777), PHOTOS, 1_000_000, INSPECTOR).sha256();
        for (String change : new String[] {
            "update evidence_file set kept_by = 'somebody' where encode(sha256, 'hex') = ?",
            "update evidence_file set content = 'x' where encode(sha256, 'hex') = ?",
            "delete from evidence_file where encode(sha256, 'hex') = ?"
        }) {
            assertThatThrownBy(() -> database.update(change, sha256)).hasMessageContaining("evidence is never");
        }
    }

    @Test
    void aHashThatIsNoneFindsNothing() {
        assertThat(evidence.find("../../etc/passwd")).isEmpty();
        assertThat(evidence.read("")).isEmpty();
    }
}
