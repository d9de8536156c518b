package org.brushstream.samples.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.brushstream.samples.Ffprobe;
import org.brushstream.samples.film.Bt709;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber.ImageMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NightCityTest {
    /** Tests run in the folder of their module. */
    private static final Path FILM = Path.of("media", "city.mp4");

    @BeforeAll
    static void quiet() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    }

    @Test
    void sameMomentGivesTheSamePixelsAndAnotherGivesOthers() {
        CityScene scene = new CityScene();
        int[] once = pixels(scene.at(2.5));
        int[] later = pixels(scene.at(2.7));
        int[] again = pixels(new CityScene().at(2.5));

        assertThat(again).isEqualTo(once);
        assertThat(later).isNotEqualTo(once);
        assertTonesOfDusk(once);
    }

    /** Style nets need light and structure: a blue hour, not a black night. */
    private static void assertTonesOfDusk(int[] picture) {
        int[] levels = Arrays.stream(picture)
                .map(rgb -> ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3)
                .sorted()
                .toArray();

        assertThat(levels[levels.length / 100]).as("shadows").isBetween(15, 60);
        assertThat(levels[levels.length / 2]).as("middle").isBetween(70, 140);
        assertThat(levels[levels.length * 99 / 100]).as("lights").isBetween(180, 250);
    }

    @Test
    void firstFramesBecomeAFilmThatShowsWhatWasDrawn(@TempDir Path folder) throws IOException {
        Path film = folder.resolve("first.mp4");
        NightCity.write(film, 3);

        try (FFmpegFrameGrabber grabber = open(film)) {
            assertThat(lumaError(grabber, 0)).isLessThan(3);
            assertThat(countFrom(grabber, 1)).isEqualTo(3);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part.*");
    }

    @Test
    void sampleFilmIsTheOneThatThisProgramMakes() throws IOException {
        try (FFmpegFrameGrabber grabber = open(FILM)) {
            assertThat(lumaError(grabber, 0)).isLessThan(3);
            int read = countUntil(grabber, 1, 150);
            assertThat(lumaError(grabber, read)).isLessThan(3);
            assertThat(countFrom(grabber, read + 1)).isEqualTo(180);
        }
        assertThat(FILM).satisfies(file -> assertThat(Files.size(file)).isLessThan(2_500_000));
    }

    @Test
    void ffprobeSeesPictureSoundAndColours() throws IOException, InterruptedException {
        String report = Ffprobe.flat(FILM, "-count_frames", "-show_streams");

        assertThat(report)
                .contains("0.codec_name=\"h264\"", "0.width=640", "0.height=360", "0.avg_frame_rate=\"30/1\"")
                .contains("0.nb_read_frames=\"180\"", "0.color_range=\"tv\"", "0.color_space=\"bt709\"")
                .contains("0.color_transfer=\"bt709\"", "0.color_primaries=\"bt709\"")
                .contains("1.codec_name=\"aac\"", "1.sample_rate=\"48000\"", "1.channels=2");
    }

    @Test
    void missingFolderIsNamedWithTheWayOut(@TempDir Path folder) {
        Path nowhere = folder.resolve("nowhere");

        assertThatThrownBy(() -> NightCity.write(nowhere.resolve("city.mp4"), 1))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no folder " + nowhere + "; create it or name another file");
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, 640, 360, null, 0, 640);
    }

    /** Opens a film and checks what its header says. */
    private static FFmpegFrameGrabber open(Path film) throws IOException {
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(film.toFile());
        grabber.setImageMode(ImageMode.RAW); // the decoder's own planes: no conversion of colours
        grabber.start();
        assertThat(grabber.getImageWidth()).isEqualTo(640);
        assertThat(grabber.getImageHeight()).isEqualTo(360);
        assertThat(grabber.getVideoFrameRate()).isEqualTo(30);
        assertThat(grabber.getSampleRate()).isEqualTo(48_000);
        assertThat(grabber.getAudioChannels()).isEqualTo(2);
        return grabber;
    }

    /** Mean difference between the brightness of the next picture and of the drawing of that frame, levels of 255. */
    private static double lumaError(FFmpegFrameGrabber grabber, int frame) throws IOException {
        ByteBuffer drawn = ByteBuffer.allocate(640 * 360 * 3 / 2);
        Bt709.toYuv420(pixels(new CityScene().at(frame / 30.0)), 640, 360, drawn);
        Frame image = grabber.grabImage();
        assertThat(image).isNotNull();
        ByteBuffer decoded = (ByteBuffer) image.image[0];
        double sum = 0;
        for (int y = 0; y < 360; y++) {
            for (int x = 0; x < 640; x++) {
                sum += Math.abs((decoded.get(y * image.imageStride + x) & 0xff) - (drawn.get(y * 640 + x) & 0xff));
            }
        }
        return sum / (640 * 360);
    }

    private static int countUntil(FFmpegFrameGrabber grabber, int read, int end) throws IOException {
        while (read < end && grabber.grabImage() != null) {
            read++;
        }
        return read;
    }

    private static int countFrom(FFmpegFrameGrabber grabber, int read) throws IOException {
        return countUntil(grabber, read, Integer.MAX_VALUE);
    }
}
