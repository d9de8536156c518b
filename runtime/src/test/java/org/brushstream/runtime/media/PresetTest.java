package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the files, by the ffmpeg and ffprobe of the system, which share no code with our binding. */
final class PresetTest {
    private static final FrameSize SIZE = new FrameSize(272, 144);

    private final Path folder;

    PresetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Path write(Path file, Preset preset, List<Frame> frames) {
        assumeTrue(preset.encoder().isPresent(), "this FFmpeg has no encoder for " + preset);
        VideoInfo video = VideoInfo.live(frames.get(0).size(), Clips.RATE);
        try (FrameSink sink = FfmpegSink.create(file, Optional.of(preset), video, Map.of(), false)) {
            frames.forEach(sink::write);
            sink.finish();
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"ffv1, mkv", "utvideo, mkv", "x264rgb, mkv", "x264rgb, mp4", "x264rgb, mov"})
    void losslessOnesGiveBackEveryPixel(String name, String ending) throws NoSuchAlgorithmException {
        Preset preset = Preset.parse(name);
        assertThat(preset.isLossless()).isTrue();
        List<Frame> frames = Clips.noises(new FrameSize(97, 61), 0, 40_000, 120_000);
        Path file = write(folder.resolve("noise." + ending), preset, frames);

        String md5s = Tools.text(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                file.toString(),
                Tools.timesOption(),
                "passthrough",
                "-pix_fmt",
                "rgb24",
                "-f",
                "framemd5",
                "-");

        MessageDigest md5 = MessageDigest.getInstance("MD5");
        assertThat(md5s.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactlyElementsOf(frames.stream()
                        .map(frame -> "%032x".formatted(new BigInteger(1, md5.digest(Clips.bytes(frame)))))
                        .toList());
    }

    /** FFmpeg decodes all of 4444 to 12 bits, whatever was coded. */
    @ParameterizedTest
    @CsvSource({
        "prores-hq, mov, prores, HQ, yuv422p10le",
        "prores-hq, mkv, prores, HQ, yuv422p10le",
        "prores-4444, mov, prores, 4444, yuv444p12le",
        "dnxhr-hqx, mov, dnxhd, DNXHR HQX, yuv422p10le",
        "h264, mp4, h264, High, yuv420p",
        "h264, mov, h264, High, yuv420p",
    })
    void thoseForEditingAndTheWebAreWhatTheirNameSaysAndKeepColours(
            String name, String ending, String codec, String profile, String pixels) {
        List<Frame> frames = ramps();
        Path file = write(folder.resolve("ramps." + ending), Preset.parse(name), frames);

        String stated = Tools.text(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                "v",
                "-show_entries",
                "stream=codec_name,profile,pix_fmt,color_range,color_space,color_transfer,color_primaries",
                "-of",
                "default=noprint_wrappers=1",
                file.toString());
        assertThat(stated.lines())
                .contains(
                        "codec_name=" + codec,
                        "profile=" + profile,
                        "pix_fmt=" + pixels,
                        "color_range=tv",
                        "color_space=bt709",
                        "color_transfer=bt709",
                        "color_primaries=bt709");
        byte[] decoded = Tools.run(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                file.toString(),
                "-vf",
                "scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int+full_chroma_inp",
                "-pix_fmt",
                "rgb24",
                "-f",
                "rawvideo",
                "-");
        assertThat(decoded.length).isEqualTo(frames.size() * SIZE.rgbBytes());
        for (int i = 0; i < frames.size(); i++) {
            byte[] picture = Arrays.copyOfRange(decoded, i * SIZE.rgbBytes(), (i + 1) * SIZE.rgbBytes());
            assertThat(meanDistance(Clips.bytes(frames.get(i)), picture))
                    .isLessThan(1.5); // code values; other colours: 5 and more
        }
    }

    /** Soft slopes of each colour: chroma of half the size loses nothing on them. */
    private static List<Frame> ramps() {
        List<Frame> frames = new ArrayList<>();
        for (int frame = 0; frame < 3; frame++) {
            byte[] rgb = new byte[SIZE.rgbBytes()];
            for (int y = 0; y < SIZE.height(); y++) {
                for (int x = 0; x < SIZE.width(); x++) {
                    int at = 3 * (y * SIZE.width() + x);
                    rgb[at] = (byte) (255 * x / SIZE.width());
                    rgb[at + 1] = (byte) (255 * y / SIZE.height());
                    rgb[at + 2] = (byte) (60 + 60 * frame);
                }
            }
            frames.add(new Frame(SIZE, 40_000L * frame, ByteBuffer.wrap(rgb)));
        }
        return frames;
    }

    private static double meanDistance(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return (double) sum / one.length;
    }

    @ParameterizedTest
    @CsvSource({"video.mkv, ffv1", "video.mov, prores-hq", "video.mp4, h264", "picture.png, png"})
    void endingChoosesTheUsualOne(String name, String preset) {
        assertThat(Container.of(Path.of(name)).usual()).hasToString(preset);
    }

    @Test
    void whatAKindOfFileCannotHoldIsRefused() {
        Path file = folder.resolve("painted.mp4");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> write(file, Preset.FFV1, ramps()))
                .withMessage("cannot write " + file + ": .mp4 files hold x264rgb, h264, not ffv1; write .mkv instead");
        Path small = folder.resolve("painted.mov");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> write(small, Preset.DNXHR_HQX, Clips.noises(new FrameSize(97, 61), 0)))
                .withMessageStartingWith("cannot write " + small + ": dnxhr-hqx (DNxHR HQX for editing")
                .withMessageEndingWith("does not take 97x61 pictures; try --size 256x120, or --preset ffv1 in an .mkv");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesAreReadAndOthersRefused() {
        for (Preset preset : Preset.values()) {
            assertThat(Preset.parse(preset.toString())).isEqualTo(preset);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preset.parse("prores"))
                .withMessage("there is no preset 'prores'; there are ffv1, utvideo, x264rgb, prores-hq, prores-4444,"
                        + " dnxhr-hqx, h264, png");
    }
}
