package org.brushstream.runtime.media;

import static org.brushstream.runtime.media.Ffmpeg.MICROS;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Lets times go on where those of a file start again, as in recordings that were appended to each other.
 *
 * <p>Decoding times never go back within one recording. The stream that goes back first continues where it ended; the
 * others take over its shift when they go back too, so that sound and pictures stay together. A stream that ended
 * later than the first pushes all that follows behind its own end: steps at the join may be uneven by that much.
 */
final class Continuity {
    /** Smaller steps back are faults of single packets, and of guessed decoding times. */
    private static final long RESTART_MICROS = 500_000;

    /** All times are microseconds, ends with the shift added. */
    private static final class Track {
        private int recording;
        private long shift;
        private long end = Long.MIN_VALUE / 2; // halved: it is subtracted from
    }

    private final Map<Integer, Track> tracks = new HashMap<>();
    private int recordings;
    private long shift;

    /**
     * Shifts a packet's times; to be called for every packet of the pictures and of the sound, in the file's order.
     *
     * @param usualDuration of a packet that does not state its own, in microseconds
     */
    void shift(AVPacket packet, AVStream stream, long usualDuration) {
        Track track = tracks.computeIfAbsent(stream.index(), index -> new Track());
        if (packet.dts() != AV_NOPTS_VALUE) {
            follow(track, packet, stream, usualDuration);
        } // else the first packets of Matroska with B-frames: when they are shown goes back and forth
        long ticks = av_rescale_q(track.shift, MICROS, stream.time_base());
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + ticks);
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + ticks);
        }
    }

    private void follow(Track track, AVPacket packet, AVStream stream, long usualDuration) {
        long start = av_rescale_q(packet.dts(), stream.time_base(), MICROS);
        if (start + track.shift < track.end - RESTART_MICROS) {
            restart(track, track.end - start);
        } else if (track.recording == recordings) {
            track.shift = shift; // another stream may have pushed it
        }
        long duration =
                packet.duration() > 0 ? av_rescale_q(packet.duration(), stream.time_base(), MICROS) : usualDuration;
        track.end = Math.max(track.end, start + duration + track.shift);
    }

    private void restart(Track track, long neededShift) {
        boolean first = track.recording == recordings;
        shift = first ? neededShift : Math.max(shift, neededShift);
        recordings += first ? 1 : 0;
        track.recording = recordings;
        track.shift = shift;
    }
}
