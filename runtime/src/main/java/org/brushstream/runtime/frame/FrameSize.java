package org.brushstream.runtime.frame;

/**
 * Width and height of a picture.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record FrameSize(int width, int height) {
    /** The RGB24 bytes of a frame must fit into one Java buffer. */
    private static final long MAX_PIXELS = Integer.MAX_VALUE / 3;

    public FrameSize {
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("a frame cannot be " + width + "x" + height + " pixels");
        }
    }

    /** Width times height. */
    public int pixels() {
        return width * height;
    }

    /** Bytes of one packed RGB24 frame. */
    public int rgbBytes() {
        return 3 * pixels();
    }

    /** As in {@code 640x360}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
