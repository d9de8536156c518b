package org.brushstream.samples.looks;

import java.util.List;
import java.util.SplittableRandom;
import org.brushstream.samples.film.FilmEncoder;

/** Music for every chapter: plucked strings in a mode, a tempo and a brightness of the chapter's own, over a bass. */
final class Score {
    private static final double PEAK = 0.6; // of full scale
    private static final double FADE_SECONDS = 0.03; // at every cut
    private static final double LONGEST = 1.6; // seconds a string sounds

    /** How a chapter sounds: root as a MIDI number, steps of its mode in semitones, notes a second, damping 0 to 1. */
    private record Mood(int root, List<Integer> mode, double notesPerSecond, double damping) {}

    private Score() {}

    private static Mood mood(Look look) {
        return switch (look) {
            case COMIC -> new Mood(57, List.of(0, 3, 5, 6, 7, 10, 12), 6, 0.35); // blues
            case WATERCOLOUR -> new Mood(60, List.of(0, 2, 4, 7, 9, 12, 14), 3, 0.6); // major pentatonic
            case BLOCK_PRINT -> new Mood(55, List.of(0, 1, 5, 7, 8, 12, 13), 4, 0.5); // the Japanese scale In
            case BLUEPRINT -> new Mood(64, List.of(0, 7, 12, 14, 19, 21, 24), 8, 0.2); // fifths
            case INK -> new Mood(50, List.of(0, 3, 5, 7, 10, 12, 15), 2, 0.75); // minor pentatonic
            case PLAIN -> new Mood(57, List.of(0, 4, 7, 12, 16, 19, 24), 3, 0.5); // major triad
        };
    }

    /**
     * The music of one shot.
     *
     * @return interleaved stereo samples, -1 to 1, at {@link FilmEncoder#SAMPLE_RATE}
     */
    static float[] play(Shot shot) {
        double seconds = shot.seconds();
        Mood mood = mood(shot.look());
        SplittableRandom random = new SplittableRandom(1000L * mood.root() + Math.round(shot.start()));
        int frames = (int) Math.round(seconds * FilmEncoder.SAMPLE_RATE);
        float[] sound = new float[FilmEncoder.CHANNELS * frames];
        int degree = 3;
        double every = 1 / mood.notesPerSecond();
        for (int note = 0; note * every < seconds; note++) {
            degree = Math.floorMod(degree + random.nextInt(-2, 3), mood.mode().size());
            double loud = note % 4 == 0 ? 1 : 0.7;
            pluck(
                    sound,
                    note * every,
                    mood.root() + mood.mode().get(degree),
                    mood.damping(),
                    loud,
                    0.3 + 0.4 * (note % 2),
                    random);
        }
        for (double beat = 0; beat < seconds; beat += 1.5) {
            pluck(sound, beat, mood.root() - 24, 0.8, 1.2, 0.5, random);
        }
        return level(sound);
    }

    /** Karplus and Strong 1983: a burst of noise runs round a loop as long as the period, and a mean of two damps it. */
    private static void pluck(
            float[] sound, double start, int midi, double damping, double loud, double pan, SplittableRandom random) {
        double hertz = 440 * Math.pow(2, (midi - 69) / 12.0);
        double[] string = new double[(int) Math.round(FilmEncoder.SAMPLE_RATE / hertz)];
        double last = 0;
        for (int i = 0; i < string.length; i++) {
            last += (1 - damping) * (random.nextDouble() * 2 - 1 - last); // a soft plectrum takes the hiss away
            string[i] = last;
        }
        int from = (int) (start * FilmEncoder.SAMPLE_RATE);
        int end = Math.min(sound.length / FilmEncoder.CHANNELS, from + (int) (LONGEST * FilmEncoder.SAMPLE_RATE));
        for (int i = from; i < end; i++) {
            int at = (i - from) % string.length;
            double value = string[at];
            string[at] = 0.498 * (value + string[(at + 1) % string.length]);
            double fading = Math.min(1, (end - i) / (0.1 * FilmEncoder.SAMPLE_RATE));
            sound[FilmEncoder.CHANNELS * i] += (float) (loud * value * fading * (1 - pan));
            sound[FilmEncoder.CHANNELS * i + 1] += (float) (loud * value * fading * pan);
        }
    }

    /** All shots equally loud, silent for a moment at both ends. */
    private static float[] level(float[] sound) {
        float peak = 1e-6f;
        for (float sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
        }
        int fade = FilmEncoder.CHANNELS * (int) (FADE_SECONDS * FilmEncoder.SAMPLE_RATE);
        for (int i = 0; i < sound.length; i++) {
            double edge = Math.min(1, Math.min(i, sound.length - 1 - i) / (double) fade);
            sound[i] *= (float) (PEAK * edge / peak);
        }
        return sound;
    }
}
