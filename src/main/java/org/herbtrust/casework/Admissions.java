package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Evidence;

/** Admission (准入) as a procedure: what an applicant brings, signs and shows, and what the public may read of it. */
@ApplicationScoped
public class Admissions {

    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Inject
    CaseEngine engine;

    @Inject
    CaseFiles files;

    @Inject
    AdmissionFiles applications;

    @Inject
    People people;

    @Inject
    CaseFolder folder;

    @Inject
    Merchants merchants;

    @Inject
    Ledger ledger;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Casebooks books;

    @Inject
    Clock clock;

    /**
     * An application whose public notice is running.
     *
     * @param until the last day on which anybody may speak against it
     */
    public record Notice(
            CaseId caseId,
            MerchantId merchant,
            String name,
            Uscc uscc,
            Optional<String> stall,
            String scope,
            String number,
            long document,
            LocalDate from,
            LocalDate until) {}

    /** A commitment as it was signed; public, for a breach of it is a ground for constraint. */
    public record SignedCommitment(
            MerchantId merchant,
            String name,
            String version,
            String text,
            String textSha256,
            Optional<Instant> signedAt,
            Optional<String> signatureSha256) {}

    /**
     * Files an application with its signed commitment; the evidence is put into the case, and then it is accepted.
     *
     * @throws Refused if the applicant is registered already, its stall is taken, or its re-entry term is not over
     */
    @Transactional
    public CaseId apply(AdmissionRequest request, Actor actor) {
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        Commitment text = Commitment.version(request.commitmentVersion());
        MerchantId merchant = request.applicant()
                .map(a -> merchants.apply(registered(a, request, text), actor))
                .orElseGet(() -> reentering(request.reentering().orElseThrow(), today, actor));
        merchants.signCommitment(merchant, text.version(), actor);
        people.keep(merchant, request.people(), today, now, actor);
        Optional<Stall> stall = request.applicant().map(Application::stall).orElseGet(request::stall);
        AdmissionFiles.Signature signature = signature(text, merchants.get(merchant), request.signedBy(), now);
        Opening opening = new Opening(
                merchant,
                ProcedureKind.ADMISSION,
                request.applicant().isPresent() ? "application" : "re-entry",
                "申请进入本市场经营，经营品种：" + request.scope(),
                List.of());
        Stepped opened =
                engine.open(opening, actor, id -> applications.insert(id, request, text, signature, stall, now));
        ledger.append(
                LeafKind.COMMITMENT, "commitment/" + merchant, HexFormat.of().parseHex(signature.sha256()));
        return opened.row().id();
    }

    /** What was shown and signed in a case of admission. */
    @Transactional
    public AdmissionView file(CaseId id, Actor actor) {
        CaseFiles.Row row = files.find(id)
                .filter(r -> r.procedure() == ProcedureKind.ADMISSION)
                .orElseThrow(() -> CaseEngine.unknown(id));
        CaseEngine.own(row.merchant(), actor);
        folder.worksOn(row, actor);
        AdmissionFiles.Row f = applications.find(id).orElseThrow(() -> CaseEngine.unknown(id));
        return new AdmissionView(
                id,
                f.licenceNo(),
                f.licenceUntil(),
                f.lease(),
                f.stall().map(Stall::toString),
                f.scope(),
                behind(row.merchant()),
                f.commitmentVersion(),
                f.commitmentSha256(),
                f.signedBy(),
                f.signedAt(),
                f.signatureSha256());
    }

    /**
     * Names persons behind an entity that came in without a case, so that they are found if they apply under another licence.
     *
     * @throws Refused {@link CaseworkRefusal#WRONG_ROLE}
     */
    @Transactional
    public void name(MerchantId merchant, List<Person> persons, Actor actor) {
        official(actor);
        if (persons.isEmpty() || persons.size() > AdmissionRequest.MOST_PEOPLE) {
            throw new IllegalArgumentException("请填写1到10名相关人员 (one to ten persons)");
        }
        Instant now = clock.instant();
        people.keep(merchants.get(merchant).id(), persons, Market.dayOf(now), now, actor);
    }

    /** The persons behind an entity that are known; nothing of their numbers. */
    @Transactional
    public List<AdmissionView.Behind> people(MerchantId merchant, Actor actor) {
        official(actor);
        return behind(merchant);
    }

    private List<AdmissionView.Behind> behind(MerchantId merchant) {
        return people.of(merchant).stream()
                .map(p -> new AdmissionView.Behind(p.post(), p.name(), p.since()))
                .toList();
    }

    private static void official(Actor actor) {
        if (!actor.is(Role.OFFICE, Role.REGULATOR, Role.ADMIN)) {
            throw new Refused(CaseworkRefusal.WRONG_ROLE, "相关人员由管理人员登记和查看 (officials name and see the persons)");
        }
    }

    /** The notices that run today, the newest first; for everybody. */
    public List<Notice> notices() {
        LocalDate today = Market.dayOf(clock.instant());
        return files
                .list(
                        new CaseQuery(
                                Optional.of(CaseState.POSTED),
                                Optional.of(ProcedureKind.ADMISSION),
                                Optional.empty(),
                                false),
                        today,
                        Long.MAX_VALUE,
                        200)
                .stream()
                .map(this::notice)
                .filter(n -> !today.isAfter(n.until()))
                .toList();
    }

    /** What an entity has committed itself to; for everybody. */
    public Optional<SignedCommitment> commitment(MerchantId id) {
        MerchantView merchant = merchants.get(id);
        return merchant.commitmentVersion().map(version -> {
            Commitment text = Commitment.version(version);
            Optional<AdmissionFiles.Row> signed = applications.lastOf(id);
            return new SignedCommitment(
                    id,
                    merchant.name(),
                    version,
                    text.text(),
                    text.sha256(),
                    signed.map(AdmissionFiles.Row::signedAt),
                    signed.map(AdmissionFiles.Row::signatureSha256));
        });
    }

    private Notice notice(CaseFiles.Row row) {
        MerchantView merchant = merchants.get(row.merchant());
        AdmissionFiles.Row file = applications.find(row.id()).orElseThrow();
        CaseView.Document document = files.documents(row.id()).stream()
                .filter(d -> d.kind().equals("PUBLIC_NOTICE"))
                .reduce((first, second) -> second)
                .orElseThrow();
        LocalDate until = engine.course(
                        row, books.version(row.policyVersion()).procedures().get(row.procedure()))
                .from(Move.PROPOSE_DECISION, calendar.days())
                .orElse(row.since())
                .minusDays(1);
        return new Notice(
                row.id(),
                merchant.id(),
                merchant.name(),
                merchant.uscc(),
                file.stall().map(Stall::toString),
                file.scope(),
                document.number(),
                document.id(),
                row.since(),
                until);
    }

    private static Application registered(Application a, AdmissionRequest request, Commitment text) {
        return new Application(
                a.uscc(),
                a.name(),
                a.kind(),
                a.operator(),
                a.division(),
                a.stall(),
                request.scope(),
                Optional.of(text.version()));
    }

    private MerchantId reentering(MerchantId id, LocalDate today, Actor actor) {
        CaseEngine.own(id, actor);
        MerchantView merchant = merchants.get(id);
        if (merchant.standing() != Standing.EXITED) {
            throw new Refused(
                    CaseworkRefusal.STANDING,
                    "%s现为“%s”，无需或不能申请重新准入 (its standing is %s)"
                            .formatted(
                                    merchant.name(),
                                    merchant.standing().title().zh(),
                                    merchant.standing().title().en()));
        }
        files.inForce(id, today).stream().findFirst().ifPresent(exit -> {
            throw new Refused(
                    CaseworkRefusal.REENTRY,
                    "%s的期限至%s，期满前不受理 (not before the term of %1$s is over, on %2$s)"
                            .formatted(
                                    exit.decisionNo().orElseThrow(),
                                    exit.removeOn().map(LocalDate::toString).orElse("")));
        });
        return id;
    }

    /** Salted, so that nobody can guess from the ledger who signed. */
    private AdmissionFiles.Signature signature(Commitment text, MerchantView merchant, String signedBy, Instant now) {
        byte[] random16 = new byte[SALT_BYTES];
        random.nextBytes(random16);
        String salt = HexFormat.of().formatHex(random16);
        String signed = String.join("\n", salt, text.sha256(), merchant.uscc().value(), signedBy, now.toString());
        return new AdmissionFiles.Signature(Evidence.sha256(signed.getBytes(StandardCharsets.UTF_8)), salt);
    }
}
