package org.herbtrust.verify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.GradeView;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.LabelKeys;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.label.OldCodes;
import org.herbtrust.label.rules.Gs1Elements;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.label.rules.SignatureCheck;
import org.herbtrust.label.rules.SignedCode;
import org.herbtrust.label.rules.Suspected;
import org.herbtrust.material.Material;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.MarketClock;
import org.herbtrust.publication.Publication;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;
import org.herbtrust.verify.rules.Verdict;

/** The door to the answers of scans: always as things stand; who keeps them asks {@link AnswerCache}. */
@ApplicationScoped
public class Verification {

    /** The states of a label that its answer tells. */
    static final Set<LabelState> ENDED = Set.of(LabelState.VOIDED, LabelState.DESTROYED);

    private static final int LONGEST_TEXT = 1_000;

    private static final Text COMPLAINT = Text.of(
            "发现问题？到市场服务台投诉，或拨打全国药品投诉举报热线12315。请保留货物、标签和付款凭证。",
            "Something wrong? Complain at the service desk or call the national hotline 12315. Keep goods, label and receipt.");

    @Inject
    AnswerTable table;

    @Inject
    StoryTeller teller;

    @Inject
    Trace trace;

    @Inject
    Labels labels;

    @Inject
    LabelKeys keys;

    @Inject
    OldCodes oldCodes;

    @Inject
    Merchants merchants;

    @Inject
    Publication publication;

    @Inject
    Credit credit;

    @Inject
    Materials materials;

    @Inject
    Clock clock;

    @ConfigProperty(name = "herbtrust.public-url", defaultValue = "http://localhost:8080")
    String publicUrl;

    /**
     * An answer and what it rests on.
     *
     * @param restsOn codes of labels and lots, numbers of merchants; empty if it must not be kept
     * @param likeness equal to that of another answer if the two differ in nothing but the code and the number of the package;
     *     empty if this can't be said
     */
    public record Told(Answer answer, Set<String> restsOn, Optional<Object> likeness) {

        /** Whether it may be kept for the next who scans the same code. */
        public boolean mayBeKept() {
            return !restsOn.isEmpty();
        }
    }

    /**
     * Answers whatever a camera read or a person typed: codes of this market bare or in an address, GS1 Digital Links and
     * element strings, codes of the national platform, EAN-13, and anything else. Never fails on its input.
     */
    public Answer answer(String scanned) {
        return tell(scanned).answer();
    }

    /** The same, for whoever keeps answers. */
    public Told tell(String scanned) {
        return tell(scanned, Optional.empty());
    }

    /**
     * The same of a code whose signature came apart from it, as it does with the address of a page.
     *
     * @param signature the digits behind {@code ?s=}
     */
    public Told tell(String scanned, Optional<String> signature) {
        String text = scanned == null ? "" : scanned.strip();
        Scanned what = Scanned.recognise(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        if (what instanceof Scanned.Mistyped) {
            return nothing(Verdict.MISTYPED, what);
        }
        return what.shortCode()
                .or(() -> oldCodes.find(what))
                .flatMap(table::find)
                .or(() -> foreignLot(what).flatMap(lot -> table.find(lot.code())))
                .map(facts -> known(what, facts, signature.or(() -> SignedCode.signatureIn(text))))
                .orElseGet(() -> nothing(isOld(what) ? Verdict.LEGACY_CODE : Verdict.UNKNOWN, what));
    }

    private static boolean isOld(Scanned what) {
        return what instanceof Scanned.LegacyCorp
                || what instanceof Scanned.LegacyProduct
                || what instanceof Scanned.LegacyBatch
                || what instanceof Scanned.LegacyTrace;
    }

    /** The lot with that code, or from which the package with that code was filled. */
    Optional<ShortCode> lotOf(ShortCode code) {
        return labels.find(code).map(LabelView::lot).or(() -> trace.find(code).map(LotView::code));
    }

    /** A lot that came in with an event under somebody else's number. */
    private Optional<LotView> foreignLot(Scanned what) {
        return elements(what).flatMap(e -> e.gtin().flatMap(gtin -> e.lot()
                .flatMap(number -> trace.findByUri("https://id.gs1.org/01/" + gtin + "/10/" + number))));
    }

    private static Optional<Gs1Elements> elements(Scanned what) {
        if (what instanceof Scanned.DigitalLink link) {
            return Optional.of(link.elements());
        }
        return what instanceof Scanned.ElementString string ? Optional.of(string.elements()) : Optional.empty();
    }

    private Told nothing(Verdict verdict, Scanned what) {
        String code = what.shortCode().map(ShortCode::value).orElse(null);
        Answer answer = new Answer(
                verdict,
                verdict.headline(),
                verdict.advice(),
                verdict.isWarning(),
                code,
                what.shortCode().map(ShortCode::grouped).orElse(null),
                what.description(),
                List.of(),
                null,
                false,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                COMPLAINT,
                List.of(),
                null,
                clock.instant());
        return new Told(answer, Set.of(), Optional.empty());
    }

    private Told known(Scanned what, AnswerTable.Facts facts, Optional<String> signature) {
        Story story = facts.story()
                .filter(version -> !MarketClock.isElsewhen())
                .flatMap(version -> table.story(facts))
                .orElseGet(() -> teller.tell(facts));
        Optional<Long> proof = facts.label().flatMap(l -> table.proof(l.batch()));
        ShortCode code = facts.code();
        List<Text> contradictions = contradictions(what, facts);
        Optional<SignatureCheck> checked = signature.map(digits -> keys.check(printed(facts, digits)));
        checked.filter(check -> !check.valid())
                .map(check -> check.finding().title())
                .ifPresent(why -> contradictions.add(Text.of(
                        "标签上的数字签名不能证明它由本市场签发：" + why.zh(),
                        "the label's signature does not prove that this market issued it: " + why.en())));
        Verdict verdict = Verdict.gravest(found(facts, contradictions));
        Answer answer = new Answer(
                verdict,
                verdict.headline(),
                verdict.advice(),
                verdict.isWarning(),
                code.value(),
                code.grouped(),
                what.description(),
                warnings(facts, contradictions),
                goods(facts),
                story.traced(),
                story.originNote(),
                story.origins(),
                story.steps(),
                story.tests(),
                story.tests().isEmpty() ? Text.of("本批次没有公开的检验记录", "no published test of this lot") : null,
                seller(facts, story),
                COMPLAINT,
                story.eventIds(),
                proof.map(index -> new Answer.Proof(index, "/api/v1/log/proof?index=" + index))
                        .orElse(null),
                clock.instant());
        // forged signatures are without number: what is said of them would push out what is asked for
        boolean forged = checked.filter(check -> !check.valid()).isPresent();
        if (forged || MarketClock.isElsewhen()) {
            return new Told(answer, Set.of(), Optional.empty());
        }
        return new Told(answer, restsOn(facts, story, checked), likeness(facts, contradictions, proof, answer.asOf()));
    }

    private record Likeness(AnswerTable.Facts facts, Optional<Long> proof, Instant minute) {}

    private static Optional<Object> likeness(
            AnswerTable.Facts facts, List<Text> contradictions, Optional<Long> proof, Instant now) {
        boolean plain = facts.label().isPresent() && facts.story().isPresent() && contradictions.isEmpty();
        return plain
                ? Optional.of(new Likeness(facts.ofAnyPackage(), proof, now.truncatedTo(ChronoUnit.MINUTES)))
                : Optional.empty();
    }

    private static Set<Verdict> found(AnswerTable.Facts facts, List<Text> contradictions) {
        Set<Verdict> found = EnumSet.noneOf(Verdict.class);
        if (facts.recalled()) {
            found.add(Verdict.RECALLED);
        }
        if (facts.label().map(AnswerTable.Label::state).filter(ENDED::contains).isPresent()) {
            found.add(Verdict.VOIDED);
        }
        if (facts.copies() == Suspected.CONFIRMED) {
            found.add(Verdict.COPIED);
        }
        if (!facts.holds().isEmpty()) {
            found.add(Verdict.ON_HOLD);
        }
        if (!facts.standing().mayTrade()) {
            found.add(Verdict.SELLER_BARRED);
        }
        if (!contradictions.isEmpty()
                || !facts.heldAt().isEmpty()
                || facts.copies().isAtLeast(Suspected.LIKELY)) {
            found.add(Verdict.SUSPICIOUS);
        }
        return found;
    }

    /** The text that the label's QR code must hold if the signature is good, whichever way it came here. */
    private String printed(AnswerTable.Facts facts, String signature) {
        return facts.label()
                .flatMap(AnswerTable.Label::stem)
                .map(stem -> stem + facts.code())
                .orElseGet(() -> labels.address(facts.code()))
                .concat(SignedCode.MARK + signature);
    }

    /** A signed answer falls with its key. */
    private static Set<String> restsOn(AnswerTable.Facts facts, Story story, Optional<SignatureCheck> checked) {
        Set<String> restsOn = new HashSet<>(story.restsOn());
        checked.flatMap(SignatureCheck::keyId).map(AnswerNews::keySubject).ifPresent(restsOn::add);
        restsOn.add(facts.code().value());
        restsOn.add(facts.lot().value());
        restsOn.add(facts.seller().toString());
        return Set.copyOf(restsOn);
    }

    private List<Text> contradictions(Scanned what, AnswerTable.Facts facts) {
        List<Text> found = new ArrayList<>();
        what.host()
                .filter(host -> !isOurs(host))
                .ifPresent(host -> found.add(Text.of(
                        "标签上的网址（" + host + "）不是本市场的，请勿打开",
                        "the address on the label (" + host + ") is not this market's: do not open it")));
        elements(what).ifPresent(e -> {
            Optional<String> registered = facts.label()
                    .map(l -> l.gtin().value())
                    .or(() -> facts.lotGtin().map(g -> g.value()));
            if (e.gtin().isPresent()
                    && registered.isPresent()
                    && !registered.get().equals(e.gtin().get().value())
                    && !(facts.label().isEmpty()
                            && labels.isPackedAs(facts.lot(), e.gtin().get()))) {
                found.add(Text.of("码中的商品代码与登记不符", "the article number in the code is not the one on record"));
            }
            if (facts.label().isPresent()
                    && e.lot().filter(n -> !n.equals(facts.lot().value())).isPresent()) {
                found.add(Text.of("码中的批次与登记不符", "the lot in the code is not the one on record"));
            }
        });
        return found;
    }

    private boolean isOurs(String host) {
        String own = Optional.ofNullable(URI.create(publicUrl).getAuthority()).orElse("");
        return host.equals(own.toLowerCase(Locale.ROOT)) || host.equals("id.gs1.org");
    }

    private List<Text> warnings(AnswerTable.Facts facts, List<Text> contradictions) {
        List<Text> warnings = new ArrayList<>();
        for (HoldReason hold : facts.holds()) {
            Text why = hold.title();
            warnings.add(Text.of("封存原因：" + why.zh(), "on hold: " + why.en()));
        }
        facts.label()
                .map(AnswerTable.Label::state)
                .filter(ENDED::contains)
                .ifPresent(s -> warnings.add(
                        Text.of("标签" + s.title().zh(), "label " + s.title().en())));
        for (MerchantId holder : facts.heldAt()) {
            String name = publication.party(merchants.get(holder)).name();
            warnings.add(Text.of(
                    "同一批货在“" + name + "”处的部分已被封存：在那里看到的这件货不要买",
                    "goods of this lot at “" + name + "” are on hold: do not buy this package there"));
        }
        if (facts.copies() != Suspected.NOT) {
            warnings.add(facts.copies().toBuyer());
        }
        warnings.addAll(contradictions);
        Standing standing = facts.standing();
        if (!standing.mayTrade()) {
            warnings.add(Text.of(
                    "该经营者" + standing.title().zh() + "，现不得在本市场经营",
                    "this seller may not trade here now: " + standing.title().en()));
        }
        return warnings;
    }

    private Answer.Goods goods(AnswerTable.Facts facts) {
        Optional<Material> material = facts.material().flatMap(materials::find);
        return new Answer.Goods(
                facts.material().map(MaterialCode::toString).orElse(null),
                material.map(Material::name).orElse(Text.of("未说明品种", "material not told")),
                material.map(Material::pinyin).orElse(null),
                material.map(Material::latin).orElse(null),
                form(facts.form()).title(),
                source(facts.source()).title(),
                facts.label().map(AnswerTable.Label::net).orElse(null),
                facts.label().map(l -> l.ordinal() + "/" + l.count()).orElse(null),
                facts.lot().grouped(),
                facts.label()
                        .map(l -> l.gtin().value())
                        .or(() -> facts.lotGtin().map(g -> g.value()))
                        .orElse(null),
                facts.label().map(AnswerTable.Label::packedOn).orElse(null));
    }

    private static Form form(String word) {
        return Arrays.stream(Form.values())
                .filter(f -> f.word().equals(word))
                .findFirst()
                .orElse(Form.UNKNOWN);
    }

    private static Source source(String word) {
        return Arrays.stream(Source.values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElse(Source.UNKNOWN);
    }

    private Answer.Seller seller(AnswerTable.Facts facts, Story story) {
        AnswerTable.Graded grade = facts.grade().orElseGet(() -> neverPublished(facts.seller()));
        return new Answer.Seller(
                story.party(),
                facts.standing().name(),
                facts.standing().title(),
                facts.standing().mayTrade(),
                grade.grade().name(),
                grade.grade().title(),
                grade.asOf(),
                grade.pending());
    }

    /** The grade of one who came after the last grading. */
    private AnswerTable.Graded neverPublished(MerchantId seller) {
        GradeView grade = credit.gradeOf(seller);
        return new AnswerTable.Graded(grade.grade(), grade.asOf(), grade.pending());
    }
}
