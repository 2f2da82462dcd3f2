package org.herbtrust.casework;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.herbtrust.casework.Docket.INSPECTOR;
import static org.herbtrust.casework.Docket.OFFICER;
import static org.herbtrust.casework.Docket.REGULATOR;
import static org.herbtrust.casework.Docket.on;
import static org.herbtrust.casework.Docket.party;
import static org.herbtrust.casework.Docket.refused;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.herbtrust.Samples;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.MarketPeople;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may put what into a case, who may read it, and that what was served is what is kept. */
@QuarkusTest
class CaseFolderTest {

    @Inject
    Docket docket;

    @Inject
    Casework casework;

    @Inject
    CaseFolder folder;

    @Inject
    Samples samples;

    @Inject
    MarketPeople people;

    @Inject
    Ledger ledger;

    private MerchantId merchant;
    private CaseId id;

    @BeforeEach
    void aCaseWithANotice() {
        merchant = samples.trader().merchant().orElseThrow();
        id = docket.noticed(ProcedureKind.EXIT, "obstruction", merchant);
    }

    @Test
    void what_was_served_is_kept_byte_by_byte_and_the_ledger_has_its_hash() throws IOException {
        CaseView.Document notice =
                casework.get(id, party(merchant)).document("NOTICE").orElseThrow();

        CaseFolder.Content kept = folder.document(id, notice.id(), party(merchant));

        assertThat(Evidence.sha256(kept.bytes())).isEqualTo(notice.sha256());
        ledger.sequenceNow();
        assertThat(ledger.indexOf(LeafKind.DOCUMENT, "document/" + notice.id())).isPresent();
        assertThat(kept.name()).startsWith("药市退告〔2026〕").endsWith(".pdf");
        try (PDDocument pdf = Loader.loadPDF(kept.bytes())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
            assertThat(text)
                    .contains("失信退出事先告知书", notice.number(), Docket.FACTS, "2026年3月9日", "—1—")
                    .contains("2026年3月2日", id.toString());
        }
        assertThat(folder.document(id, notice.id(), OFFICER).bytes()).isEqualTo(kept.bytes());
    }

    @Test
    void the_party_reads_its_own_documents_and_not_what_officials_wrote_for_themselves() {
        CaseView.Document filing = casework.get(id, OFFICER).document("FILING").orElseThrow();
        CaseView.Document notice = casework.get(id, OFFICER).document("NOTICE").orElseThrow();
        MerchantId other = samples.trader().merchant().orElseThrow();

        assertThat(filing.audience()).isEqualTo(Casebook.Audience.OFFICIALS);
        assertThat(casework.get(id, party(merchant)).documents())
                .extracting(CaseView.Document::kind)
                .containsExactly("NOTICE");
        refused(CaseworkRefusal.NOT_YOUR_FILE, "2026-03-03", () -> folder.document(id, filing.id(), party(merchant)));
        refused(CaseworkRefusal.NOT_YOURS, "2026-03-03", () -> folder.document(id, notice.id(), party(other)));
        refused(CaseworkRefusal.NOT_YOUR_FILE, "2026-03-03", () -> folder.document(id, notice.id(), null));
        refused(CaseworkRefusal.NOT_YOUR_FILE, "2026-03-03", () -> folder.document(id, notice.id(), INSPECTOR));
        refused(CaseworkRefusal.UNKNOWN_FILE, "2026-03-03", () -> folder.document(id, Long.MAX_VALUE, OFFICER));
    }

    @Test
    void evidence_is_read_by_who_filed_it_and_by_those_who_investigate() {
        CaseFolder.Filed ours =
                folder.add(id, EvidenceKind.INSPECTION_RECORD, "检查记录.pdf", Papers.pdf("检查" + id), false, OFFICER);
        CaseFolder.Filed shared =
                folder.add(id, EvidenceKind.AUTHORITY_PAPER, "处罚决定.pdf", Papers.pdf("处罚" + id), true, OFFICER);
        CaseFolder.Filed theirs =
                folder.add(id, EvidenceKind.STATEMENT, "../陈述.pdf", Papers.pdf("陈述" + id), false, party(merchant));

        assertThat(theirs.name()).isEqualTo(".._陈述.pdf");
        assertThat(folder.list(id, REGULATOR)).containsExactly(ours, shared, theirs);
        assertThat(folder.list(id, party(merchant))).containsExactly(shared, theirs);
        refused(CaseworkRefusal.UNKNOWN_FILE, "2026-03-03", () -> folder.read(id, ours.id(), party(merchant)));
        assertThat(Evidence.sha256(folder.read(id, ours.id(), REGULATOR).bytes()))
                .isEqualTo(ours.sha256());
        // the same bytes again are the same file
        assertThat(folder.add(id, EvidenceKind.INSPECTION_RECORD, "又一次.pdf", Papers.pdf("检查" + id), false, REGULATOR))
                .satisfies(f -> assertThat(f.sha256()).isNotBlank());
        refused(CaseworkRefusal.NOT_YOUR_FILE, "2026-03-03", () -> folder.list(id, INSPECTOR));
    }

    @Test
    void a_file_is_taken_for_what_its_bytes_say() {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[CaseFolder.LARGEST + 1];

        refused(
                Refusal.FILE_REFUSED,
                "2026-03-03",
                () -> folder.add(id, EvidenceKind.OTHER, "照片.jpg", page, false, OFFICER));
        refused(
                Refusal.TOO_LARGE,
                "2026-03-03",
                () -> folder.add(id, EvidenceKind.OTHER, "大.pdf", large, false, OFFICER));
        assertThatThrownBy(() -> folder.add(id, EvidenceKind.OTHER, " ", Papers.pdf("x"), false, OFFICER))
                .isInstanceOf(IllegalArgumentException.class);
        on("2026-03-03", () -> casework.dismiss(id, "证据不足", REGULATOR));
        refused(
                CaseworkRefusal.ILLEGAL_STEP,
                "2026-03-04",
                () -> folder.add(id, EvidenceKind.OTHER, "迟到.pdf", Papers.pdf("迟到"), false, OFFICER));
    }

    @Test
    void over_REST_files_go_in_as_they_are_and_come_out_as_downloads() {
        Actor partyActor = party(merchant);
        MarketPeople.Person party = people.of(merchant);
        String path = "/api/v1/cases/" + id + "/evidence";
        byte[] file = Papers.pdf("经由接口" + id);

        given().body(file)
                .contentType("application/pdf")
                .post(path + "?kind=STATEMENT&name=a.pdf")
                .then()
                .statusCode(401);
        int number = given().header("Authorization", "Bearer " + party.token())
                .contentType("application/pdf")
                .body(file)
                .post(path + "?kind=STATEMENT&name=陈述.pdf")
                .then()
                .statusCode(201)
                .body("sha256", equalTo(Evidence.sha256(file)))
                .body("byParty", equalTo(true))
                .extract()
                .path("id");
        byte[] back = given().header("Authorization", "Bearer " + party.token())
                .get(path + "/" + number)
                .then()
                .statusCode(200)
                .header("Content-Disposition", org.hamcrest.Matchers.startsWith("attachment"))
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asByteArray();
        assertThat(back).isEqualTo(file);
        given().header("Authorization", "Bearer " + people.of(people.stall()).token())
                .get(path + "/" + number)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/case-not-yours"));
        long notice =
                casework.get(id, partyActor).document("NOTICE").orElseThrow().id();
        given().get("/notices/" + id + "/" + notice).then().statusCode(403);
        given().header(
                        "Authorization",
                        "Bearer " + people.person(Role.REGULATOR).token())
                .get("/api/v1/cases/" + id + "/documents/" + notice)
                .then()
                .statusCode(200)
                .contentType("application/pdf");
    }
}
