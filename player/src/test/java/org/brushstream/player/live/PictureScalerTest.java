package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Random;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;

final class PictureScalerTest {
    private static Frame noise(FrameSize size) {
        byte[] rgb = new byte[size.rgbBytes()];
        new Random(1).nextBytes(rgb);
        return new Frame(size, 0, ByteBuffer.wrap(rgb));
    }

    private static int[] scaled(Frame frame, FrameSize to) {
        int[] pixels = new int[to.pixels()];
        new PictureScaler(frame.size(), to).scale(frame, pixels, 0, to.width());
        return pixels;
    }

    @Test
    void atItsOwnSizeEveryPixelIsKept() {
        FrameSize size = new FrameSize(7, 5);
        ByteBuffer rgb = noise(size).rgb();

        for (int pixel : scaled(noise(size), size)) {
            assertThat(pixel).isEqualTo(((rgb.get() & 0xff) << 16) | ((rgb.get() & 0xff) << 8) | (rgb.get() & 0xff));
        }
    }

    @Test
    void aRampDoubledIsAFinerRamp() {
        // Middles of the result lie a quarter before and after the frame's: 0, 64, 192, 255 of 0 and 255, by hand
        // 255 * (0, 1/4, 3/4, 1) = 0, 63.75, 191.25, 255, cut to whole levels.
        Frame ramp = new Frame(new FrameSize(2, 1), 0, ByteBuffer.wrap(new byte[] {0, 0, 0, -1, -1, -1}));

        assertThat(scaled(ramp, new FrameSize(4, 1))).containsExactly(0, 0x3f3f3f, 0xbfbfbf, 0xffffff);
    }

    /** Java2D puts the same weights on the same neighbours; both work with 8 bits or so of them, twice. */
    @Test
    void enlargedItIsWhatJavaDraws() {
        Frame frame = noise(new FrameSize(16, 9));
        FrameSize to = new FrameSize(61, 34);
        BufferedImage small = PictureScaler.image(frame);
        BufferedImage large = new BufferedImage(to.width(), to.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = large.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(small, 0, 0, to.width(), to.height(), null);
        g.dispose();
        int[] ours = scaled(frame, to);

        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference =
                            ((ours[y * to.width() + x] >> shift) & 0xff) - ((large.getRGB(x, y) >> shift) & 0xff);
                    assertThat(difference).as("at %d, %d", x, y).isBetween(-4, 4);
                }
            }
        }
    }

    @Test
    void onlyTheColumnsAskedForAreWritten() {
        int[] pixels = new int[4];

        new PictureScaler(FakeControls.SIZE, new FrameSize(4, 1)).scale(FakeControls.plain(0x102030), pixels, 1, 3);

        assertThat(pixels).containsExactly(0, 0x102030, 0x102030, 0);
    }

    @Test
    void onePixelFillsEverySize() {
        Frame pixel = new Frame(new FrameSize(1, 1), 0, ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThat(scaled(pixel, new FrameSize(3, 2))).containsOnly(0x010203);
    }
}
