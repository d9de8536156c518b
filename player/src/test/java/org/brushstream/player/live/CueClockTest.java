package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.brushstream.player.live.CueList.Beats;
import org.brushstream.player.live.CueList.Step;
import org.brushstream.player.live.CueList.Time;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.Test;

/** When cues change, worked out by hand. Moments are in milliseconds here. */
final class CueClockTest {
    private static final StyleMix A = StyleMix.of("a");
    private static final StyleMix B = StyleMix.of("b");
    private static final StyleMix C = StyleMix.of("c");

    private static CueClock clock(Step every, double tempo, long startMillis) {
        return new CueClock(new CueList(List.of(A, B, C), every), Tempo.of(tempo, 0), startMillis * 1_000_000);
    }

    private static Tempo tapped(long beatMillis, long periodMillis) {
        return new Tempo(beatMillis * 1_000_000, periodMillis * 1_000_000);
    }

    @Test
    void eightBeatsOfHalfASecondAreFourSeconds() {
        CueClock clock = clock(new Beats(8), 120, 1000);

        assertThat(clock.current()).isEqualTo(A);
        assertThat(clock.dueNanos()).isEqualTo(5_000_000_000L);
        assertThat(clock.advance(clock.dueNanos())).isEqualTo(B);
        assertThat(clock.dueNanos()).isEqualTo(9_000_000_000L);
        assertThat(clock.advance(clock.dueNanos())).isEqualTo(C);
        assertThat(clock.advance(clock.dueNanos())).isEqualTo(A); // around
    }

    @Test
    void aChangeThatCameLateDoesNotDelayTheNext() {
        CueClock clock = clock(new Time(Duration.ofSeconds(10)), 120, 0);

        clock.advance(10_030_000_000L);

        assertThat(clock.dueNanos()).isEqualTo(20_000_000_000L);
    }

    @Test
    void afterASleepTheListGoesOnFromNow() {
        CueClock clock = clock(new Time(Duration.ofSeconds(10)), 120, 0);

        assertThat(clock.advance(95_000_000_000L)).isEqualTo(B);
        assertThat(clock.dueNanos()).isEqualTo(105_000_000_000L);
    }

    @Test
    void aNewTempoKeepsTheBeatsThatAreLeft() {
        CueClock clock = clock(new Beats(8), 120, 0); // due at 4000

        clock.tempo(tapped(2020, 400)); // 1980 ms were left, 4 beats of 500: now 4 of 400 from the tap on

        assertThat(clock.dueNanos()).isEqualTo(3_620_000_000L);
    }

    @Test
    void aTapJustBeforeAChangeIsTheBeatOfTheChange() {
        CueClock clock = clock(new Beats(8), 120, 0);

        clock.tempo(tapped(3990, 500));

        assertThat(clock.dueNanos()).isEqualTo(3_990_000_000L);
        assertThat(clock.advance(3_992_000_000L)).isEqualTo(B);
        assertThat(clock.dueNanos()).isEqualTo(7_990_000_000L);
    }

    @Test
    void whoTapsOnEveryBeatALittleEarlyDoesNotPutTheChangeOff() {
        CueClock clock = clock(new Beats(4), 120, 0);
        int changes = 0;
        for (long beat = 500; beat <= 20_000; beat += 500) {
            if (clock.dueNanos() <= (beat - 15) * 1_000_000) {
                clock.advance((beat - 15) * 1_000_000);
                changes++;
            }
            clock.tempo(tapped(beat - 15, 500));
        }
        assertThat(changes).isBetween(9, 10); // twenty seconds of two each, the last perhaps still due
    }

    @Test
    void secondsDoNotCareForTheTempo() {
        CueClock clock = clock(new Time(Duration.ofSeconds(10)), 120, 0);

        clock.tempo(tapped(3000, 300));

        assertThat(clock.dueNanos()).isEqualTo(10_000_000_000L);
    }

    @Test
    void stepsAreReadAsPeopleWriteThem() {
        assertThat(Step.parse("8 beats")).isEqualTo(new Beats(8)).hasToString("8 beats");
        assertThat(Step.parse("1 beat")).isEqualTo(new Beats(1)).hasToString("beat");
        assertThat(Step.parse("4Beats")).isEqualTo(new Beats(4));
        assertThat(Step.parse("10s"))
                .isEqualTo(new Time(Duration.ofSeconds(10)))
                .hasToString("10 s");
        assertThat(Step.parse("1.5 s"))
                .isEqualTo(new Time(Duration.ofMillis(1500)))
                .hasToString("1.5 s");
        assertThat(Step.parse("250ms")).isEqualTo(new Time(Duration.ofMillis(250)));
        assertThat(Step.parse("2min")).isEqualTo(new Time(Duration.ofMinutes(2)));
    }

    @Test
    void stepsThatAreNoneAreRefusedInASentence() {
        for (String wrong :
                new String[] {"", "8", "beats", "0 beats", "1.5 beats", "10 m", "50ms", "-4 beats", "1e3s"}) {
            assertThatThrownBy(() -> Step.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new CueList(List.of(A), new Beats(8))).isInstanceOf(IllegalArgumentException.class);
    }
}
