package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.TinyFilm;
import org.brushstream.trainer.frames.FrameManifest;
import org.brushstream.trainer.frames.SampledFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FramesCommandTest {
    private final Path folder;
    private final Path film;
    private final Path output;

    FramesCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.film = folder.resolve("film.mkv");
        this.output = folder.resolve("frames");
        TinyFilm.writeCuts(film, 50); // 2 s
    }

    /** Options given replace these. */
    private Ended frames(String... more) throws IOException {
        Path scenes =
                Files.writeString(folder.resolve("scenes.csv"), "label,start,end\nhalftone comic,0,1\nink,0:01,0:02\n");
        return Ended.of(
                List.of("frames", "--input=" + film, "--scenes=" + scenes, "--every=0.5s", "--output=" + output), more);
    }

    @Test
    void tableTellsWhatBecameOfEachLabel() throws IOException {
        Ended ended = frames();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "label             frames  near-duplicates    scenes",
                        "halftone comic         2                0         1",
                        "ink                    2                0         1",
                        "Wrote " + output);
        assertThat(FrameManifest.read(output).frames())
                .extracting(SampledFrame::millis)
                .containsExactly(0L, 520L, 1_000L, 1_520L); // 25 frames a second
        assertThat(frames("--overwrite", "--distinct=63", "--every=40ms").out()).containsPattern("ink +1 +24 +1");
    }

    @Test
    void filmsMayHaveALabelEach() {
        Ended ended = Ended.of("frames", "--input", "ink=" + film, "--output=" + output, "--size=64");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("There is but one label, ink: to tell looks apart takes two;"
                        + " sample the films of all labels together.");
    }

    @Test
    void damagedFilmIsSaidAfterWhatItGave() throws IOException {
        Path damaged = folder.resolve("film.mp4");
        TinyFilm.writeCuts(damaged, 50);
        byte[] bytes = Files.readAllBytes(damaged);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + bytes.length / 8, (byte) 0);
        Files.write(damaged, bytes);
        Ended ended = frames("--input=" + damaged);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).startsWith(damaged + " is damaged");
        assertThat(ended.out()).contains("Wrote " + output);
    }

    @Test
    void whatIsWrongIsOneSentenceAndLeavesNothing() throws IOException {
        Ended absent = frames("--input=" + folder.resolve("none.mkv"));
        assertThat(absent.err().lines())
                .containsExactly("there is no file " + folder.resolve("none.mkv") + "; check the name");
        assertThat(absent.code()).isEqualTo(1);
        Ended chapters = Ended.of("frames", "--input=" + film, "--output=" + output);
        assertThat(chapters.err()).startsWith(film + " has no chapters; label its parts with --scenes FILE.csv");
        assertThat(chapters.code()).isEqualTo(1);
        assertThat(output).doesNotExist();
    }

    @Test
    void wrongOptionsAreUsageErrors() throws IOException {
        for (Map.Entry<String, String> wrong : Map.of(
                        "--every=often",
                                "Invalid value for option '--every': 'often' is no interval; write it like 1s, 0.5s, 500ms or"
                                        + " 2min",
                        "--every=0", "frames lie at least a millisecond apart, not PT0S",
                        "--size=8", "the shorter side of a frame has 32 to 4096 pixels, not 8",
                        "--distinct=64", "frames differ in -1 to 63 bits of 64, not 64")
                .entrySet()) {
            Ended ended = frames(wrong.getKey());
            assertThat(ended.err().lines()).containsExactly(wrong.getValue(), "Try: brushstream-trainer frames --help");
            assertThat(ended.code()).isEqualTo(2);
        }
    }

    @Test
    void helpShowsAllThreeWaysToLabel() {
        Ended help = Ended.of("frames", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("--input=[LABEL=]FILM...", "--scenes", "chapters", "label,start,end", "comic=a.mp4");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
    }
}
