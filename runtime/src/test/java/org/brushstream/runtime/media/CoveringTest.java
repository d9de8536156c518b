package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;

final class CoveringTest {
    private static final FrameSize WANTED = new FrameSize(640, 360);

    @Test
    void theShorterSideFitsAndTheOtherStandsOut() {
        assertThat(Covering.size(new FrameSize(1280, 720), 1, WANTED)).isEqualTo(WANTED);
        assertThat(Covering.size(new FrameSize(640, 480), 1, WANTED)).isEqualTo(new FrameSize(640, 480));
        assertThat(Covering.size(new FrameSize(320, 240), 1, WANTED)).isEqualTo(new FrameSize(640, 480));
        assertThat(Covering.size(new FrameSize(1080, 1920), 1, WANTED)).isEqualTo(new FrameSize(640, 1138)); // 1137.8
        assertThat(Covering.size(new FrameSize(2560, 1080), 1, WANTED)).isEqualTo(new FrameSize(853, 360)); // 853.3
    }

    @Test
    void pixelsThatAreNotSquareCountAsTheyAreShown() {
        // PAL widescreen: 720 x 64/45 = 1024 wide
        assertThat(Covering.size(new FrameSize(720, 576), 64.0 / 45, WANTED)).isEqualTo(WANTED);
    }

    @Test
    void theMiddleIsCutOut() {
        Frame row = new Frame(new FrameSize(4, 1), 5, ByteBuffer.wrap(new byte[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4}));
        Frame column = new Frame(new FrameSize(1, 3), 5, ByteBuffer.wrap(new byte[] {1, 1, 1, 2, 2, 2, 3, 3, 3}));

        assertThat(Covering.cut(row, new FrameSize(2, 1)))
                .isEqualTo(new Frame(new FrameSize(2, 1), 5, ByteBuffer.wrap(new byte[] {2, 2, 2, 3, 3, 3})));
        assertThat(Covering.cut(column, new FrameSize(1, 1)))
                .isEqualTo(new Frame(new FrameSize(1, 1), 5, ByteBuffer.wrap(new byte[] {2, 2, 2})));
        assertThat(Covering.cut(row, row.size())).isSameAs(row);
    }
}
