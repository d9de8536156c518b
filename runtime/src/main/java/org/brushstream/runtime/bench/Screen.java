package org.brushstream.runtime.bench;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;

/**
 * Hands frames to the display as far as that can be measured without one: into a picture of the kind that Swing draws
 * fastest, whole pixels of 0xRRGGBB. What the window system does with it is not ours.
 */
final class Screen implements FrameSink {
    private final FrameSize size;
    private final int[] pixels;
    private final byte[] row;

    Screen(FrameSize size) {
        this.size = size;
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        row = new byte[3 * size.width()];
    }

    @Override
    public void write(Frame frame) {
        ByteBuffer rgb = frame.rgb();
        int index = 0;
        for (int y = 0; y < size.height(); y++) {
            rgb.get(row);
            for (int from = 0; from < row.length; from += 3) {
                pixels[index++] = ((row[from] & 0xff) << 16) | ((row[from + 1] & 0xff) << 8) | (row[from + 2] & 0xff);
            }
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
