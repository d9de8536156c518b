package org.brushstream.samples.looks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brushstream.samples.Ffprobe;
import org.brushstream.samples.looks.subjects.Subject;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FiveLooksTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final double TWO_FRAMES = 2.0 / FiveLooks.FRAMES_PER_SECOND;

    @BeforeAll
    static void quiet() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void sameMomentGivesTheSamePixelsAndAnotherGivesOthers(Look look) {
        int[] once = pixels(look, Subject.SEA, 1);
        int[] later = pixels(look, Subject.SEA, 2);

        assertThat(pixels(look, Subject.SEA, 1)).isEqualTo(once);
        assertThat(later).isNotEqualTo(once);
    }

    @Test
    void everyLookHasItsOwnPaletteWhateverIsShown() {
        for (Subject subject : List.of(Subject.STREET, Subject.SEA, Subject.PORTRAIT)) {
            double[] comic = palette(Look.COMIC, subject);
            double[] watercolour = palette(Look.WATERCOLOUR, subject);
            double[] blockPrint = palette(Look.BLOCK_PRINT, subject);
            double[] blueprint = palette(Look.BLUEPRINT, subject);
            double[] ink = palette(Look.INK, subject);

            assertThat(blueprint[2] - blueprint[0])
                    .as("blue over red: %s", subject)
                    .isGreaterThan(70);
            assertThat(ink[3]).as("colour in ink: %s", subject).isLessThan(16); // its paper is warm
            assertThat(comic[3]).as("colour in comic: %s", subject).isGreaterThan(1.3 * watercolour[3]);
            assertThat(comic[3]).isGreaterThan(1.2 * blockPrint[3]);
            assertThat(watercolour[4]).as("darkest in watercolour: %s", subject).isGreaterThan(comic[4] + 15);
        }
    }

    @Test
    void everyChapterShowsEverySubjectInATakeOfItsOwn() {
        List<Shot> shots = Programme.shots(false, 3);

        assertThat(Programme.chapters(shots))
                .extracting(chapter -> chapter.title() + " " + chapter.start() + " " + chapter.end())
                .containsExactly(
                        "comic 0.0 24.0",
                        "watercolour 24.0 48.0",
                        "block-print 48.0 72.0",
                        "blueprint 72.0 96.0",
                        "ink 96.0 120.0");
        Set<String> takes = new HashSet<>();
        shots.forEach(shot -> takes.add(shot.subject() + " " + shot.take()));
        assertThat(takes).hasSize(5 * 8);
        for (int i = 1; i < shots.size(); i++) {
            assertThat(shots.get(i).subject())
                    .as("a cut has to be seen")
                    .isNotEqualTo(shots.get(i - 1).subject());
        }
    }

    @Test
    void plainFilmHasTheSameShotsUnderOneTitle() {
        List<Shot> painted = Programme.shots(false, 3);
        List<Shot> plain = Programme.shots(true, 3);

        assertThat(plain)
                .extracting(Shot::subject)
                .isEqualTo(painted.stream().map(Shot::subject).toList());
        assertThat(plain)
                .extracting(Shot::take)
                .isEqualTo(painted.stream().map(Shot::take).toList());
        assertThat(Programme.chapters(plain)).hasSize(1);
        assertThat(Programme.scenes(plain)).startsWith("label,start,end\nplain,0.000,3.000\nplain,3.000,6.000\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"five.mkv", "five.mp4"})
    void ffprobeFindsFiveChaptersPictureAndSound(String name, @TempDir Path folder) throws Exception {
        Path film = folder.resolve(name);
        List<Shot> shots = new ArrayList<>(); // every fourth: two for each chapter
        for (Shot shot : Programme.shots(false, TWO_FRAMES)) {
            if (Math.round(shot.start() / TWO_FRAMES) % 4 == 0) {
                double start = shots.size() * TWO_FRAMES;
                shots.add(new Shot(shot.look(), shot.subject(), shot.take(), start, TWO_FRAMES));
            }
        }
        List<Shot> begun = new ArrayList<>();
        FiveLooks.write(film, shots, 64, 36, begun::add);
        assertThat(begun).isEqualTo(shots);

        String report = Ffprobe.flat(film, "-count_frames", "-show_chapters", "-show_streams");
        assertThat(report)
                .contains("0.codec_name=\"h264\"", "0.avg_frame_rate=\"24/1\"", "0.nb_read_frames=\"20\"")
                .contains("1.codec_name=\"aac\"", "1.sample_rate=\"48000\"");
        String[] titles = {"comic", "watercolour", "block-print", "blueprint", "ink"};
        for (int i = 0; i < titles.length; i++) {
            assertThat(report).contains("chapter." + i + ".tags.title=\"" + titles[i] + "\"");
            assertThat(time(report, i, "start")).isEqualTo(i * 4 / 24.0, within(0.001));
            assertThat(time(report, i, "end")).isEqualTo((i + 1) * 4 / 24.0, within(0.001));
        }
        assertThat(report).doesNotContain("chapter.5.");
        assertThat(Files.readAllLines(folder.resolve("five.csv"))).hasSize(11).contains("ink,0.667,0.750");
        assertThat(folder).isDirectoryNotContaining("glob:**.part.*");
    }

    @Test
    void filmWithoutAPlaceOrAKnownContainerIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> FiveLooks.write(folder.resolve("none/film.mkv"), List.of(), 64, 36, shot -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> FiveLooks.write(folder.resolve("film.avi"), List.of(), 64, 36, shot -> {}))
                .hasMessageContaining(".mkv or .mp4");
    }

    @Test
    void musicNeverReachesFullScaleAndIsSilentAtTheCuts() {
        for (Look look : Look.values()) {
            float[] sound = Score.play(new Shot(look, Subject.SEA, 0, 0, 3));
            float loudest = 0;
            for (float sample : sound) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
            assertThat(sound).hasSize(3 * 2 * 48_000);
            assertThat(loudest).isBetween(0.4f, 0.61f);
            assertThat(sound[0]).isZero();
            assertThat(sound[sound.length - 1]).isZero();
        }
    }

    private static double time(String report, int chapter, String end) {
        String name = "chapter." + chapter + "." + end + "_time=\"";
        int start = report.indexOf(name) + name.length();
        return Double.parseDouble(report.substring(start, report.indexOf('"', start)));
    }

    private static int[] pixels(Look look, Subject subject, double moment) {
        Shot shot = new Shot(look, subject, 1, 0, 3);
        BufferedImage picture = shot.picture(subject.still(1), look.hand(2 * WIDTH, 2 * HEIGHT), moment, WIDTH, HEIGHT);
        return picture.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    /** Mean red, green, blue; mean of the greatest less the least of the three; the darkest twentieth: levels of 255. */
    private static double[] palette(Look look, Subject subject) {
        int[] rgb = pixels(look, subject, 1);
        double[] sums = new double[5];
        double[] greys = new double[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int red = rgb[i] >> 16 & 0xff;
            int green = rgb[i] >> 8 & 0xff;
            int blue = rgb[i] & 0xff;
            sums[0] += red / (double) rgb.length;
            sums[1] += green / (double) rgb.length;
            sums[2] += blue / (double) rgb.length;
            sums[3] +=
                    (Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue))) / (double) rgb.length;
            greys[i] = (red + green + blue) / 3.0;
        }
        Arrays.sort(greys);
        sums[4] = greys[rgb.length / 20];
        return sums;
    }
}
