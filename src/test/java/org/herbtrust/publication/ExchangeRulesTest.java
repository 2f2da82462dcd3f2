package org.herbtrust.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.herbtrust.kernel.Refused;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;
import org.herbtrust.publication.rules.PenaltyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeRulesTest {

    private static final ExchangeRules RULES = rules();

    private static ExchangeRules rules() {
        ExchangeRules rules = new ExchangeRules();
        rules.load();
        return rules;
    }

    static Map<String, String> penalty() {
        Map<String, String> fields = new HashMap<>();
        fields.put("CF_XDR_MC", "示例药行");
        fields.put("CF_XDR_LB", "个体工商户");
        fields.put("CF_XDR_SHXYM", "92341602MA8K000016");
        fields.put("CF_WSH", "亳市监罚〔2026〕12号");
        fields.put("CF_WFXW", "销售劣药");
        fields.put("CF_SY", "销售的白芍二氧化硫残留量超过限度");
        fields.put("CF_YJ", "《药品管理法》第一百一十七条");
        fields.put("CF_CFLB", "罚款；没收违法所得");
        fields.put("CF_NR", "没收违法所得，罚款1.5万元");
        fields.put("CF_NR_FK", "1.500000");
        fields.put("CF_JDRQ", "2026/6/1");
        fields.put("CF_CFJG", "亳州市市场监督管理局");
        fields.put("CF_CFJGDM", "11341600MB1500008H");
        fields.put("CF_SJLY", "亳州市市场监督管理局");
        fields.put("CF_SJLYDM", "11341600MB1500008H");
        return fields;
    }

    private static ExchangeFormat.Checked check(Map<String, String> fields) {
        return RULES.current(ExchangeKind.PENALTY).check(fields);
    }

    @Test
    void aWholeRecordIsTakenWithDaysAndAmountsInOneForm() {
        Map<String, String> fields = penalty();
        fields.put("CF_CFJGDM", "91350100M000100Y43");
        fields.put("CF_SJLYDM", "91350100M000100Y43");
        ExchangeFormat.Checked checked = check(fields);
        assertThat(checked.errors()).isEmpty();
        assertThat(checked.values()).containsEntry("CF_JDRQ", "2026-06-01").containsEntry("CF_NR_FK", "1.5");
    }

    @ParameterizedTest
    @CsvSource({
        "CF_XDR_MC, '', required",
        "CF_XDR_LB, 公司, one of",
        "CF_XDR_SHXYM, 92341602MA8K000017, ''",
        "CF_JDRQ, 2026-02-30, a day",
        "CF_NR_FK, -1, decimals",
        "CF_NR_FK, 1.2345678, decimals",
        "CF_NR_FK, '', required",
        "CF_GSJZQ, 2026-05-31, before CF_JDRQ",
        "CF_WSH, 12345678901234567890123456789012345678901234567890123456789012345, at most 64"
    })
    void aFieldThatIsWrongIsNamed(String code, String value, String reason) {
        Map<String, String> fields = penalty();
        fields.put("CF_CFJGDM", "91350100M000100Y43");
        fields.put("CF_SJLYDM", "91350100M000100Y43");
        fields.put(code, value);
        assertThat(check(fields).errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).contains(reason);
        });
    }

    @Test
    void identityDocumentsAreReadOverAndNeverKept() {
        Map<String, String> fields = penalty();
        fields.put("CF_FR_ZJLX", "身份证");
        fields.put("CF_FR_ZJHM", "341602198001011234");
        assertThat(check(fields).values()).doesNotContainKeys("CF_FR_ZJLX", "CF_FR_ZJHM");
        assertThat(check(fields).values().values()).noneMatch(value -> value.contains("341602198001011234"));
    }

    @Test
    void theOlderFieldsBecomeTheNewerOnes() {
        ExchangeFormat older = RULES.format(ExchangeKind.PENALTY, "2016").orElseThrow();
        Map<String, String> renewed = older.renewed(Map.of(
                "CF_WSH", "旧〔2016〕1号",
                "CF_CFLB1", "罚款",
                "CF_CFLB2", "没收",
                "CF_XDR_SFZ", "341602198001011234",
                "CF_XZJG", "亳州市食品药品监督管理局"));
        assertThat(renewed)
                .containsEntry("CF_CFLB", "罚款；没收")
                .containsEntry("CF_CFJG", "亳州市食品药品监督管理局")
                .doesNotContainValue("341602198001011234");
    }

    @ParameterizedTest
    @CsvSource({
        "警告, warning, false",
        "警告；罚款, fine, true",
        "罚款；吊销许可证件, revoked, true",
        "责令停产停业, stop, true",
        "通报批评, criticism, true"
    })
    void theGravestPartOfAPenaltyDecides(String kindOfPenalty, String id, boolean published) {
        PenaltyKind kind = RULES.penalty(kindOfPenalty).orElseThrow();
        assertThat(kind.id()).isEqualTo(id);
        assertThat(kind.published()).isEqualTo(published);
    }

    @Test
    void anUnknownKindOfPenaltyIsNotGuessed() {
        assertThat(RULES.penalty("训诫")).isEmpty();
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        for (String bad : List.of(
                "a,b,c\n1,2,3\n",
                "<records kind=\"licence\"/>",
                "<records kind=\"penalty\" version=\"1999\"/>",
                "<records kind=\"penalty\"><record><CF_WSH>1</record></records>",
                "<records kind=\"penalty\"><record><CF_WSH>1</CF_WSH><CF_WSH>2</CF_WSH></record></records>",
                "<!DOCTYPE records [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><records kind=\"penalty\"><record><CF_SY>&x;</CF_SY></record></records>",
                "CF_WSH,CF_WSH,CF_SY,CF_YJ,CF_NR\n1,2,3,4,5\n")) {
            assertThatThrownBy(
                            () -> ExchangeTable.read(bad.getBytes(StandardCharsets.UTF_8), ExchangeKind.PENALTY, RULES))
                    .as(bad)
                    .isInstanceOf(Refused.class);
        }
    }
}
