package org.brushstream.runtime.live;

import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.runtime.media.Sound;

/**
 * Finds the strokes of the bass drum: moments at which the low sounds have far more energy than during the last second.
 *
 * <p>After the "simple sound energy" algorithm of Frederic Patin, Beat Detection Algorithms, 2003, where E > C mean(E) is a
 * beat. It differs: only what lies below about 150 Hz counts; windows are 20 ms, a new one every 10; C is 4 rather than 1.3,
 * since low sounds alone vary more; no two beats are closer than a quarter of a second; and very soft sounds are none.
 */
final class BeatFinder {
    private static final int HOP = Sound.RATE / 100; // samples: 10 ms
    private static final int SECOND = 100; // hops
    private static final int CLOSEST = 25; // hops between two beats: 240 in a minute
    private static final double TIMES = 4; // the energy of a beat, of the mean
    private static final double SOFTEST = 1e-6; // mean square of full scale: 60 dB below it
    private static final double CUT_OFF = 150; // Hz, of each of two filters of the first order
    private static final double SHARE = 1 - Math.exp(-2 * Math.PI * CUT_OFF / Sound.RATE);
    private static final double FULL_SCALE = 32768;

    private final double[] energies = new double[SECOND]; // of hops, in a ring
    private double low;
    private double lower;
    private double sum; // of squares in this hop
    private int samples; // in this hop
    private long hops;
    private long lastBeat = -CLOSEST;

    /** When beats were heard in the next stretch of sound, by the clock of the sound; usually none or one. */
    List<Long> hear(Sound sound) {
        List<Long> beats = new ArrayList<>();
        ShortBuffer pcm = sound.pcm().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        for (int i = 0; i < sound.length(); i++) {
            double both = (pcm.get() + pcm.get()) / (2 * FULL_SCALE);
            low += SHARE * (both - low);
            lower += SHARE * (low - lower);
            sum += lower * lower;
            samples++;
            if (samples == HOP) {
                if (isBeat()) {
                    beats.add(sound.startNanos() + (i + 1L - HOP) * 1_000_000_000 / Sound.RATE);
                }
                samples = 0;
                sum = 0;
            }
        }
        return beats;
    }

    /** At the end of a hop. */
    private boolean isBeat() {
        double before = energies[(int) ((hops + SECOND - 1) % SECOND)];
        double mean = 0;
        for (double energy : energies) {
            mean += energy / SECOND;
        }
        double energy = sum / HOP;
        energies[(int) (hops % SECOND)] = energy;
        hops++;
        double window = (before + energy) / 2;
        boolean beat = window > TIMES * mean && window > SOFTEST && hops - lastBeat >= CLOSEST;
        if (beat) {
            lastBeat = hops;
        }
        return beat;
    }
}
