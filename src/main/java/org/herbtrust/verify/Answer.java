package org.herbtrust.verify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Text;
import org.herbtrust.publication.rules.Party;
import org.herbtrust.verify.rules.Verdict;

/**
 * What the scan of a code is answered. Anyone may read it: parties are as the privacy gate lets them be shown, amounts of
 * trade aren't told. Lists are empty and values null where there is nothing to tell.
 *
 * @param warning whether a buyer should keep off
 * @param code the short code, 13 characters; null if the text holds none
 * @param shownCode the same in groups for reading, or what was read
 * @param warnings what else a buyer must know, the gravest first
 * @param traced false: {@code origins} is what the merchant says
 * @param originNote the honest word about the origin
 * @param testNote the honest word where there is no test
 * @param eventIds the EPCIS events that this rests on, shortened, oldest first
 * @param proof where the ledger holds the label's issue; null for lots and for the first second
 * @param asOf when this was put together; it may be up to two seconds old
 */
public record Answer(
        Verdict verdict,
        Text headline,
        Text advice,
        boolean warning,
        String code,
        String shownCode,
        Text description,
        List<Text> warnings,
        Goods goods,
        boolean traced,
        Text originNote,
        List<Origin> origins,
        List<Step> steps,
        List<Test> tests,
        Text testNote,
        Seller seller,
        Text complaint,
        List<String> eventIds,
        Proof proof,
        Instant asOf) {

    // together these keep the page below 30 KB
    public static final int MOST_ORIGINS = 10;

    public static final int MOST_STEPS = 30;
    public static final int MOST_TESTS = 20;

    /** Of older tests, and of those of other lots, only the result is told. */
    public static final int MOST_TESTS_WITH_ITEMS = 2;

    /**
     * @param latin pharmacopoeia Latin
     * @param netWeight of the package, in kilograms; null for a lot
     * @param serial the package's number in its batch, such as {@code 12/200}; null for a lot
     * @param lot short code of the lot, in groups
     * @param gtin null for lots without one
     */
    public record Goods(
            String material,
            Text name,
            String pinyin,
            String latin,
            Text form,
            Text source,
            Kilograms netWeight,
            String serial,
            String lot,
            String gtin,
            LocalDate packedOn) {}

    /**
     * @param place full name from the province down
     * @param plantedOn this and what follows: as the grower told it, null where not told
     */
    public record Origin(
            String place,
            LocalDate harvestedOn,
            LocalDate plantedOn,
            String areaMu,
            String seedSource,
            String fertiliser,
            String pesticide,
            Party grower) {}

    /** @param party who did it; null where that isn't known */
    public record Step(Text what, Instant at, Party party, String lot) {}

    /**
     * @param ofThisLot false: of a lot that this one came from
     * @param items the item, what was found, what is required, whether it passes; told of the newest tests of this lot only
     */
    public record Test(
            Text result,
            boolean passed,
            boolean retest,
            String lab,
            String reportNo,
            LocalDate reportedOn,
            boolean ofThisLot,
            List<Item> items) {}

    public record Item(Text name, String found, Text required, Text outcome, boolean passed) {}

    /**
     * @param grade A, B, C, D or NOT_ENOUGH
     * @param gradePending another grade waits for a person's confirmation
     */
    public record Seller(
            Party party,
            String standing,
            Text standingTitle,
            boolean mayTrade,
            String grade,
            Text gradeTitle,
            LocalDate gradeAsOf,
            boolean gradePending) {}

    /** @param url of the inclusion proof */
    public record Proof(long index, String url) {}

    /** The same answer for another package of the batch. */
    public Answer ofPackage(String otherCode, String otherShownCode, String otherSerial) {
        return new Answer(
                verdict,
                headline,
                advice,
                warning,
                otherCode,
                otherShownCode,
                description,
                warnings,
                new Goods(
                        goods.material,
                        goods.name,
                        goods.pinyin,
                        goods.latin,
                        goods.form,
                        goods.source,
                        goods.netWeight,
                        otherSerial,
                        goods.lot,
                        goods.gtin,
                        goods.packedOn),
                traced,
                originNote,
                origins,
                steps,
                tests,
                testNote,
                seller,
                complaint,
                eventIds,
                proof,
                asOf);
    }

    /** Whether the code is on record here. */
    public boolean isKnown() {
        return goods != null;
    }
}
