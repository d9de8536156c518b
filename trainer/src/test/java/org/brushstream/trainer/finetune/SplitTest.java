package org.brushstream.trainer.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.frames.PerceptualHash;
import org.brushstream.trainer.frames.SampledFrame;
import org.junit.jupiter.api.Test;

final class SplitTest {
    /** Scenes of a look, and how many frames each has. */
    private static List<SampledFrame> frames(String look, int... scenes) {
        List<SampledFrame> frames = new ArrayList<>();
        for (int scene = 0; scene < scenes.length; scene++) {
            for (int frame = 0; frame < scenes[scene]; frame++) {
                frames.add(new SampledFrame(
                        Path.of(look, scene + "-" + frame + ".png"),
                        look,
                        "film.mkv",
                        1 + scene,
                        frame,
                        new PerceptualHash(frame)));
            }
        }
        return frames;
    }

    private static List<SampledFrame> both(List<SampledFrame> one, List<SampledFrame> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static Set<Integer> scenes(List<SampledFrame> frames) {
        return frames.stream().map(SampledFrame::scene).collect(Collectors.toSet());
    }

    @Test
    void wholeScenesOfEveryLookAreHeldOut() {
        Split split = Split.of(both(frames("ink", 10, 10, 10, 10, 10), frames("comic", 4, 4, 4, 4, 4)), 0.2, 1);
        assertThat(split.looks()).containsExactly("comic", "ink"); // by name, whatever the order of the frames
        assertThat(split.heldOut()).extracting(List::size).containsExactly(4, 10);
        assertThat(split.learned()).extracting(List::size).containsExactly(16, 40);
        assertThat(split.smallest()).isEqualTo(16);
        for (int look = 0; look < 2; look++) {
            assertThat(scenes(split.learned().get(look)))
                    .doesNotContainAnyElementsOf(scenes(split.heldOut().get(look)));
        }
    }

    @Test
    void anotherSeedHoldsOtherScenesOut() {
        List<SampledFrame> frames = both(frames("ink", 3, 3, 3, 3, 3, 3), frames("comic", 3, 3, 3, 3, 3, 3));
        assertThat(Split.of(frames, 0.2, 1)).isEqualTo(Split.of(frames, 0.2, 1));
        assertThat(Split.of(frames, 0.2, 1).fingerprint())
                .isEqualTo(Split.of(frames, 0.2, 1).fingerprint())
                .isNotEqualTo(Split.of(frames, 0.2, 3).fingerprint());
    }

    @Test
    void aLongSceneIsLearnedFromRatherThanHeldOut() {
        for (int seed = 0; seed < 10; seed++) {
            Split split = Split.of(both(frames("ink", 1, 100), frames("comic", 50, 12, 14)), 0.2, seed);
            assertThat(split.heldOut()).extracting(List::size).first().isIn(12, 14); // of 76 at most 15
            assertThat(split.heldOut().get(1)).hasSize(1); // of 101, where 20 were wanted
            assertThat(split.learned().get(1)).hasSize(100);
        }
        Split equal = Split.of(both(frames("ink", 5, 5), frames("comic", 1, 1)), 0.9, 1);
        assertThat(equal.learned()).noneMatch(List::isEmpty); // never all
    }

    @Test
    void oneLookOrOneSceneIsRefused() {
        assertThatThrownBy(() -> Split.of(frames("ink", 3, 3), 0.2, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("all frames are of one look, ink;")
                .hasMessageContaining("label other scenes too");
        assertThatThrownBy(() -> Split.of(List.of(), 0.2, 1)).hasMessageContaining("there are no frames");
        assertThatThrownBy(() -> Split.of(both(frames("ink", 3, 3), frames("comic", 9)), 0.2, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the look 'comic' has frames of one scene only");
    }
}
