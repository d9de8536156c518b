package org.brushstream.trainer.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.TinyFilm;
import org.brushstream.trainer.TinyModel;
import org.brushstream.trainer.loss.JudgedStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StabilityJobTest {
    private static final int FRAMES = 3;

    @TempDir
    private Path folder;

    private StabilityJob job;

    @BeforeEach
    void makeModelAndClip() {
        Path clip = folder.resolve("clip.mkv");
        TinyFilm.write(clip, FRAMES);
        job = new StabilityJob(
                JudgedStyle.of(StyleModel.read(TinyModel.write(folder)), null),
                List.of(clip),
                Golden.path("style.png"),
                Golden.path("tiny_vgg.safetensors"),
                new StabilityJob.Settings(List.of(), FRAMES, Optional.empty(), TinyModel.OBJECTIVE));
    }

    /** Before the first frame; before a film's second; after a whole film; in the middle of a moving still. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, FRAMES, FRAMES + 5})
    void stopsBeforeTheFrameAtWhichItIsToldTo(int frames) {
        int[] painted = {0};
        assertThat(job.run((done, all) -> painted[0] = done, () -> painted[0] < frames))
                .isEmpty();
        assertThat(painted[0]).isEqualTo(frames);
    }

    @Test
    void styleOfSeveralIsPaintedAlone() {
        StyleModel gallery = StyleModel.read(TinyModel.writeGallery(folder));
        List<StabilityReport> reports = Stream.of("dark", "bright")
                .map(name -> new StabilityJob(
                        JudgedStyle.of(gallery, name), job.clips(), job.style(), job.vgg(), job.settings()))
                .map(styled -> styled.run((done, all) -> {}, () -> true).orElseThrow())
                .toList();
        assertThat(reports).extracting(StabilityReport::model).containsOnly("gallery");
        assertThat(reports)
                .extracting(report -> report.styleName().orElseThrow())
                .containsExactly("dark", "bright");
        Flicker dark = reports.get(0).films().get(0);
        Flicker bright = reports.get(1).films().get(0);
        assertThat(bright.sourceStyleLoss()).isEqualTo(dark.sourceStyleLoss());
        assertThat(bright.paintedStyleLoss()).isNotEqualTo(dark.paintedStyleLoss());
    }

    @Test
    void paintsEveryFilmAndMotionIfItGoesOn() {
        int[] last = {0, 0};
        StabilityReport report = job.run(
                        (done, all) -> {
                            last[0] = done;
                            last[1] = all;
                        },
                        () -> true)
                .orElseThrow();
        assertThat(report.films())
                .extracting(Flicker::motion)
                .containsExactly(Flicker.FILMED, "none", "shift", "zoom", "rotation");
        assertThat(last).containsExactly(FRAMES + 4 * 8, FRAMES + 4 * 8);
    }
}
