package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class JpegPicturesTest {
    @Test
    void aFrameThatCannotBeCompressedIsLeftOut() throws InterruptedException {
        FakeControls controls = new FakeControls("a");
        try (JpegPictures pictures = new JpegPictures(frame -> {
            if (frame.rgb().get(0) == 0) {
                throw new IllegalStateException("black");
            }
            return PictureScaler.image(frame);
        })) {
            controls.watch(pictures);
            controls.show(0, 0, false);
            assertThat(pictures.next(0, Duration.ofMillis(300))).isNull();
            controls.show(0, 0x102030, false);
            assertThat(pictures.next(0, Duration.ofSeconds(30))).isNotNull();
        }
    }
}
