package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChapterTest {
    private static final String PICTURES = "-f lavfi -i testsrc2=size=96x64:rate=25:duration=4";

    private static final String METADATA = """
            ;FFMETADATA1
            [CHAPTER]
            TIMEBASE=1/1000
            START=0
            END=1500
            title=Halftone comic
            [CHAPTER]
            TIMEBASE=1/1000
            START=1500
            END=4000
            title=T\u00fbsche
            """;

    private final Path folder;

    ChapterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4"})
    void titlesAndTimesAreThoseThatWereWritten(String ending) throws IOException {
        Path metadata = Files.writeString(folder.resolve("chapters.txt"), METADATA);
        Path film = Tools.ffmpeg(
                folder.resolve("film." + ending), PICTURES + " -i " + metadata + " -map_metadata 1 -c:v libx264");

        assertThat(Chapter.of(film))
                .containsExactly(
                        new Chapter("Halftone comic", 0, 1_500_000), new Chapter("T\u00fbsche", 1_500_000, 4_000_000));
    }

    @Test
    void timesCountFromTheFirstPictureAsThoseOfFramesDo() throws IOException {
        Path metadata = Files.writeString(folder.resolve("chapters.txt"), METADATA);
        Path film = Tools.ffmpeg(
                folder.resolve("late.mkv"),
                "-itsoffset 1 " + PICTURES + " -i " + metadata + " -map_metadata 1 -c:v libx264 -bf 0");

        assertThat(Clips.read(film).get(0).timestampMicros()).isZero(); // the file says 1 s
        assertThat(Chapter.of(film))
                .containsExactly(
                        new Chapter("Halftone comic", 0, 500_000), new Chapter("T\u00fbsche", 500_000, 3_000_000));
    }

    @Test
    void filmWithoutChaptersHasNone() {
        Path film = Clips.write(folder.resolve("film.mkv"), Clips.noises(new FrameSize(16, 16), 0, 40_000));
        assertThat(Chapter.of(film)).isEmpty();
    }

    @Test
    void chapterWithoutTitleHasAnEmptyOne() throws IOException {
        Path metadata =
                Files.writeString(folder.resolve("chapters.txt"), METADATA.replace("title=Halftone comic\n", ""));
        Path film = Tools.ffmpeg(
                folder.resolve("film.mkv"), PICTURES + " -i " + metadata + " -map_metadata 1 -c:v libx264");
        assertThat(Chapter.of(film)).extracting(Chapter::title).isEqualTo(List.of("", "T\u00fbsche"));
    }

    @Test
    void absentFilmIsRefused() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Chapter.of(folder.resolve("none.mkv")))
                .withMessage("there is no file " + folder.resolve("none.mkv") + "; check the name");
    }

    @Test
    void chapterCannotEndBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Chapter("", 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Chapter("", -1, 1));
    }
}
