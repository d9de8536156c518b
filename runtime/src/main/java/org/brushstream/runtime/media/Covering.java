package org.brushstream.runtime.media;

import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;

/** Fits pictures of other proportions into a size without squeezing them: they are scaled to cover it, and cut. */
final class Covering {
    private Covering() {}

    /**
     * What a picture is scaled to before it is cut.
     *
     * @param shape width over height of one of its pixels
     * @return the smallest size of its proportions, rounded to whole pixels, with no side shorter than {@code wanted}
     */
    static FrameSize size(FrameSize picture, double shape, FrameSize wanted) {
        double width = picture.width() * shape;
        double scale = Math.max(wanted.width() / width, (double) wanted.height() / picture.height());
        return new FrameSize(Math.max(wanted.width(), (int) Math.round(width * scale)), Math.max(wanted.height(), (int)
                Math.round(picture.height() * scale)));
    }

    /** The middle of a frame, in memory of its own; the frame itself if it has that size. */
    static Frame cut(Frame frame, FrameSize wanted) {
        FrameSize size = frame.size();
        if (size.equals(wanted)) {
            return frame;
        }
        int left = (size.width() - wanted.width()) / 2;
        int top = (size.height() - wanted.height()) / 2;
        byte[] rgb = new byte[wanted.rgbBytes()];
        ByteBuffer from = frame.rgb();
        for (int y = 0; y < wanted.height(); y++) {
            from.get(3 * ((top + y) * size.width() + left), rgb, 3 * y * wanted.width(), 3 * wanted.width());
        }
        return new Frame(wanted, frame.timestampMicros(), ByteBuffer.wrap(rgb));
    }
}
