package org.brushstream.runtime.frame;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Width and height of a picture.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record FrameSize(int width, int height) {
    /** The RGB24 bytes of a frame must fit into one Java buffer. */
    private static final long MAX_PIXELS = Integer.MAX_VALUE / 3;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    public FrameSize {
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("a frame cannot be " + width + "x" + height + " pixels");
        }
    }

    /**
     * Undoes {@link #toString()}.
     *
     * @throws IllegalArgumentException if the text is no size, with a sentence fit for whoever wrote it
     */
    public static FrameSize parse(String text) {
        Matcher size = TEXT.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size; write it like 640x360");
        }
        return new FrameSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
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
