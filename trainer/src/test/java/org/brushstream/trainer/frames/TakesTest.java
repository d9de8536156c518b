package org.brushstream.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.trainer.Shared;
import org.brushstream.trainer.TinyFilm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TakesTest {
    private static final Film FILM =
            new Film(Path.of("film.mkv"), VideoInfo.live(new FrameSize(64, 48), new Ratio(25, 1)));

    private static Scene scene(long start, long end) {
        return new Scene("ink", FILM, start, end, "a test");
    }

    private static List<Long> cuts(double... differences) {
        List<Long> times =
                LongStream.range(0, differences.length).map(i -> 40 * i).boxed().toList();
        return Takes.cuts(
                times,
                IntStream.range(0, differences.length)
                        .mapToObj(i -> differences[i])
                        .toList());
    }

    @Test
    void cutIsOneLargeDifferenceAmongSmallOnes() {
        assertThat(cuts(0, 1, 1, 60, 1, 1)).containsExactly(120L);
        assertThat(cuts(0, 60, 1, 1, 60)).containsExactly(40L, 160L);
    }

    @Test
    void flashesFastMovementsAndSmallDifferencesAreNoCuts() {
        assertThat(cuts(0, 1, 80, 80, 1)).isEmpty(); // there and back
        assertThat(cuts(0, 20, 30, 40, 30, 20)).isEmpty();
        assertThat(cuts(0, 0, 19, 0, 0)).isEmpty();
    }

    @Test
    void sceneIsDividedAtCutsThatLieASecondApart() {
        assertThat(Takes.divided(scene(5_000, 15_000), List.of(5_900L, 8_000L, 8_500L, 12_000L, 14_200L)))
                .containsExactly(scene(5_000, 8_000), scene(8_000, 12_000), scene(12_000, 15_000));
    }

    @Test
    void longTakesAreDividedIntoEqualStretches() {
        assertThat(Takes.divided(scene(0, 20_000), List.of())).containsExactly(scene(0, 20_000));
        assertThat(Takes.divided(scene(1_000, 29_000), List.of(2_000L)))
                .containsExactly(
                        scene(1_000, 2_000), scene(2_000, 11_000), scene(11_000, 20_000), scene(20_000, 29_000));
    }

    /**
     * {@code ffmpeg -vf select='gt(scene,0.3)'} finds the first, third and fourth in bikes.mp4, and another 0.3 s before the
     * end; the second, from a taxi to a van, shows to the eye. scene-cuts.mp4 is the same film beside itself.
     */
    @ParameterizedTest
    @ValueSource(strings = {"bikes.mp4", "scene-cuts.mp4"})
    void cutsOfARealFilmAreFound(String name) {
        Film film = Film.openAll(List.of(Shared.require("clips/" + name))).get(0);
        List<Long> watched = new ArrayList<>();
        List<Scene> found =
                Takes.of(new Scene("bikes", film, 0, 10_000, "a test"), new DamageLog(), watched::add, () -> true);
        assertThat(found).extracting(Scene::start).containsExactly(0L, 1_200L, 3_040L, 5_480L, 7_480L);
        assertThat(found.get(4).end()).isEqualTo(10_000);
        assertThat(watched).hasSize(250).isSorted().endsWith(9_960L);
    }

    @Test
    void filmWithoutCutsIsOneTake() {
        Film film = Film.openAll(List.of(Shared.require("clips/flower.mp4"))).get(0);
        assertThat(Takes.of(new Scene("f", film, 1_000, 4_000, "a test"), new DamageLog(), watched -> {}, () -> true))
                .containsExactly(new Scene("f", film, 1_000, 4_000, "a test"));
    }

    @Test
    void sceneThatShowsNothingStaysWhole(@TempDir Path folder) {
        Path path = folder.resolve("film.mkv");
        TinyFilm.write(path, 3);
        Scene late = new Scene("f", Film.openAll(List.of(path)).get(0), 1_000, Film.ENDLESS, "a test");
        assertThat(Takes.of(late, new DamageLog(), watched -> {}, () -> true)).containsExactly(late);
    }
}
