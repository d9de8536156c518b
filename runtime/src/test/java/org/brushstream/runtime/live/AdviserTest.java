package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.Test;

final class AdviserTest {
    private static final long MS = 1_000_000;
    private static final FrameSize SIZE = new FrameSize(640, 360);

    private final Adviser adviser = new Adviser();

    @Test
    void threeSecondsBehindAreNeeded() {
        assertThat(adviser.isBehind(30, 20, 0)).isFalse();
        assertThat(adviser.isBehind(30, 20, 2999 * MS)).isFalse();
        assertThat(adviser.isBehind(30, 20, 3000 * MS)).isTrue();
        assertThat(adviser.isBehind(30, 27, 3100 * MS)).as("nine of ten").isFalse();
        assertThat(adviser.isBehind(30, 20, 3200 * MS)).as("from there on anew").isFalse();
        adviser.startAfresh();
        assertThat(adviser.isBehind(30, 20, 9000 * MS)).isFalse();
    }

    @Test
    void aFasterNetIsAdvisedBeforeASmallerPicture() {
        StyleMix live = StyleMix.of("great-wave-live");
        assertThat(Adviser.advice(Optional.of(live), SIZE, 0.5)).contains(new Advice.FasterStyle(live));
    }

    @Test
    void sidesGoDownByTheRootOfWhatIsShown() {
        // 0.64 of the frames: 0.8 of 640 and of 360 (288 is 18 x 16)
        assertThat(Adviser.advice(Optional.empty(), SIZE, 0.64))
                .contains(new Advice.SmallerSize(new FrameSize(512, 288)));
        // not less than half at once: 320 and 180, which is 11.25 x 16
        assertThat(Adviser.advice(Optional.empty(), SIZE, 0.01))
                .contains(new Advice.SmallerSize(new FrameSize(320, 176)));
        assertThat(Adviser.advice(Optional.empty(), new FrameSize(256, 144), 0.5))
                .isEmpty();
    }
}
