package org.herbtrust.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "0, 256, 000",
        "273, 112, 273.p/112",
        "1234067, 256, x001/x234/067",
        "1000, 1, x001/000.p/1",
        "1000000, 255, x001/x000/000.p/255"
    })
    void anIndexIsWrittenInElementsOfThreeDigits(long index, int width, String text) {
        assertThat(new TilePath(index, width)).hasToString(text);
        assertThat(TilePath.parse(text)).contains(new TilePath(index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "0000",
                "001/002",
                "x000/001",
                "x001",
                "000.p/256",
                "000.p/0",
                "000.p/01",
                "000.p/",
                "-01",
                "../000",
                "x001/x234/067/",
                "x001/x001/x001/x001/x001/x001/001"
            })
    void anyOtherSpellingIsNoTile(String text) {
        assertThat(TilePath.parse(text)).isEmpty();
    }
}
