package org.herbtrust.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.Stall;

/**
 * What an applicant brings to be admitted.
 *
 * @param applicant who applies for the first time; empty for re-entry
 * @param reentering who was here before; empty for the first time
 * @param licenceNo number of the business licence
 * @param licenceUntil the last day of the licence; empty if it has none
 * @param lease of the stall; needed where the applicant takes one
 * @param stall for re-entry: the place it takes
 * @param scope materials it will trade in, at most 500 characters
 * @param people behind it, at least one and at most 10
 * @param commitmentVersion of the text that was signed
 * @param signedBy one of these people
 */
public record AdmissionRequest(
        Optional<Application> applicant,
        Optional<MerchantId> reentering,
        String licenceNo,
        Optional<LocalDate> licenceUntil,
        Optional<Lease> lease,
        Optional<Stall> stall,
        String scope,
        List<Person> people,
        String commitmentVersion,
        String signedBy) {

    /** More persons than any entity has named; a limit on what comes from outside. */
    static final int MOST_PEOPLE = 10;

    /** A lease of a stall. */
    public record Lease(String number, LocalDate from, LocalDate until) {
        public Lease {
            number = text(number, "租赁合同编号 (number of the lease)", 60);
            if (from == null || until == null || until.isBefore(from)) {
                throw new IllegalArgumentException("请填写租期，止期不得早于起期 (a lease from a day to a later one)");
            }
        }
    }

    public AdmissionRequest {
        if (applicant.isPresent() == reentering.isPresent()) {
            throw new IllegalArgumentException("请填写新申请人，或选择原经营者 (a new applicant, or who was here before)");
        }
        licenceNo = text(licenceNo, "营业执照编号 (number of the licence)", 60);
        scope = scope == null ? "" : scope.strip();
        if (scope.isEmpty() || scope.length() > 500) {
            throw new IllegalArgumentException("请填写经营品种，最多500字 (the materials it will trade in)");
        }
        people = List.copyOf(people);
        if (people.isEmpty() || people.size() > MOST_PEOPLE) {
            throw new IllegalArgumentException("请填写1到10名相关人员 (one to ten persons behind the entity)");
        }
        commitmentVersion = commitmentVersion == null ? Commitment.CURRENT : commitmentVersion;
        String signer = text(signedBy, "签署人 (who signed the commitment)", 50);
        signedBy = signer;
        if (people.stream().noneMatch(p -> p.name().equals(signer))) {
            throw new IllegalArgumentException("信用承诺须由所列相关人员签署 (one of the persons named signs the commitment)");
        }
        boolean takesStall =
                stall.isPresent() || applicant.flatMap(Application::stall).isPresent();
        if (takesStall && lease.isEmpty()) {
            throw new IllegalArgumentException("租用摊位的须填写租赁合同 (a stall needs its lease)");
        }
    }

    private static String text(String value, String field, int most) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > most) {
            throw new IllegalArgumentException("请填写" + field + "，最多" + most + "字");
        }
        return text;
    }
}
