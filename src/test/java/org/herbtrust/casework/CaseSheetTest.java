package org.herbtrust.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseSheetTest {

    @Test
    void what_a_party_typed_cannot_break_the_page() {
        CaseSheet sheet = new CaseSheet(
                "市场办公室",
                "药市退述〔2026〕1号",
                "陈述申辩笔录",
                null,
                CaseSheet.paragraphs("第一段\u0007\n\n  第二段\uD83D \n"),
                CaseSheet.chinese(LocalDate.parse("2026-03-05")),
                "K000001",
                "",
                "0000");

        assertThat(sheet.paragraphs()).isEqualTo(List.of("第一段 ", "第二段 "));
        assertThat(sheet.day()).isEqualTo("2026年3月5日");
        assertThat(sheet.text()).startsWith("市场办公室\n陈述申辩笔录\n药市退述〔2026〕1号\n\n第一段");
    }
}
