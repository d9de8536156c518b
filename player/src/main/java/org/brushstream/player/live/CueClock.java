package org.brushstream.player.live;

import org.brushstream.player.live.CueList.Beats;
import org.brushstream.player.live.CueList.Time;
import org.brushstream.runtime.model.StyleMix;

/**
 * When the next cue of a list is due. Knows no clock of its own: moments are given, of {@link System#nanoTime()}. Not
 * thread-safe.
 */
final class CueClock {
    private final CueList list;
    private Tempo tempo;
    private int index; // of the cue that is shown
    private long due;

    /** Shows the first cue from {@code startNanos} on, which counts as a beat. */
    CueClock(CueList list, Tempo tempo, long startNanos) {
        this.list = list;
        this.tempo = new Tempo(startNanos, tempo.periodNanos());
        due = startNanos + stepNanos();
    }

    private long stepNanos() {
        if (list.every() instanceof Beats beats) {
            return beats.count() * tempo.periodNanos();
        }
        return ((Time) list.every()).length().toNanos();
    }

    /** The cue that is shown. */
    StyleMix current() {
        return list.cues().get(index);
    }

    /** When the next cue is due. */
    long dueNanos() {
        return due;
    }

    /**
     * Goes on to the next cue. Where several were missed, as on a machine that slept, the list goes on from now instead of
     * catching up.
     */
    StyleMix advance(long nanos) {
        index = (index + 1) % list.cues().size();
        due += stepNanos();
        if (due <= nanos) {
            due = nanos + stepNanos();
        }
        return current();
    }

    /**
     * Another tempo, and where its beats fall: as many beats as were left are left. The beat itself is the one of the change if
     * that was nearest, since people tap, and drummers play, a little early.
     */
    void tempo(Tempo changed) {
        if (list.every() instanceof Beats) {
            long left = Math.max(0, Math.round((double) (due - changed.beatNanos()) / tempo.periodNanos()));
            due = changed.beatNanos() + left * changed.periodNanos();
        }
        tempo = changed;
    }
}
