package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tempos worked out by hand from the moments of taps. */
final class TapTempoTest {
    private final TapTempo taps = new TapTempo();

    private Optional<Tempo> tapAt(long... millis) {
        Optional<Tempo> last = Optional.empty();
        for (long moment : millis) {
            last = taps.tap(moment * 1_000_000);
        }
        return last;
    }

    @Test
    void oneTapIsNoTempo() {
        assertThat(tapAt(1000)).isEmpty();
    }

    @Test
    void twoTapsHalfASecondApartAreAHundredAndTwentyBeats() {
        assertThat(tapAt(1000, 1500)).contains(new Tempo(1_500_000_000L, 500_000_000L));
        assertThat(new Tempo(0, 500_000_000L).perMinute()).isEqualTo(120);
    }

    @Test
    void aTapThatCameLateDoesNotMoveTheMedian() {
        // 500, 510, 490, 640, 360: the fourth tap was 140 ms late; in order 360, 490, 500, 510, 640
        assertThat(tapAt(0, 500, 1010, 1500, 2140, 2500)).contains(new Tempo(2_500_000_000L, 500_000_000L));
    }

    @Test
    void ofAnEvenNumberItIsTheMiddleOfTheTwoInTheMiddle() {
        assertThat(tapAt(0, 480, 1000)).contains(new Tempo(1_000_000_000L, 500_000_000L)); // 480 and 520
    }

    @Test
    void onlyTheLastEightIntervalsCount() {
        tapAt(0, 1000, 2000, 3000, 4000); // four of a second
        assertThat(tapAt(4400, 4800, 5200, 5600, 6000, 6400, 6800, 7200)) // eight of 0.4 s
                .contains(new Tempo(7_200_000_000L, 400_000_000L));
    }

    @Test
    void twoSecondsAreABeatStillAndMoreIsARest() {
        assertThat(tapAt(0, 2000)).contains(new Tempo(2_000_000_000L, 2_000_000_000L));
        assertThat(tapAt(4001)).isEmpty();
        assertThat(tapAt(4301)).contains(new Tempo(4_301_000_000L, 300_000_000L)); // what was before is forgotten
    }

    @Test
    void aKeyThatBouncesOrIsHeldIsOneTap() {
        assertThat(tapAt(0, 500, 530, 560, 590)).contains(new Tempo(500_000_000L, 500_000_000L));
        assertThat(tapAt(1000)).contains(new Tempo(1_000_000_000L, 500_000_000L));
    }

    @Test
    void tempoIsOneToSixHundredBeatsAMinute() {
        assertThat(Tempo.of(60, 7)).isEqualTo(new Tempo(7, 1_000_000_000L));
        assertThat(new Tempo(1_000, 500_000_000L).beats(1_500_001_000L)).isEqualTo(3);
        for (double wrong : new double[] {0, -1, 601, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Tempo.of(wrong, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
