package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.Labels;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.trace.LotView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The pages of labels as a browser without scripts sees them. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LabelPagesTest {

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    Labels labels;

    private Actor trader;
    private LotView lot;
    private Visitor visitor;

    @BeforeEach
    void a_trader_with_100_kg() {
        trader = samples.trader();
        lot = samples.taken(trader, 100);
        visitor = signedIn(trader);
    }

    private Visitor signedIn(Actor sample) {
        return new Visitor().signedIn(people.of(sample).actor().account(), People.PASSWORD);
    }

    private LabelBatch batch(int count) {
        return labels.issue(lot.code(), count, Kilograms.of(1), trader);
    }

    @Test
    void labels_are_issued_signed_and_found_in_the_list() {
        String form = "/my/lots/" + lot.code() + "/pack";
        Response issued = visitor.post(
                form,
                form,
                Map.of(
                        "command",
                        UUID.randomUUID().toString(),
                        "count",
                        "3",
                        "netEach",
                        "2",
                        "signed",
                        "yes",
                        "expiresOn",
                        "2030-01-31"));
        assertThat(issued.statusCode()).isEqualTo(303);
        String page = issued.header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(visitor.get(page).asString()).contains("labels.svg?template=60x40", "签名密钥", "TSPL", "登记变化");
        assertThat(visitor.get("/my/labels").asString()).contains(page, "已签名", "未打印");
        assertThat(visitor.get("/my").asString()).contains("href=\"/my/labels\"");
        assertThat(visitor.get(page + "?size=40x30&ordinal=2").asString())
                .contains("labels.svg?template=40x30&amp;ordinal=2");
    }

    @Test
    void a_part_is_printed_to_a_file_whose_progress_is_shown() throws Exception {
        LabelBatch batch = batch(5);
        String page = "/my/labels/" + batch.id();
        Response started = visitor.post(
                page, page + "/print", Map.of("from", "2", "to", "4", "size", "60x40", "output", "ZPL-300"));
        assertThat(started.statusCode()).isEqualTo(303);
        String job = started.header("Location").replaceFirst("^https?://[^/]+", "");
        String shown = visitor.get(job).asString();
        for (int i = 0; i < 100 && !shown.contains("print-jobs"); i++) {
            Thread.sleep(50);
            shown = visitor.get(job).asString();
        }
        assertThat(shown).contains("3 / 3 枚", "完成", "<progress");
        assertThat(visitor.get(job + "/progress").asString())
                .startsWith("<section")
                .doesNotContain("hx-get");
        String file = shown.replaceFirst("(?s).*href=\"(/api/v1/labels/print-jobs/[^\"]+)\".*", "$1");
        assertThat(visitor.get(file).asString()).startsWith("^XA").contains("^PW709");
        assertThat(signedIn(samples.trader()).get(job).statusCode()).isEqualTo(404);
    }

    @Test
    void what_happened_to_labels_is_told_and_a_mistake_loses_nothing() {
        LabelBatch batch = batch(10);
        String page = "/my/labels/" + batch.id();
        assertThat(visitor.post(page, page + "/change", Map.of("change", "PRINTED", "first", "1", "last", "4"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(labels.states(batch.id())).containsEntry(LabelState.PRINTED, 4);

        Response refused =
                visitor.post(page, page + "/change", Map.of("change", "VOID", "first", "7", "last", "8", "reason", ""));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("value=\"7\"", "请填写");

        visitor.post(page, page + "/change", Map.of("change", "VOID", "first", "7", "last", "8", "reason", "印坏了"));
        visitor.post(page, page + "/change", Map.of("change", "REPRINT", "first", "1", "last", "1", "reason", "卡纸"));
        assertThat(labels.states(batch.id())).containsEntry(LabelState.VOIDED, 2);
        assertThat(visitor.get(page).asString()).contains("已作废 2", "补打 1 次");

        Response again = visitor.post(
                page, page + "/change", Map.of("change", "REPRINT", "first", "5", "last", "5", "reason", "卡纸"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.asString()).contains("还没有打印过");
    }

    @Test
    void labels_are_put_on_packages_by_scanning_many() {
        LabelBatch batch = batch(2);
        ShortCode code = labels.ofBatch(batch.id()).get(0).code();
        String result = visitor.post(
                        "/my/labels/apply",
                        "/my/labels/apply",
                        Map.of("codes", batch.address(code) + "\n" + code.grouped() + "\n<script>x</script>\n"))
                .asString();
        assertThat(result).contains("已登记", "已贴用过", "未登记").doesNotContain("<script>x");
        assertThat(labels.states(batch.id())).containsEntry(LabelState.APPLIED, 1);
    }

    @Test
    void an_old_code_is_bound_on_a_page() {
        String page = "/my/labels/old-codes?code=" + lot.code();
        assertThat(visitor.get("/lots/" + lot.code()).asString()).contains(page);
        Response refused = visitor.post(
                page,
                "/my/labels/old-codes",
                Map.of("oldCode", "6901234567892", "code", lot.code().value()));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString()).contains("6901234567892");
    }

    @Test
    void another_traders_labels_are_not_shown() {
        LabelBatch batch = batch(1);
        Visitor other = signedIn(samples.trader());
        assertThat(other.get("/my/labels/" + batch.id()).statusCode()).isEqualTo(403);
        assertThat(other.get("/my/labels").asString()).contains("还没有发放过标签");
    }

    @Test
    void the_office_registers_a_prefix_and_the_administrator_changes_keys() {
        Visitor office = signedIn(Samples.office());
        assertThat(office.get("/office").asString()).contains("href=\"/office/prefixes\"");
        Response refused = office.post(
                "/office/prefixes",
                "/office/prefixes",
                Map.of(
                        "merchant",
                        trader.merchant().orElseThrow().toString(),
                        "prefix",
                        "2912345",
                        "certificate",
                        "A1",
                        "since",
                        "2020-01-01"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString()).contains("value=\"2912345\"", "限域流通");

        Visitor admin = signedIn(Samples.admin());
        assertThat(admin.post("/admin/label-keys", "/admin/label-keys/rotation", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(admin.get("/admin/label-keys").asString()).contains("签名中");
        assertThat(new Visitor().get("/.well-known/herbtrust-label-keys").asString())
                .contains("herbtrust-label-keys/1", "\"crv\":\"P-256\"")
                .doesNotContain("\"d\":");
        assertThat(office.get("/admin/label-keys").statusCode()).isEqualTo(403);
    }
}
