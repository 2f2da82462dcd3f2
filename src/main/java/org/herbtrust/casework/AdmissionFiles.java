package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;

/** What applicants showed and signed: the table of admissions. */
@ApplicationScoped
class AdmissionFiles {

    @Inject
    Database database;

    @Inject
    Merchants merchants;

    /** One row of admission_file. */
    record Row(
            String licenceNo,
            Optional<LocalDate> licenceUntil,
            Optional<AdmissionRequest.Lease> lease,
            Optional<Stall> stall,
            String scope,
            String commitmentVersion,
            String commitmentSha256,
            String signedBy,
            Instant signedAt,
            String signatureSha256) {}

    /** A hash that binds text, signer, entity and time, with the salt that is needed to prove it. */
    record Signature(String sha256, String salt) {}

    void insert(
            CaseId id, AdmissionRequest r, Commitment text, Signature signature, Optional<Stall> stall, Instant now) {
        database.update(
                """
                insert into admission_file (case_id, licence_no, licence_until, lease_no, lease_from, lease_until, scope,
                    hall, stall, grid, commitment_version, commitment_sha256, signed_by, signed_at, signature_sha256,
                    signature_salt)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id.value(),
                r.licenceNo(),
                r.licenceUntil().map(Date::valueOf).orElse(null),
                r.lease().map(AdmissionRequest.Lease::number).orElse(null),
                r.lease().map(l -> Date.valueOf(l.from())).orElse(null),
                r.lease().map(l -> Date.valueOf(l.until())).orElse(null),
                r.scope(),
                stall.map(Stall::hall).orElse(null),
                stall.map(Stall::number).orElse(null),
                stall.map(Stall::grid).orElse(null),
                text.version(),
                text.sha256(),
                r.signedBy(),
                now,
                signature.sha256(),
                signature.salt());
    }

    Optional<Row> find(CaseId id) {
        return database.one(ROWS + "where case_id = ?", AdmissionFiles::row, id.value());
    }

    /** The last commitment that an entity signed in a case. */
    Optional<Row> lastOf(MerchantId merchant) {
        return database.one(
                ROWS + "join case_file c on c.id = case_id where c.merchant_id = ? order by case_id desc limit 1",
                AdmissionFiles::row,
                merchant.value());
    }

    /** A granted application takes effect: scope, stall, standing. */
    void admitted(CaseFiles.Row row, Actor actor) {
        Row file = find(row.id()).orElseThrow();
        String number = row.decisionNo().orElseThrow();
        if (merchants.get(row.merchant()).standing() == Standing.EXITED) {
            file.stall().ifPresent(stall -> merchants.settle(row.merchant(), stall));
        }
        merchants.changeStanding(row.merchant(), Standing.ADMITTED, number, actor);
    }

    /** For documents of an admission: licence, lease, stall and what will be traded. */
    String described(CaseFiles.Row row) {
        if (row.procedure() != ProcedureKind.ADMISSION) {
            return "";
        }
        return find(row.id())
                .map(f -> "营业执照：%s%s\n租赁合同：%s\n摊位：%s\n经营品种：%s\n信用承诺：第%s版，%s签署\n"
                        .formatted(
                                f.licenceNo(),
                                f.licenceUntil()
                                        .map(d -> "（有效期至" + CaseSheet.chinese(d) + "）")
                                        .orElse("（长期）"),
                                f.lease()
                                        .map(l -> "%s（%s至%s）"
                                                .formatted(
                                                        l.number(),
                                                        CaseSheet.chinese(l.from()),
                                                        CaseSheet.chinese(l.until())))
                                        .orElse("无"),
                                f.stall().map(Stall::toString).orElse("未租用摊位"),
                                f.scope(),
                                f.commitmentVersion(),
                                f.signedBy()))
                .orElse("");
    }

    private static final String ROWS = """
            select licence_no, licence_until, lease_no, lease_from, lease_until, scope, hall, stall, grid,
                   commitment_version, commitment_sha256, signed_by, signed_at, signature_sha256
            from admission_file
            """;

    private static Row row(ResultSet row) throws SQLException {
        String lease = row.getString("lease_no");
        String stall = row.getString("stall");
        return new Row(
                row.getString("licence_no"),
                Optional.ofNullable(row.getObject("licence_until", LocalDate.class)),
                lease == null
                        ? Optional.empty()
                        : Optional.of(new AdmissionRequest.Lease(
                                lease,
                                row.getObject("lease_from", LocalDate.class),
                                row.getObject("lease_until", LocalDate.class))),
                stall == null
                        ? Optional.empty()
                        : Optional.of(new Stall(row.getString("hall"), stall, row.getString("grid"))),
                row.getString("scope"),
                row.getString("commitment_version"),
                row.getString("commitment_sha256"),
                row.getString("signed_by"),
                row.getTimestamp("signed_at").toInstant(),
                row.getString("signature_sha256"));
    }
}
