package org.brushstream.runtime.media;

import java.nio.ByteBuffer;

/**
 * A stretch of sound: {@value #RATE} samples per second, two channels. Immutable.
 *
 * @param startNanos when its first sample was heard, by {@link System#nanoTime()}
 * @param pcm signed 16-bit little-endian samples, left and right in turn; whole pairs; the caller gives it away
 */
public record Sound(long startNanos, ByteBuffer pcm) {
    /** Samples of each channel per second. */
    public static final int RATE = 48_000;

    /** Left and right. */
    public static final int CHANNELS = 2;

    /** Of one sample of both channels. */
    static final int BYTES = 2 * CHANNELS;

    public Sound {
        if (pcm.remaining() % BYTES != 0) {
            throw new IllegalArgumentException(pcm.remaining() + " bytes are no whole pairs of samples");
        }
        pcm = pcm.slice().asReadOnlyBuffer();
    }

    /** The samples, as a view with its own position, big-endian as all views are: set the order to read numbers. */
    @Override
    public ByteBuffer pcm() {
        return pcm.duplicate();
    }

    /** Pairs of samples. */
    public int length() {
        return pcm.remaining() / BYTES;
    }

    /** How long it is. */
    public long nanos() {
        return length() * 1_000_000_000L / RATE;
    }
}
