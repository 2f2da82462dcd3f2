package org.herbtrust.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.Labels;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SampleCustodyTest {

    @Inject
    Inspections inspections;

    @Inject
    SampleCustody custody;

    @Inject
    LabResults lab;

    @Inject
    Labels labels;

    @Inject
    Notices notices;

    @Inject
    Bazaar bazaar;

    @Inject
    Clock clock;

    private MerchantId merchant;
    private ShortCode lot;
    private VisitId visit;
    private SampleTaken sample;

    @BeforeEach
    void a_sample_of_white_peony() {
        merchant = bazaar.trader();
        lot = bazaar.lot(merchant, "baishao");
        visit = inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.INSPECTOR);
        sample = bazaar.sample(visit, lot, "so2");
        inspections.sample(sample, Bazaar.INSPECTOR);
    }

    @Test
    void a_sample_has_three_parts_with_seals_that_are_used_once() {
        assertThat(custody.parts(sample.id()))
                .extracting(SampleCustody.PartView::part)
                .containsExactly(SamplePart.values());
        assertThat(custody.bySeal(sample.sealNumbers().get(1))).contains(sample.id());

        refused(
                InspectionRefusal.SEAL_USED,
                () -> inspections.sample(sealed(lot, sample.sealNumbers()), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.NO_SEAL,
                () -> inspections.sample(sealed(lot, Bazaar.seals().subList(0, 2)), Bazaar.INSPECTOR));
    }

    @Test
    void a_scanned_label_ties_the_sample_to_its_lot() {
        LabelBatch batch = labels.issue(lot, 2, Kilograms.of(10), Bazaar.of(merchant));
        ShortCode label = labels.ofBatch(batch.id()).get(0).code();
        SampleTaken scanned = sealed(label, Bazaar.seals());

        inspections.sample(scanned, Bazaar.INSPECTOR);
        inspections.sample(scanned, Bazaar.INSPECTOR);

        assertThat(inspections.sample(scanned.id()).orElseThrow().lot()).isEqualTo(lot);
    }

    @Test
    void a_part_goes_from_hand_to_hand_without_a_gap() {
        Instant now = clock.instant();
        refused(
                InspectionRefusal.HANDOVER_WRONG,
                () -> custody.handOver(sample.id(), hand("路人", "收样员", now, true, ""), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.HANDOVER_WRONG,
                () -> custody.handOver(
                        sample.id(), hand("检查员甲", "收样员", now.minus(Duration.ofHours(1)), true, ""), Bazaar.INSPECTOR));

        custody.handOver(sample.id(), hand("检查员甲", "收样员", now, true, ""), Bazaar.INSPECTOR);
        refused(
                InspectionRefusal.HANDOVER_WRONG,
                () -> custody.handOver(sample.id(), hand("检查员甲", "别人", now, true, ""), Bazaar.INSPECTOR));
        custody.handOver(sample.id(), hand("收样员", "检验员", now, true, ""), Bazaar.INSPECTOR);

        assertThat(custody.chain(sample.id()))
                .extracting(SampleCustody.Handover::takenBy)
                .containsExactly("收样员", "检验员");
        assertThat(custody.parts(sample.id()).get(0).holder().orElseThrow()).startsWith("检验员");
        assertThatThrownBy(() -> hand("甲", "乙", now, false, "")).hasMessageContaining("封签破损");
    }

    @Test
    void no_result_counts_of_a_part_whose_seal_was_broken_on_the_way() {
        custody.handOver(sample.id(), hand("检查员甲", "收样员", clock.instant(), false, "袋口开裂"), Bazaar.INSPECTOR);

        refused(InspectionRefusal.SEAL_BROKEN, () -> report("80"));
        assertThat(inspections.sample(sample.id()).orElseThrow().results()).isEmpty();
        assertThat(custody.parts(sample.id()).get(0).intact()).isFalse();
        assertThat(custody.parts(sample.id()).get(1).intact()).isTrue();
    }

    @Test
    void the_laboratorys_paper_is_kept_for_officials_and_the_merchant_itself() {
        byte[] pdf = pdf();
        String sha256 = custody.addReport(sample.id(), pdf, "报告.pdf", Bazaar.INSPECTOR);
        custody.addReport(sample.id(), pdf, "again.pdf", Bazaar.INSPECTOR);

        assertThat(custody.reports(sample.id())).singleElement().satisfies(r -> assertThat(r.name())
                .isEqualTo("报告.pdf"));
        assertThat(custody.report(sample.id(), sha256, Bazaar.of(merchant))).contains(pdf);
        refused(
                InspectionRefusal.NOT_YOUR_MERCHANT,
                () -> custody.report(sample.id(), sha256, Bazaar.of(bazaar.trader())));
        SampleTaken other = sealed(lot, Bazaar.seals());
        inspections.sample(other, Bazaar.INSPECTOR);
        assertThat(custody.report(other.id(), sha256, Bazaar.INSPECTOR)).isEmpty();
        assertThatThrownBy(() -> custody.addReport(
                        sample.id(), "<script>".getBytes(StandardCharsets.UTF_8), "x.pdf", Bazaar.INSPECTOR))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_table_of_the_laboratory_is_judged_row_faults_are_named_and_sending_it_again_changes_nothing() {
        String today = Market.dayOf(clock.instant()).toString();
        SampleTaken second = sealed(lot, Bazaar.seals());
        inspections.sample(second, Bazaar.INSPECTOR);
        List<List<String>> rows = List.of(
                List.of("样品编号或封签号", "检验机构", "报告编号", "报告日期", "检验项目", "检验值", "单位", "检验方法"),
                List.of(sample.sealNumbers().get(0), "中心", "R-1", today, "二氧化硫残留量", "0.0450", "%", "通则2331"),
                List.of(sample.sealNumbers().get(0), "中心", "R-1", today, "water", "12.1", "", ""),
                List.of(second.id().toString(), "中心", "R-2", today, "so2", "很多", "mg/kg", ""),
                List.of("no-such-seal", "中心", "R-3", today, "so2", "1", "mg/kg", ""),
                List.of(sample.sealNumbers().get(0), "中心", "R-4", "昨天", "so2", "1", "mg/kg", ""));
        for (SheetFormat format : SheetFormat.values()) {
            byte[] file = Sheet.write("结果", rows, format);

            LabImported looked = lab.bring(file, false, Bazaar.INSPECTOR);
            assertThat(looked.rows()).isEqualTo(5);
            assertThat(looked.faults())
                    .extracting(LabImported.Fault::row, LabImported.Fault::column)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(4, "检验值"),
                            org.assertj.core.groups.Tuple.tuple(5, "样品"),
                            org.assertj.core.groups.Tuple.tuple(6, "报告日期"));
        }
        assertThat(inspections.sample(sample.id()).orElseThrow().results()).isEmpty();

        byte[] file = Sheet.write("结果", rows, SheetFormat.XLSX);
        LabImported first = lab.bring(file, true, Bazaar.INSPECTOR);
        LabImported again = lab.bring(file, true, Bazaar.INSPECTOR);

        assertThat(first.reports()).singleElement().satisfies(r -> {
            assertThat(r.verdict()).isEqualTo(Outcome.FAIL); // 450 mg/kg against 400
            assertThat(r.figures()).isEqualTo(2);
        });
        assertThat(again.reports()).isEqualTo(first.reports());
        assertThat(inspections.sample(sample.id()).orElseThrow().results()).hasSize(1);
        assertThat(inspections.sample(second.id()).orElseThrow().results()).isEmpty();
        assertThat(inspections.rejudge(sample.id())).singleElement().satisfies(r -> assertThat(r.same())
                .isTrue());
    }

    @Test
    void json_of_the_laboratory_is_taken_too() {
        String body = """
                [{"sample":"%s","lab":"中心","reportNo":"J-1","reportedOn":"%s",
                  "measured":[{"item":"so2","value":"80","unit":"mg/kg","method":"通则2331 第一法"}]},
                 {"sample":"%s","lab":"中心","reportNo":"J-2","reportedOn":"2026-01-01",
                  "measured":[{"item":"sweetness","value":"80","unit":"mg/kg"}]}]
                """.formatted(sample.id(), Market.dayOf(clock.instant()), sample.id());

        LabImported done = lab.bring(body.getBytes(StandardCharsets.UTF_8), true, Bazaar.INSPECTOR);

        assertThat(done.reports()).singleElement().satisfies(r -> assertThat(r.verdict())
                .isEqualTo(Outcome.PASS));
        assertThat(done.faults()).singleElement().satisfies(f -> assertThat(f.detail())
                .contains("sweetness"));
        assertThatThrownBy(() -> lab.bring("[{".getBytes(StandardCharsets.UTF_8), true, Bazaar.INSPECTOR))
                .hasMessageContaining("JSON");
        assertThatThrownBy(() -> lab.bring("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), true, Bazaar.INSPECTOR))
                .hasMessageContaining("表头");
        refused(InspectionRefusal.NOT_YOUR_KIND, () -> lab.bring(new byte[] {'['}, true, Bazaar.of(merchant)));
    }

    @Test
    void a_figure_by_another_method_decides_nothing() {
        Verdict verdict = inspections.result(
                sample.id(),
                "中心",
                "M-1",
                Market.dayOf(clock.instant()),
                List.of(Measured.of("so2", "450", "mg/kg").by("通则0832第二法")),
                Bazaar.INSPECTOR);

        assertThat(verdict.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(verdict.items().get(0).reason().zh()).contains("通则0832第二法", "通则2331");
    }

    @Test
    void a_failed_result_is_told_to_the_merchant_and_to_whoever_holds_the_goods() {
        report("450");

        List<Notices.Notice> told = notices.of(merchant, null, null).items();
        assertThat(told)
                .extracting(n -> n.title().zh())
                .anyMatch(t -> t.contains("封存"))
                .anyMatch(t -> t.contains("复验"));
        assertThat(told).allSatisfy(n -> assertThat(n.text().zh()).contains(lot.grouped()));
        assertThat(notices.unread(merchant)).isEqualTo(told.size());
        notices.read(merchant, told.get(0).id());
        assertThat(notices.unread(merchant)).isZero();
        assertThat(notices.of(bazaar.trader(), null, null).items()).isEmpty();
    }

    private Verdict report(String so2) {
        return inspections.result(
                sample.id(),
                "中心",
                "R-" + so2,
                Market.dayOf(clock.instant()),
                List.of(Measured.of("so2", so2, "mg/kg")),
                Bazaar.INSPECTOR);
    }

    private SampleTaken sealed(ShortCode goods, List<String> seals) {
        return new SampleTaken(
                new SampleId(UUID.randomUUID()),
                visit,
                goods,
                40,
                5,
                seals,
                List.of("检查员甲", "检查员乙"),
                Set.of("so2"),
                Optional.empty(),
                clock.instant());
    }

    private static SampleCustody.Handover hand(String from, String to, Instant at, boolean intact, String note) {
        return new SampleCustody.Handover(SamplePart.TEST, from, to, "市检验中心", at, intact, note, "");
    }

    private static byte[] pdf() {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void refused(InspectionRefusal reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }
}
