package org.brushstream.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.TinyFilm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameSamplingTest {
    private static final FrameSampling.Settings ALL = settings(1000, -1, false);

    private final Path folder;
    private final Path film;
    private final Path csv;
    private final Path output;

    FrameSamplingTest(@TempDir Path folder) {
        this.folder = folder;
        this.film = folder.resolve("film.mkv");
        this.csv = folder.resolve("scenes.csv");
        this.output = folder.resolve("frames");
    }

    private static FrameSampling.Settings settings(long millis, int distinct, boolean overwrite) {
        return new FrameSampling.Settings(Duration.ofMillis(millis), 320, distinct, overwrite);
    }

    private FrameSampling sampling(String scenes, FrameSampling.Settings settings) throws IOException {
        Files.writeString(csv, "label,start,end\n" + scenes);
        return new FrameSampling(new Labelling.ByFile(List.of(film), csv), output, settings);
    }

    /** As in {@code ink 3 1500}: label, scene and milliseconds. */
    private List<String> sampled() {
        return FrameManifest.read(output).frames().stream()
                .map(frame -> frame.label() + " " + frame.scene() + " " + frame.millis())
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void framesLieAnIntervalApartFromTheStartOfTheirSceneToBeforeItsEnd() throws IOException {
        TinyFilm.writeCuts(film, 100); // 4 s
        FrameSampling.Report report = sampling("ink,0.2,2\nwash,2,2.5\nink,3.04,4\n", settings(600, -1, false))
                .run();

        assertThat(sampled())
                .containsExactly("ink 1 200", "ink 1 800", "ink 1 1400", "wash 2 2000", "ink 3 3040", "ink 3 3640");
        assertThat(report)
                .isEqualTo(new FrameSampling.Report(
                        List.of(new FrameSampling.Count("ink", 5, 0, 2), new FrameSampling.Count("wash", 1, 0, 1)),
                        List.of(),
                        List.of()));
        assertThat(FrameManifest.read(output).frames().get(3).file())
                .isEqualTo(output.resolve("wash/film-000002.000.jpg"));
        BufferedImage picture =
                ImageIO.read(output.resolve("wash/film-000002.000.jpg").toFile());
        assertThat(picture.getWidth()).isEqualTo(96); // not enlarged
        assertThat(names()).containsExactly("film.mkv", "frames", "scenes.csv");
    }

    /** What ffprobe says is in the file: for every moment the first frame that is not earlier. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-r 30000/1001 -c:v libx264 -g 20 -bf 3",
                "-vf select=not(mod(n\\,7))+not(mod(n\\,5))+between(n\\,60\\,100) -vsync vfr -c:v libx264 -g 20",
            })
    void timesAreThoseOfTheFramesThatFfprobeLists(String codec) throws IOException {
        Tools.ffmpeg(film, "-f lavfi -i testsrc2=size=96x64:rate=30:duration=8 " + codec);
        long start = 500;
        long end = 7_100;
        long every = 90;
        sampling("ink,0.5,7.1\n", settings(every, -1, false)).run();

        long[] times = Tools.run(List.of(
                        "ffprobe",
                        "-v",
                        "error",
                        "-select_streams",
                        "v",
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0",
                        film.toString()))
                .lines()
                .mapToLong(line -> Math.round(1000 * Double.parseDouble(line.replace(",", ""))))
                .sorted()
                .toArray();
        List<String> expected = LongStream.iterate(start, moment -> moment < end, moment -> moment + every)
                .map(moment -> Arrays.stream(times)
                        .filter(time -> time >= moment)
                        .findFirst()
                        .orElse(end))
                .filter(time -> time < end)
                .distinct()
                .mapToObj(time -> "ink 1 " + time)
                .toList();
        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(sampled()).isEqualTo(expected);
    }

    @Test
    void picturesAreThoseThatFfmpegShowsAtTheirTimes() throws IOException {
        Tools.ffmpeg(film, "-f lavfi -i testsrc2=size=96x64:rate=25:duration=4 -c:v libx264rgb -qp 0 -g 10");
        sampling("ink,0.5,4\n", settings(1500, -1, false)).run();
        assertThat(sampled()).containsExactly("ink 1 520", "ink 1 2000", "ink 1 3520");

        for (SampledFrame frame : FrameManifest.read(output).frames()) {
            Path png = Tools.ffmpeg(
                    folder.resolve("expected.png"),
                    "-i " + film + " -vf select=gte(t\\," + (frame.millis() - 1) / 1000.0 + ") -frames:v 1");
            double near = difference(png, frame.file());
            Path other = Tools.ffmpeg(
                    folder.resolve("other.png"),
                    "-i " + film + " -vf select=gte(t\\," + (frame.millis() + 39) / 1000.0 + ") -frames:v 1");
            // The film is RGB without loss: this is JPEG, on tiny colour bars. The next frame is farther off.
            assertThat(near).isLessThan(3);
            assertThat(difference(other, frame.file())).isGreaterThan(near + 1);
        }
    }

    /** Mean absolute difference of all channels, of 255. */
    private static double difference(Path one, Path other) throws IOException {
        BufferedImage first = ImageIO.read(one.toFile());
        BufferedImage second = ImageIO.read(other.toFile());
        long sum = 0;
        for (int y = 0; y < first.getHeight(); y++) {
            for (int x = 0; x < first.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs(((first.getRGB(x, y) >> shift) & 0xFF) - ((second.getRGB(x, y) >> shift) & 0xFF));
                }
            }
        }
        return sum / (3.0 * first.getWidth() * first.getHeight());
    }

    @Test
    void framesLikeEarlierOnesOfTheirLabelAreDroppedAndCounted() throws IOException {
        TinyFilm.writeCuts(film, 100);
        Path twin = Files.copy(film, folder.resolve("twin.mkv")); // the same frames again
        Path third = Files.copy(film, folder.resolve("third.mkv"));
        Labelling labels = new Labelling.ByFilm(List.of(film, twin, third), List.of("ink", "ink", "wash"));
        FrameSampling.Report report = new FrameSampling(labels, output, settings(1000, 5, false)).run();

        assertThat(report.counts())
                .containsExactly(
                        new FrameSampling.Count("ink", 4, 4, 1), // of another label they count anew
                        new FrameSampling.Count("wash", 4, 0, 1));
        assertThat(FrameManifest.read(output).frames())
                .extracting(SampledFrame::film)
                .containsOnly("film.mkv", "third.mkv");

        new FrameSampling(labels, output, settings(1000, 63, true)).run();
        assertThat(sampled()).containsExactly("ink 1 0", "wash 3 0"); // 64 bits hardly ever differ
    }

    @Test
    void theOnlySceneOfALabelIsDividedAtItsCuts() throws IOException {
        Tools.ffmpeg(
                film,
                "-f lavfi -i color=red:size=96x64:rate=10:duration=3 -f lavfi -i testsrc2=size=96x64:rate=10:duration=3"
                        + " -filter_complex [0][1]concat -c:v ffv1");
        sampling("ink,1,5\n", ALL).run();
        assertThat(sampled()).containsExactly("ink 1 1000", "ink 1 2000", "ink 2 3000", "ink 2 4000");

        sampling("ink,1,5\nink,5,6\n", settings(1000, -1, true)).run(); // they are scenes as they are
        assertThat(sampled()).containsExactly("ink 1 1000", "ink 1 2000", "ink 1 3000", "ink 1 4000", "ink 2 5000");
    }

    @Test
    void damagedFilmGivesWhatDecodesAndItsReportSaysSo() throws IOException {
        Path whole = folder.resolve("film.mp4");
        TinyFilm.writeCuts(whole, 75);
        byte[] bytes = Files.readAllBytes(whole);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + bytes.length / 8, (byte) 0);
        Files.write(whole, bytes);
        FrameSampling.Report report = new FrameSampling(
                        new Labelling.ByFilm(List.of(whole), List.of("ink")), output, settings(200, -1, false))
                .run();

        assertThat(report.damages()).hasSize(1);
        assertThat(report.damages().get(0)).startsWith(whole + " is damaged: a picture");
        assertThat(sampled()).hasSizeBetween(10, 15).contains("ink 1 0", "ink 1 2800");
    }

    @Test
    void filmWithoutPicturesIsRefused() {
        Path sound = Tools.ffmpeg(folder.resolve("sound.mkv"), "-f lavfi -i sine=duration=1");
        FrameSampling sampling = new FrameSampling(new Labelling.ByFilm(List.of(sound), List.of("ink")), output, ALL);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(sampling::run)
                .withMessage(sound + " has no moving pictures, only sound or text; name a video or a picture");
        assertThat(output).doesNotExist();
    }

    @Test
    void sceneThatShowsNoFrameIsSaidAndALabelWithoutAnyRefused() throws IOException {
        // a slide show: three pictures of 3 s each
        Tools.ffmpeg(film, "-f lavfi -i testsrc2=size=96x64:rate=1/3:duration=9 -c:v ffv1");
        FrameSampling.Report report =
                sampling("ink,0,1\nink,4,5\nwash,6,7\n", ALL).run();
        assertThat(sampled()).containsExactly("ink 1 0", "wash 3 6000");
        assertThat(report.incompleteScenes())
                .containsExactly(csv + ", line 3: no frame is shown from 0:04 to 0:05 of " + film);

        FrameSampling none = sampling("ink,0,1\nwash,4,5\n", settings(1000, -1, true));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(none::run)
                .withMessage(csv + ", line 3: no frame is shown from 0:04 to 0:05 of " + film
                        + ", so there is none of the label wash");
        assertThat(sampled()).hasSize(2); // those of before
        assertThat(names()).containsExactly("film.mkv", "frames", "scenes.csv");
    }

    @Test
    void filmThatDoesNotTellItsLengthIsSampledToItsEnd() throws IOException {
        Path live = Tools.ffmpeg(
                folder.resolve("live.mkv"),
                "-f lavfi -i testsrc2=size=96x64:rate=5:duration=4 -c:v ffv1 -f matroska -live 1");
        List<Duration> all = new ArrayList<>();
        new FrameSampling(new Labelling.ByFilm(List.of(live), List.of("ink")), output, ALL)
                .run((done, unknown) -> all.add(unknown), () -> true);
        assertThat(sampled()).containsExactly("ink 1 0", "ink 1 1000", "ink 1 2000", "ink 1 3000");
        assertThat(all).containsOnly(Duration.ZERO);

        Files.writeString(csv, "label,start,end\nink,0,2\nwash,2,9\n");
        Labelling scenes = new Labelling.ByFile(List.of(live), csv);
        FrameSampling.Report report = new FrameSampling(scenes, output, settings(1000, -1, true)).run();
        assertThat(sampled()).containsExactly("ink 1 0", "ink 1 1000", "wash 2 2000", "wash 2 3000");
        assertThat(report.incompleteScenes())
                .containsExactly(csv + ", line 3: the scene ends at 0:09, but " + live + " before 0:04");
    }

    @Test
    void framesAreReplacedOnlyWhenAskedForAndNothingElseEver() throws IOException {
        TinyFilm.writeCuts(film, 50);
        sampling("ink,0,2\n", ALL).run();
        FrameSampling again = sampling("wash,0,1\n", ALL);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(again::run)
                .withMessage("the folder " + output
                        + " is not empty; add --overwrite to replace the frames in it, or choose another --output");

        FrameSampling over = sampling("wash,0,1\n", settings(1000, -1, true));
        Path mine = Files.writeString(output.resolve("ink/notes.txt"), "mine");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(over::run)
                .withMessage("the folder " + output + " holds " + Path.of("ink", "notes.txt")
                        + " too, which is no sampled frame; move it away, or choose another --output");
        assertThat(sampled()).containsExactly("ink 1 0", "ink 1 1000");

        Files.delete(mine);
        over.run();
        assertThat(sampled()).containsExactly("wash 1 0");
        assertThat(output.resolve("ink")).doesNotExist();
        assertThat(names()).containsExactly("film.mkv", "frames", "scenes.csv");
    }

    @Test
    void folderOfOtherThingsIsNeverReplaced() throws IOException {
        TinyFilm.writeCuts(film, 25);
        Files.createDirectories(output);
        sampling("ink,0,1\n", ALL).run(); // an empty one will do
        Path file = Files.writeString(folder.resolve("file"), "mine");
        FrameSampling onFile =
                new FrameSampling(new Labelling.ByFilm(List.of(film), List.of("ink")), file, settings(1000, -1, true));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(onFile::run)
                .withMessage(file + " is a file; choose another --output for the folder of frames");
        FrameSampling onFolder = new FrameSampling(
                new Labelling.ByFilm(List.of(film), List.of("ink")), folder, settings(1000, -1, true));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(onFolder::run)
                .withMessageContaining(" too, which is no sampled frame; move it away");
    }

    @Test
    void stoppedRunLeavesNothing() throws IOException {
        TinyFilm.writeCuts(film, 50);
        List<Duration> heard = new ArrayList<>();
        Optional<FrameSampling.Report> report =
                sampling("ink,0,1\nink,1,2\n", ALL).run((done, all) -> heard.add(done), heard::isEmpty);
        assertThat(report).isEmpty();
        assertThat(heard).isNotEmpty();
        assertThat(names()).containsExactly("film.mkv", "scenes.csv");
    }

    @Test
    void progressEndsWithAllThereWasToWatch() throws IOException {
        TinyFilm.writeCuts(film, 50);
        List<Duration> heard = new ArrayList<>();
        sampling("ink,0,1\nwash,1,2\n", ALL)
                .run(
                        (done, all) -> {
                            heard.add(done);
                            assertThat(all).isEqualTo(Duration.ofSeconds(4)); // both are watched for cuts first
                        },
                        () -> true);
        assertThat(heard).isSorted().endsWith(Duration.ofSeconds(4));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(0, 5, false))
                .withMessage("frames lie at least a millisecond apart, not PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1000, 64, false))
                .withMessage("frames differ in -1 to 63 bits of 64, not 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameSampling.Settings(Duration.ofSeconds(1), 16, 5, false))
                .withMessage("the shorter side of a frame has 32 to 4096 pixels, not 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Labelling.ByFile(List.of(), csv))
                .withMessage("there is no film to take frames from; name one with --input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Labelling.ByFilm(List.of(film), List.of()))
                .withMessage("1 films and 0 labels");
    }

    @Test
    void labelsStandBeforeAllFilmsOrNone() throws IOException {
        Path equals = Files.createFile(folder.resolve("a=b.mkv"));
        assertThat(Labelling.parse(List.of("ink=a.mkv", "old comic=b.mkv"), Optional.empty()))
                .isEqualTo(
                        new Labelling.ByFilm(List.of(Path.of("a.mkv"), Path.of("b.mkv")), List.of("ink", "old comic")));
        assertThat(Labelling.parse(List.of(equals.toString(), "c.mkv"), Optional.empty()))
                .isEqualTo(new Labelling.ByChapters(List.of(equals, Path.of("c.mkv"))));
        assertThat(Labelling.parse(List.of("c.mkv"), Optional.of(csv)))
                .isEqualTo(new Labelling.ByFile(List.of(Path.of("c.mkv")), csv));
        for (List<String> mixed : List.of(List.of("ink=a.mkv", "b.mkv"), List.of("b.mkv", "ink=a.mkv"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Labelling.parse(mixed, Optional.empty()))
                    .withMessage("the film b.mkv has no label; write LABEL=b.mkv");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Labelling.parse(List.of("ink=a.mkv"), Optional.of(Path.of("scenes.csv"))))
                .withMessage("--scenes scenes.csv has labels, and so has ink=a.mkv; leave out one of them");
    }
}
