package org.brushstream.runtime.frame;

import java.nio.ByteBuffer;

/**
 * One picture and the moment it is shown. Immutable: frames may be kept, shared and compared.
 *
 * @param size width and height in pixels
 * @param timestampMicros presentation time, microseconds from the start of the stream
 * @param rgb packed RGB24, top row first, no padding: {@code size.rgbBytes()} bytes; the caller gives it away
 */
public record Frame(FrameSize size, long timestampMicros, ByteBuffer rgb) {
    public Frame {
        if (rgb.remaining() != size.rgbBytes()) {
            throw new IllegalArgumentException("a " + size + " RGB24 frame needs " + size.rgbBytes()
                    + " bytes, the buffer has " + rgb.remaining());
        }
        rgb = rgb.slice().asReadOnlyBuffer();
    }

    /** The pixels, as a view with its own position: reading it never disturbs another reader. */
    @Override
    public ByteBuffer rgb() {
        return rgb.duplicate();
    }
}
