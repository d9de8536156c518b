package org.brushstream.samples.city;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BeatTest {
    private static final int SAMPLES_PER_SECOND = 2 * 48_000;
    private static final float[] MUSIC = Beat.play(6);

    @Test
    void sixSecondsOfStereoNeverReachFullScale() {
        assertThat(MUSIC).hasSize(6 * SAMPLES_PER_SECOND);
        float loudest = 0;
        for (float sample : MUSIC) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        assertThat(loudest).isBetween(0.65f, 0.75f); // AAC adds up to 2 dB
    }

    @Test
    void startsAndEndsInSilence() {
        assertThat(MUSIC[0]).isZero();
        assertThat(loudness(5.98, 6)).isLessThan(0.01);
    }

    @Test
    void drumStrikesTwiceASecond() {
        for (double beat = 0.5; beat < 5; beat += 0.5) {
            assertThat(loudness(beat, beat + 0.06))
                    .as("beat at %s s", beat)
                    .isGreaterThan(1.5 * loudness(beat - 0.06, beat));
        }
    }

    /** Frequencies from a table of equal temperament: F2, G2 and A2, hertz. */
    @Test
    void bassPlaysFThenGThenA() {
        double[] roots = {87.31, 98.00, 110.00};
        for (int bar = 0; bar < 3; bar++) {
            for (int other = 1; other < 3; other++) {
                assertThat(strength(roots[bar], 2 * bar, 2 * bar + 2))
                        .as("bar %s", bar)
                        .isGreaterThan(2 * strength(roots[(bar + other) % 3], 2 * bar, 2 * bar + 2));
            }
        }
    }

    /** Root of the mean square. */
    private static double loudness(double from, double to) {
        double sum = 0;
        int first = (int) Math.round(from * SAMPLES_PER_SECOND);
        int end = (int) Math.round(to * SAMPLES_PER_SECOND);
        for (int i = first; i < end; i++) {
            sum += MUSIC[i] * MUSIC[i];
        }
        return Math.sqrt(sum / (end - first));
    }

    /** Size of the Fourier coefficient of the left channel at one frequency, with a Hann window. */
    private static double strength(double hertz, double from, double to) {
        double real = 0;
        double imaginary = 0;
        int first = (int) Math.round(from * 48_000);
        int count = (int) Math.round((to - from) * 48_000);
        for (int i = 0; i < count; i++) {
            double sample = MUSIC[2 * (first + i)] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / count));
            real += sample * Math.cos(2 * Math.PI * hertz * i / 48_000);
            imaginary += sample * Math.sin(2 * Math.PI * hertz * i / 48_000);
        }
        return Math.hypot(real, imaginary) / count;
    }
}
