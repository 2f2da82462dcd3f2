package org.herbtrust.merchant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Uscc;

@Entity
class Merchant {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "merchant_id")
    @SequenceGenerator(name = "merchant_id", sequenceName = "merchant_id", allocationSize = 1)
    private Long id;

    @Version
    private int version;

    private String uscc;
    private String name;

    @Enumerated(EnumType.STRING)
    private MerchantKind kind;

    private String operator;
    private String division;
    private String hall;
    private String stall;
    private String grid;
    private String scope;
    private String gln;

    @Enumerated(EnumType.STRING)
    private Standing standing;

    @Column(name = "applied_at")
    private Instant appliedAt;

    @Column(name = "admitted_on")
    private LocalDate admittedOn;

    @Column(name = "commitment_version")
    private String commitmentVersion;

    @Column(name = "commitment_sha256")
    private String commitmentSha256;

    protected Merchant() {}

    Merchant(Application application, Instant now) {
        uscc = application.uscc().value();
        name = application.name();
        kind = application.kind();
        operator = application.operator();
        division = application.division().value();
        application.stall().ifPresent(this::settle);
        scope = application.scope();
        standing = Standing.APPLIED;
        appliedAt = now;
        application.commitmentVersion().ifPresent(this::sign);
    }

    MerchantId id() {
        return new MerchantId(id);
    }

    /** Party and place numbers come from the restricted-circulation range until the market has a GS1 prefix of its own. */
    void number() {
        gln = Gln.complete("29%010d".formatted(id)).value();
    }

    void sign(String commitment) {
        Commitment form = Commitment.version(commitment);
        commitmentVersion = form.version();
        commitmentSha256 = form.sha256();
    }

    void settle(Stall place) {
        hall = place.hall();
        stall = place.number();
        grid = place.grid();
    }

    Standing standing() {
        return standing;
    }

    Standing become(Standing next, Instant now) {
        if (!standing.mayBecome(next)) {
            throw new Refused(
                    MerchantRefusal.MOVE_NOT_ALLOWED,
                    "%s现为“%s”，不能变更为“%s” (cannot go from %s to %s)"
                            .formatted(
                                    name,
                                    standing.title().zh(),
                                    next.title().zh(),
                                    standing.title().en(),
                                    next.title().en()));
        }
        if (next == Standing.ADMITTED) {
            if (commitmentVersion == null) {
                throw new Refused(
                        MerchantRefusal.COMMITMENT_MISSING, "请先签署信用承诺书再办理准入 (the commitment comes before admission)");
            }
            admittedOn = Market.dayOf(now);
        }
        Standing before = standing;
        standing = next;
        if (next == Standing.EXITED || next == Standing.BLACKLISTED) {
            hall = null; // the stall is cleared with the exit
            stall = null;
            grid = null;
        }
        return before;
    }

    MerchantView view() {
        return new MerchantView(
                id(),
                new Uscc(uscc),
                name,
                kind,
                operator,
                new DivisionCode(division),
                stall == null ? Optional.empty() : Optional.of(new Stall(hall, stall, grid)),
                scope,
                new Gln(gln),
                standing,
                appliedAt,
                Optional.ofNullable(admittedOn),
                Optional.ofNullable(commitmentVersion),
                Optional.ofNullable(commitmentSha256));
    }
}
