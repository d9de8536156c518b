package org.brushstream.trainer.picture;

import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;

/** Frames of one colour, for tests that ask where a picture went. */
public final class Paint {
    private Paint() {}

    /** The colour is 0xRRGGBB. */
    public static Frame flat(int rgb, int width, int height) {
        FrameSize size = new FrameSize(width, height);
        ByteBuffer pixels = ByteBuffer.allocate(size.rgbBytes());
        while (pixels.hasRemaining()) {
            pixels.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        return new Frame(size, 0, pixels.flip());
    }
}
