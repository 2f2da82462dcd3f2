package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.UUID;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerPagesTest {

    @Inject
    Ledger ledger;

    private final Visitor anyone = new Visitor();

    private long logged(String subject, String sha256) {
        ledger.append(LeafKind.DECISION, subject, HexFormat.of().parseHex(sha256));
        while (ledger.sequenceNow() > 0) {
            // until nothing waits
        }
        return ledger.indexOf(LeafKind.DECISION, subject).orElseThrow();
    }

    @Test
    void anyoneFindsARecordByItsIdentifierAndSeesThatItIsInTheSignedTree() {
        String subject = "page-test/" + UUID.randomUUID();
        String sha256 = "ab".repeat(32);
        long index = logged(subject, sha256);

        assertThat(anyone.get("/ledger?about=" + subject).asString()).contains("/ledger/" + index);
        String page = anyone.get("/ledger/" + index).asString();
        assertThat(page).contains(sha256, subject, "已在账内", "/api/v1/log/proof?index=" + index);
        assertThat(new Visitor().speaking("en").get("/ledger/" + index).asString())
                .contains("In the ledger")
                .contains("verify-log --key key.txt");
    }

    @Test
    void anIndexThatIsTypedLeadsToItsRecord() {
        long index = logged("page-test/" + UUID.randomUUID(), "cd".repeat(32));
        assertThat(anyone.get("/ledger?about=" + index).header("Location")).endsWith("/ledger/" + index);
    }

    @Test
    void whatIsNotThereIsSaidAndNothingIsReflectedUnescaped() {
        assertThat(anyone.get("/ledger?about=%3Cscript%3Ealert(1)%3C/script%3E").asString())
                .contains("没有找到")
                .doesNotContain("<script>alert");
        assertThat(anyone.get("/ledger/999999999999").statusCode()).isEqualTo(404);
        assertThat(anyone.get("/ledger?about=" + "x".repeat(301)).statusCode()).isEqualTo(400);
    }
}
