package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.brushstream.runtime.media.Sound;
import org.junit.jupiter.api.Test;

final class BeatFinderTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = 77 * SECOND;
    private static final int STRETCH = 700; // samples: no multiple of anything

    /** A stroke every half second from 1.25 s on: 60 Hz, gone after a fifth of a second. */
    private static double drum(double seconds) {
        double since = (seconds - 1.25) % 0.5;
        return seconds < 1.25 ? 0 : 0.6 * Math.exp(-since * 25) * Math.sin(2 * Math.PI * 60 * since);
    }

    private static List<Long> beats(double seconds, DoubleUnaryOperator wave) {
        BeatFinder finder = new BeatFinder();
        List<Long> beats = new ArrayList<>();
        int length = (int) (seconds * Sound.RATE);
        for (int begin = 0; begin + STRETCH <= length; begin += STRETCH) {
            ByteBuffer pcm = ByteBuffer.allocate(4 * STRETCH).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = begin; i < begin + STRETCH; i++) {
                short value = (short) Math.round(32767 * wave.applyAsDouble((double) i / Sound.RATE));
                pcm.putShort(value).putShort(value);
            }
            beats.addAll(finder.hear(new Sound(START + begin * SECOND / Sound.RATE, pcm.flip())));
        }
        return beats;
    }

    @Test
    void everyStrokeOfADrumIsFoundWhereItIs() {
        List<Long> beats = beats(6, BeatFinderTest::drum);
        assertThat(beats).hasSize(10); // 1.25, 1.75 ... 5.75 s
        for (int i = 0; i < beats.size(); i++) {
            double seconds = (beats.get(i) - START) / 1e9;
            // A hop of 10 ms, the filters' delay of two milliseconds, and a stroke that begins softly.
            assertThat(seconds).isCloseTo(1.25 + 0.5 * i, within(0.02));
        }
    }

    @Test
    void aMelodyAndHissAboveTheDrumDoNotMatter() {
        Random hiss = new Random(1);
        List<Long> beats = beats(6, t -> drum(t) + 0.1 * Math.sin(2 * Math.PI * 880 * t) + 0.02 * hiss.nextGaussian());
        assertThat(beats.stream().filter(beat -> beat > START + SECOND)) // where the melody begins, there may be one
                .hasSize(10);
    }

    @Test
    void steadySoundsHaveNoBeat() {
        Random noise = new Random(2);
        assertThat(beats(5, t -> 0)).isEmpty();
        assertThat(beats(5, t -> 0.3 * Math.sin(2 * Math.PI * 60 * t)))
                .as("but where it begins")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(beats(5, t -> 0.1 * noise.nextGaussian()))
                .as("but where it begins")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void veryFastStrokesAreOneBeat() {
        // twenty strokes in a second: a roll
        List<Long> beats =
                beats(3, t -> t < 1 ? 0 : 0.5 * Math.exp(-(t % 0.05) * 60) * Math.sin(2 * Math.PI * 60 * (t % 0.05)));
        for (int i = 1; i < beats.size(); i++) {
            assertThat(beats.get(i) - beats.get(i - 1)).isGreaterThanOrEqualTo(SECOND / 4);
        }
    }
}
