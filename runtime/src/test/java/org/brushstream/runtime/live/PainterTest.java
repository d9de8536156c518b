package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time is simulated: it stands still unless a test moves it. */
@Timeout(20)
final class PainterTest {
    private static final long MS = 1_000_000;
    private static final Duration FADE = Duration.ofMillis(400);
    private static final Frame SOURCE =
            new Frame(new FrameSize(2, 1), 5, ByteBuffer.wrap(new byte[] {7, 7, 7, 7, 7, 7}));

    private final FakeBrushes brushes = new FakeBrushes();
    private final List<String> said = new CopyOnWriteArrayList<>(); // by the thread that opens nets as well
    private final AtomicLong now = new AtomicLong(1000 * MS);
    private volatile double frameNanos = 40 * MS;
    private final Palette palette =
            new Palette(brushes, Device.CUDA, StyleMix.of("100"), () -> SOURCE, now::get, said::add);
    private final Painter painter = new Painter(palette, now::get, () -> frameNanos, said::add);

    PainterTest() {
        palette.openFirst();
    }

    @AfterEach
    void close() {
        palette.close();
    }

    private int paintAt(long millis) {
        now.set((1000 + millis) * MS);
        return FakeBrushes.value(painter.paint(SOURCE, Strength.FULL, FADE).frame());
    }

    private void turnTo(String mix) {
        palette.want(StyleMix.parse(mix));
        await();
    }

    private void await() {
        while (palette.opening().isPresent()) {
            Thread.onSpinWait();
        }
    }

    /** A net that cannot be opened is said a moment after it is given up. */
    private void awaitSaid() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (said.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theFirstStyleIsSeenAtOnce() {
        assertThat(paintAt(0)).isEqualTo(100);
        assertThat(painter.device()).isEqualTo("fake cuda");
    }

    @Test
    void anotherStyleIsFadedInOverItsTime() {
        paintAt(0);
        turnTo("200");
        assertThat(painter.shown()).isEqualTo(StyleMix.of("100"));

        assertThat(paintAt(1000)).as("the fade begins with the first picture").isEqualTo(100);
        assertThat(painter.fadedIn()).contains(StyleMix.of("200"));
        assertThat(paintAt(1100)).isEqualTo(125);
        assertThat(paintAt(1300)).isEqualTo(175);
        assertThat(paintAt(1400)).isEqualTo(200);
        assertThat(painter.shown()).isEqualTo(StyleMix.of("200"));
        assertThat(painter.fadedIn()).isEmpty();
    }

    @Test
    void bothNetsPaintDuringAFadeIfTheyFitBetweenTwoFrames() {
        paintAt(0);
        turnTo("200");
        paintAt(1000);
        brushes.painted.clear();
        paintAt(1100);
        assertThat(brushes.painted).containsExactly("100", "200");
    }

    @Test
    void theOldPictureStandsWhereTwoNetsAreTooSlow() {
        brushes.work = frame -> {
            now.addAndGet(30 * MS);
            return frame;
        };
        turnTo("200"); // opened with a clock that moves, so that its time is known
        paintAt(0);
        turnTo("50");
        assertThat(paintAt(1000)).isEqualTo(200);
        brushes.painted.clear();
        assertThat(paintAt(1200)).as("halfway").isEqualTo(125);
        assertThat(brushes.painted).containsExactly("50");
    }

    @Test
    void aStyleChosenInTheMiddleOfAFadeTakesOverWhereItIs() {
        paintAt(0);
        turnTo("200");
        paintAt(1000);
        assertThat(paintAt(1200)).isEqualTo(150);
        turnTo("50");
        assertThat(paintAt(1200)).isEqualTo(150);
        assertThat(paintAt(1400)).isEqualTo(100); // half of 150 and half of 50
        assertThat(paintAt(1600)).isEqualTo(50);
    }

    @Test
    void mixesOfSeparateNetsAreBlendedPixelByPixel() {
        turnTo("100:0.25,200:0.75");
        assertThat(paintAt(0)).isEqualTo(175);
    }

    @Test
    void otherSharesOfTheSameStylesAreThereWithinATenthOfASecond() {
        turnTo("100:1,200:1");
        paintAt(0);
        turnTo("100:0,200:1");
        assertThat(paintAt(1000)).isEqualTo(150);
        assertThat(paintAt(1050)).isEqualTo(175);
        assertThat(paintAt(1100)).isEqualTo(200);
        brushes.painted.clear();
        paintAt(1200);
        assertThat(brushes.painted).as("a net nobody sees does not run").containsExactly("200");
    }

    @Test
    void stylesOfOneNetAreFadedByTheirWeightsAndCostNothing() {
        turnTo("net/A");
        paintAt(0);
        paintAt(500);
        turnTo("net/B");
        assertThat(paintAt(1000)).isEqualTo(100);
        brushes.painted.clear();
        assertThat(paintAt(1100)).isEqualTo(125);
        assertThat(brushes.painted).containsExactly("net");
        assertThat(brushes.opened).containsExactly("100", "net");
    }

    @Test
    void aStyleThatCannotBeOpenedLeavesTheOldOne() {
        brushes.broken.add("200");
        paintAt(0);
        turnTo("200");
        assertThat(paintAt(2000)).isEqualTo(100);
        awaitSaid();
        assertThat(said).containsExactly("model '200' is broken; the style stays as it was");
        assertThat(palette.wanted()).isEqualTo(StyleMix.of("100"));
    }

    @Test
    void aLostCardIsReplacedByTheProcessorAndThePictureStandsMeanwhile() {
        paintAt(0);
        boolean[] once = {true};
        brushes.work = frame -> {
            if (once[0]) {
                once[0] = false;
                throw new ModelException("CUDA failure 999");
            }
            return frame;
        };
        Painter.Picture picture = painter.paint(SOURCE, Strength.FULL, FADE);
        if (picture.stands()) { // else the processor was there already
            assertThat(FakeBrushes.value(picture.frame())).isEqualTo(100);
        }
        await();
        assertThat(paintAt(100)).isEqualTo(100);
        assertThat(painter.device()).isEqualTo("fake cpu");
        awaitSaid();
        assertThat(said).containsExactly("the graphics card was lost, the processor goes on: CUDA failure 999");
    }

    @Test
    void aNetThatFailsOnTheProcessorShowsTheSourceUntilAnotherIsChosen() {
        try (Palette onCpu = new Palette(brushes, Device.CPU, StyleMix.of("100"), () -> SOURCE, now::get, said::add)) {
            onCpu.openFirst();
            Painter alone = new Painter(onCpu, now::get, () -> frameNanos, said::add);
            brushes.work = frame -> {
                throw new ModelException("it takes 224x224 only");
            };
            assertThat(alone.paint(SOURCE, Strength.FULL, FADE)).isEqualTo(new Painter.Picture(SOURCE, false));
            awaitSaid();
            assertThat(said)
                    .containsExactly("it takes 224x224 only; the source is shown until another style is chosen");

            brushes.work = frame -> frame;
            onCpu.want(StyleMix.of("200"));
            while (onCpu.opening().isPresent()) {
                Thread.onSpinWait();
            }
            assertThat(FakeBrushes.value(
                            alone.paint(SOURCE, Strength.FULL, FADE).frame()))
                    .isEqualTo(200);
        }
    }

    @Test
    void aFewNetsStayOpenForComingBackAndTheOthersAreClosed() {
        for (int style = 101; style <= 110; style++) {
            turnTo("" + style);
            paintAt(1000L * style);
            paintAt(1000L * style + 500);
        }
        turnTo("109");
        paintAt(200_000);
        assertThat(brushes.opened).hasSize(11).doesNotHaveDuplicates();
        assertThat(brushes.closed).contains("100", "101", "102").doesNotContain("110", "109", "108", "107");
        palette.close();
        assertThat(brushes.closed).containsExactlyInAnyOrderElementsOf(brushes.opened);
    }
}
