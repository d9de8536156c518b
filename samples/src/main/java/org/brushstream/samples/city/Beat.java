package org.brushstream.samples.city;

import java.util.Random;
import org.brushstream.samples.film.FilmEncoder;
import org.brushstream.samples.film.Noise;

/** Three bars of music, synthesised: kick, clap, hat, bass, plucked notes and soft chords. */
final class Beat {
    private static final int BEATS_PER_MINUTE = 120;
    static final double BEAT_SECONDS = 60.0 / BEATS_PER_MINUTE;
    private static final double BAR_SECONDS = 4 * BEAT_SECONDS;
    private static final double PEAK = 0.7; // of full scale: about -3 dB, room for what AAC adds
    private static final double FADE_IN_SECONDS = 0.02;
    private static final double FADE_OUT_SECONDS = 0.6;
    private static final double A4_HERTZ = 440;
    private static final int A4 = 69; // MIDI number

    /** MIDI numbers of the chord of each bar; the first is the bass. F major 7, G 6, A minor 9. */
    private static final int[][] CHORDS = {{41, 57, 60, 64, 67}, {43, 59, 62, 64, 67}, {45, 60, 64, 67, 71}};

    private Beat() {}

    /**
     * The music from its start.
     *
     * @return interleaved stereo samples, -1 to 1, at {@link FilmEncoder#SAMPLE_RATE}
     */
    static float[] play(double seconds) {
        int frames = (int) Math.round(seconds * FilmEncoder.SAMPLE_RATE);
        float[] samples = new float[FilmEncoder.CHANNELS * frames];
        Random hiss = new Random(120);
        double peak = 0;
        for (int i = 0; i < frames; i++) {
            double t = (double) i / FilmEncoder.SAMPLE_RATE;
            double noise = hiss.nextDouble() * 2 - 1;
            double middle = kick(t) + 0.30 * clap(t, noise) + 0.34 * bass(t);
            for (int side = 0; side < FilmEncoder.CHANNELS; side++) {
                double wide =
                        0.20 * chord(t, side) + 0.13 * plucks(t, side) + hat(t, noise) * (side == 0 ? 0.13 : 0.10);
                double sound = Math.tanh(0.85 * (middle + wide)) * fade(t, seconds);
                samples[FilmEncoder.CHANNELS * i + side] = (float) sound;
                peak = Math.max(peak, Math.abs(sound));
            }
        }
        for (int i = 0; i < samples.length && peak > 0; i++) {
            samples[i] *= (float) (PEAK / peak);
        }
        return samples;
    }

    /** A sine that falls from 160 to 48 Hz, on every beat. */
    private static double kick(double t) {
        double s = t % BEAT_SECONDS;
        double phase = 48 * s + 112 * 0.03 * (1 - Math.exp(-s / 0.03)); // the integral of the falling frequency
        return 0.95 * Math.sin(2 * Math.PI * phase) * Math.exp(-s / 0.13);
    }

    /** Noise on the second and fourth beat. */
    private static double clap(double t, double noise) {
        double s = (t + BEAT_SECONDS) % (2 * BEAT_SECONDS);
        return noise * Math.exp(-s / 0.055);
    }

    /** Short noise on the half beats, shorter and softer between. */
    private static double hat(double t, double noise) {
        double open = (t + BEAT_SECONDS / 2) % BEAT_SECONDS;
        double closed = t % (BEAT_SECONDS / 4);
        return noise * (Math.exp(-open / 0.045) + 0.45 * Math.exp(-closed / 0.014));
    }

    /** The root in eighths, softened, silent under the kick. */
    private static double bass(double t) {
        double s = t % (BEAT_SECONDS / 2);
        double hertz = hertz(chordAt(t)[0]);
        double tone = Math.sin(2 * Math.PI * hertz * t)
                + 0.4 * Math.sin(4 * Math.PI * hertz * t)
                + 0.15 * Math.sin(6 * Math.PI * hertz * t);
        return tone * attack(s, 0.006) * attack(BEAT_SECONDS / 2 - s, 0.012) * Math.exp(-s / 0.16) * duck(t);
    }

    /** All notes of the bar, each a pair of slightly detuned voices, swelling between the kicks. */
    private static double chord(double t, int side) {
        double sum = 0;
        int[] chord = chordAt(t);
        for (int note = 1; note < chord.length; note++) {
            double hertz = hertz(chord[note]) * (side == 0 ? 1.0025 : 0.9975);
            for (int harmonic = 1; harmonic <= 4; harmonic++) {
                sum += Math.sin(2 * Math.PI * hertz * harmonic * t + note) / (harmonic * harmonic);
            }
        }
        double inBar = t % BAR_SECONDS;
        return sum * attack(inBar, 0.05) * attack(BAR_SECONDS - inBar, 0.05) * duck(t);
    }

    /** Sixteenths up and down the chord, with an echo on the other side. */
    private static double plucks(double t, int side) {
        double echo = 0.75 * BEAT_SECONDS;
        double dry = pluck(t) * (side == 0 ? 1 : 0.55);
        return dry + pluck(t - echo) * (side == 0 ? 0.2 : 0.5) + pluck(t - 2 * echo) * (side == 0 ? 0.25 : 0.1);
    }

    private static double pluck(double t) {
        if (t < 0) {
            return 0;
        }
        int step = (int) (t / (BEAT_SECONDS / 4));
        double s = t % (BEAT_SECONDS / 4);
        int[] order = {1, 3, 2, 4, 3, 1, 4, 2};
        double hertz = hertz(12 + chordAt(t)[order[step % order.length]]);
        double tone = Math.sin(2 * Math.PI * hertz * t + 1.2 * Math.exp(-s / 0.05) * Math.sin(4 * Math.PI * hertz * t));
        return tone * attack(s, 0.003) * attack(BEAT_SECONDS / 4 - s, 0.006) * Math.exp(-s / 0.09);
    }

    private static int[] chordAt(double t) {
        return CHORDS[(int) (t / BAR_SECONDS) % CHORDS.length];
    }

    /** Quiet right after a kick, so that the drum is heard. */
    private static double duck(double t) {
        return 1 - 0.75 * Math.exp(-(t % BEAT_SECONDS) / 0.10);
    }

    /** 0 to 1 in the given time: a note that starts at once would click. */
    private static double attack(double t, double seconds) {
        return Math.min(1, t / seconds);
    }

    private static double fade(double t, double seconds) {
        return Noise.step(0, FADE_IN_SECONDS, t) * Noise.step(seconds, seconds - FADE_OUT_SECONDS, t);
    }

    private static double hertz(int midi) {
        return A4_HERTZ * Math.pow(2, (midi - A4) / 12.0);
    }
}
