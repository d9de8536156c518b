package org.brushstream.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimecodeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "75, 75000",
        "75.5, 75500",
        "0.0004, 0",
        "0.0005, 1",
        "1:15.5, 75500",
        "90:00, 5400000",
        "01:02:03.250, 3723250",
        "100:00:00, 360000000",
    })
    void timesAreSecondsOrHaveColons(String text, long millis) {
        assertThat(Timecode.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "1:", ":30", "1.5:00", "1,5", "1:2:3:4", "1 s", "1e3", "1234567"})
    void whatIsNoTimeIsAnsweredWithHowToWriteOne(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timecode.parse(text))
                .withMessage("'" + text + "' is no time; write seconds (75.5) or [hours:]minutes:seconds (1:15.5)");
    }

    @Test
    void sixtyIsNoNumberOfSecondsOrMinutesBehindAColon() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timecode.parse("1:60"))
                .withMessage("'1:60' is no time: of seconds behind minutes there are fewer than 60");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timecode.parse("1:75:00"))
                .withMessage("'1:75:00' is no time: of minutes behind hours there are fewer than 60");
    }

    @Test
    void timesArePrintedAsPlayersDoAndAsFilesSort() {
        assertThat(Timecode.text(5_000)).isEqualTo("0:05");
        assertThat(Timecode.text(75_500)).isEqualTo("1:15.500");
        assertThat(Timecode.text(7_275_000)).isEqualTo("2:01:15");
        assertThat(Timecode.seconds(75_050)).isEqualTo("75.050");
        assertThat(Timecode.sortable(123_450)).isEqualTo("000123.450");
    }

    @Test
    void microsecondsAreRoundedHalfUpToMilliseconds() {
        assertThat(Timecode.millis(33_366)).isEqualTo(33);
        assertThat(Timecode.millis(33_500)).isEqualTo(34);
        assertThat(Timecode.millis(Timecode.micros(34))).isEqualTo(34);
        assertThat(Timecode.millis(Timecode.micros(34) - 1)).isEqualTo(33);
        assertThat(Timecode.millis(Timecode.micros(0))).isZero();
    }
}
