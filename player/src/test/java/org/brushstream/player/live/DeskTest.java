package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.live.LiveStyle;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeskTest {
    private final FakeControls controls = new FakeControls("a", "b", "c");
    private final Desk desk = desk(controls);

    static Desk desk(FakeControls controls) {
        return desk(controls, List.of(), new CueList.Beats(4));
    }

    private static Desk desk(FakeControls controls, List<StyleMix> cues, CueList.Step every) {
        return new Desk(
                controls,
                new DeskSettings(List.of(), Strength.FULL, false, cues, every, 120, Path.of("target")),
                TwoColours.painter());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void choosingAndSteppingGoAroundTheStrip() {
        desk.choose(1);
        desk.step(1);
        desk.step(1);
        desk.step(-1);
        desk.choose(7); // a key without a style

        assertThat(controls.calls).containsExactly("style b", "style c", "style a", "style c");
        assertThat(desk.state().corners()).containsExactly(2);
    }

    @Test
    void stylesAreMixedInAndTakenOutAgain() {
        desk.toggleInMix(1);
        desk.mixAt(new double[] {0.25, 0.75});
        desk.toggleInMix(0);
        desk.toggleInMix(1); // the last one stays

        assertThat(controls.calls).containsExactly("style a:0.5,b:0.5", "style a:0.25,b:0.75", "style b");
    }

    @Test
    void aMixInTheStripIsTakenApartInAnother() {
        FakeControls other = new FakeControls("a", "b");
        try (Desk mixed = new Desk(
                other,
                new DeskSettings(
                        List.of(StyleMix.parse("a:0.5,b:0.5")),
                        Strength.FULL,
                        false,
                        List.of(),
                        new CueList.Beats(4),
                        120,
                        Path.of("")),
                TwoColours.painter())) {
            assertThat(mixed.strip().stream().map(StyleTile::name)).containsExactly("A + B", "A", "B");
            mixed.toggleInMix(1);
        }
        assertThat(other.calls).containsExactly("style a:0.75,b:0.25");
    }

    @Test
    void theStripShowsOneNetOfEachStyle() {
        List<LiveStyle> known = List.of(new LiveStyle("wave-live", "The Wave", Optional.of("wave-swift")));

        assertThat(StyleTile.strip(List.of(StyleMix.of("wave-swift")), known))
                .containsExactly(new StyleTile(StyleMix.of("wave-swift"), "Wave swift", "The Wave"));
        assertThat(StyleTile.spoken("composition-vii")).isEqualTo("Composition VII");
        assertThat(StyleTile.spoken("my/nets/rough_sea.onnx")).isEqualTo("Rough sea");
        assertThat(StyleTile.spoken("great-wave-live")).isEqualTo("Great wave");
    }

    @Test
    void strengthGoesInStepsAndStopsAtItsEnds() {
        desk.strengthStep(-1);
        desk.strength(0.52);
        desk.strengthStep(1);
        desk.strength(9);
        desk.strength(Double.NaN);

        assertThat(controls.calls).containsExactly("strength 0.95", "strength 0.52", "strength 0.55", "strength 1.5");
    }

    @Test
    void recordingIsAKnobOfTwoPositions() {
        desk.toggleRecording();
        desk.toggleRecording();
        desk.snapshot();

        assertThat(controls.calls).containsExactly("record", "stop", "snapshot");
    }

    @Test
    void whatTheSessionReallyPaintsIsMarkedOnceItHasSettled() {
        AtomicLong clock = new AtomicLong();
        DeskSettings settings = new DeskSettings(
                List.of(), Strength.FULL, false, List.of(), new CueList.Beats(4), 120, Path.of("target"));
        try (Desk timed = new Desk(controls, settings, TwoColours.painter(), clock::get)) {
            timed.choose(2);
            controls.style = StyleMix.of("b"); // c failed
            timed.follow(controls.status());
            assertThat(timed.state().corners()).containsExactly(2); // it may still be opened

            clock.addAndGet(1_100_000_000L);
            timed.follow(controls.status());
            assertThat(timed.state().corners()).containsExactly(1);
        }
    }

    @Test
    void beatsThatAreHeardSetTheTempoUnlessAHandTaps() {
        desk.beat(0);
        desk.beat(400_000_000L);
        assertThat(desk.state().tempo()).isEqualTo(new Tempo(400_000_000L, 400_000_000L));

        desk.tap(1_000_000_000L);
        desk.tap(1_600_000_000L);
        desk.beat(2_000_000_000L);
        assertThat(desk.state().tempo()).isEqualTo(new Tempo(1_600_000_000L, 600_000_000L));

        desk.beat(12_000_000_000L); // ten seconds later
        desk.beat(12_300_000_000L);
        assertThat(desk.state().tempo().perMinute()).isEqualTo(200);
    }

    @Test
    void cuesTakeTurnsUntilAHandChooses() throws InterruptedException {
        CueList.Step every = new CueList.Time(Duration.ofMillis(100));
        List<StyleMix> list = List.of(StyleMix.of("b"), StyleMix.parse("a:1,c:3"), StyleMix.of("a"));
        try (Desk turning = desk(controls, list, every)) {
            CountDownLatch around = new CountDownLatch(4);
            turning.listen(around::countDown);
            assertThat(around.await(20, TimeUnit.SECONDS)).isTrue();
            turning.choose(0);
            int calls = controls.calls.size();

            assertThat(controls.calls.subList(0, 4))
                    .containsExactly("style b", "style a:0.25,c:0.75", "style a", "style b");
            Thread.sleep(300);
            assertThat(controls.calls).hasSize(calls);
            assertThat(turning.state().cues()).isFalse();
            assertThat(turning.strip().stream().map(StyleTile::title))
                    .containsExactly("The painting of b", "25 % A, 75 % C", "The painting of a", "The painting of c");
        }
    }
}
