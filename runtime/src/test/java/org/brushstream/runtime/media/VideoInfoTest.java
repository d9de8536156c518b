package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;

final class VideoInfoTest {
    private static final Ratio PAL_PIXELS = new Ratio(64, 45);

    @Test
    void scalingToTheShownProportionsMakesPixelsSquare() {
        // 180 x 64/45 = 256 columns of square pixels
        VideoInfo film = info(new FrameSize(180, 96), PAL_PIXELS).withSize(new FrameSize(256, 96));

        assertThat(film.pixelShape().toDouble()).isCloseTo(1, within(0.001));
    }

    @Test
    void scalingBothSidesAlikeKeepsThePixelsShape() {
        VideoInfo film = info(new FrameSize(181, 97), PAL_PIXELS).withSize(new FrameSize(90, 48));

        assertThat(film.pixelShape()).isEqualTo(PAL_PIXELS);
    }

    private static VideoInfo info(FrameSize size, Ratio pixelShape) {
        return new VideoInfo(null, size, new Ratio(25, 1), pixelShape, 0, 0, true, false, false);
    }
}
