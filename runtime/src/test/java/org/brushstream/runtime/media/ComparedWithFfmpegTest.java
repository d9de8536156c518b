package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.frame.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands ffmpeg and ffprobe of the system, which share no code with our binding, must see what we mean. */
final class ComparedWithFfmpegTest {
    private static final String PICTURES = "-f lavfi -i testsrc2=size=96x64:rate=30:duration=2";
    private static final String SOUND = "-f lavfi -i sine=duration=2.3:sample_rate=44100";
    private static final String UNEVEN = "-vf select=not(mod(n\\,3))+not(mod(n\\,5))";

    private final Path folder;

    ComparedWithFfmpegTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static void copy(Path input, Path output) {
        VideoInfo info = VideoInfo.of(input);
        try (FrameSource source = FfmpegSource.open(input);
                FrameSink sink = FfmpegSink.create(output, info, Map.of("COMMENT", "painted with Wave"), false)) {
            Pipeline.run(source, frame -> frame, sink);
        }
    }

    /** One field of all packets of one kind of stream, in the order of the file. */
    private static Stream<String> packets(Path file, String kind, String field) {
        String all = Tools.text(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                kind,
                "-show_packets",
                "-show_data_hash",
                "md5",
                "-of",
                "default=noprint_wrappers=1",
                file.toString());
        return all.lines().filter(line -> line.startsWith(field + "=")).map(line -> line.substring(field.length() + 1));
    }

    /** Times of all packets, sorted, in milliseconds since Matroska counts those. */
    private static List<Long> milliseconds(Path file, String kind) {
        return packets(file, kind, "pts_time")
                .map(time -> Math.round(Double.parseDouble(time) * 1000))
                .sorted()
                .toList();
    }

    private static List<String> hashes(Path file, String kind) {
        return packets(file, kind, "data_hash").toList();
    }

    private static double entry(Path file, String section, String name) {
        return Double.parseDouble(Tools.text(
                        "ffprobe",
                        "-v",
                        "error",
                        "-show_entries",
                        section + "=" + name,
                        "-of",
                        "default=noprint_wrappers=1:nokey=1",
                        file.toString())
                .lines()
                .findFirst()
                .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "17, 9", "641, 359"})
    void ffmpegDecodesExactlyThePixelsThatWereWritten(int width, int height) throws NoSuchAlgorithmException {
        List<Frame> frames = Clips.noises(new FrameSize(width, height), 0, 40_000, 120_000);
        Path file = Clips.write(folder.resolve("noise.mkv"), frames);

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

    @ParameterizedTest
    @CsvSource({
        "even.mp4, -c:v libx264 -c:a aac, mkv",
        "even.mp4, -c:v libx264 -c:a aac, mp4",
        "even.mkv, -c:v libx264 -c:a libopus, mkv",
        "even.avi, -c:v mpeg4 -c:a pcm_s16le -shortest, mkv",
    })
    void evenTimesAndSoundStayAsTheyWere(String name, String codecs, String ending) {
        Path input = Tools.ffmpeg(folder.resolve(name), PICTURES + " " + SOUND + " -metadata title=Waves " + codecs);
        assertCopyKeepsTimesAndSound(input, folder.resolve("copy." + ending));
    }

    @ParameterizedTest
    @CsvSource({"mp4, mkv", "mp4, mp4", "mkv, mkv", "mkv, mp4"})
    void unevenTimesAndSoundStayAsTheyWere(String from, String to) {
        Path input = Tools.ffmpeg(
                folder.resolve("uneven." + from),
                PICTURES + " " + SOUND + " " + UNEVEN + " " + Tools.timesOption()
                        + " vfr -metadata title=Waves -c:v libx264 -c:a aac");
        assertThat(milliseconds(input, "v")).hasSize(28); // 60 frames less those that 3 and 5 do not divide
        assertCopyKeepsTimesAndSound(input, folder.resolve("copy." + to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4"})
    void picturesThatStartLateStartLate(String ending) {
        Path input = Tools.ffmpeg(
                folder.resolve("late.mkv"),
                "-itsoffset 0.5 " + PICTURES + " " + SOUND + " -metadata title=Waves -c:v libx264 -c:a libopus");
        assertThat(milliseconds(input, "v").get(0)).isBetween(490L, 510L);
        assertCopyKeepsTimesAndSound(input, folder.resolve("copy." + ending));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4"})
    void theRealFlowerKeepsItsTimesAndSound(String ending) {
        Path input = Tools.shared("clips/flower.mp4");
        Path output = folder.resolve("flower." + ending);
        copy(input, output);
        assertSameTimesAndSound(input, output);
        assertThat(milliseconds(output, "v")).hasSize(150);
    }

    private static void assertCopyKeepsTimesAndSound(Path input, Path output) {
        copy(input, output);
        assertSameTimesAndSound(input, output);
        assertThat(Tools.text("ffprobe", "-v", "error", "-show_entries", "format_tags", output.toString())
                        .toLowerCase(Locale.ROOT))
                .contains("title=waves")
                .contains("comment=painted with wave");
    }

    private static void assertSameTimesAndSound(Path input, Path output) {
        assertThat(hashes(output, "a")).isNotEmpty().isEqualTo(hashes(input, "a"));
        assertWithinAMillisecond(milliseconds(output, "v"), milliseconds(input, "v"));
        assertWithinAMillisecond(milliseconds(output, "a"), milliseconds(input, "a"));
        assertThat(entry(output, "format", "duration"))
                .isCloseTo(entry(input, "format", "duration"), within(0.03)); // one sound packet
    }

    private static void assertWithinAMillisecond(List<Long> actual, List<Long> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).isBetween(expected.get(i) - 1, expected.get(i) + 1);
        }
    }

    @Test
    void theLastPictureIsShownAsLongAsBefore() {
        // a slide show: three pictures of 3 s each, so the file ends 3 s after the last time in it
        Path input = Tools.ffmpeg(
                folder.resolve("slow.mp4"),
                "-f lavfi -i testsrc2=size=96x64:rate=1/3:duration=9 -c:v libx264 -video_track_timescale 90000");
        Path output = folder.resolve("copy.mp4");
        copy(input, output);

        assertThat(entry(input, "stream", "duration")).isEqualTo(9);
        assertThat(entry(output, "stream", "duration")).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"mkv, 1", "mkv, 1/3", "mp4, 1"})
    void slowFilmsWhosePicturesAreStoredInAnotherOrderKeepTheirTimes(String ending, String rate) {
        Path input = Tools.ffmpeg(
                folder.resolve("slow." + ending),
                "-f lavfi -i testsrc2=size=96x64:rate=" + rate + ":duration=30 -c:v libx264 -bf 3");
        assertThat(Clips.read(input).stream().map(frame -> frame.timestampMicros() / 1000))
                .isEqualTo(milliseconds(input, "v"))
                .hasSizeGreaterThan(9);
    }

    @Test
    void twoSoundTracksWithTheirLanguagesAreCopied() {
        Path input = Tools.ffmpeg(
                folder.resolve("two.mkv"),
                PICTURES + " " + SOUND
                        + " -f lavfi -i sine=frequency=880:duration=2 -map 0 -map 1 -map 2 -c:v libx264 -c:a libopus"
                        + " -metadata:s:a:0 language=fra -metadata:s:a:1 language=deu");
        Path output = folder.resolve("copy.mkv");
        copy(input, output);

        assertThat(hashes(output, "a:0")).isNotEmpty().isEqualTo(hashes(input, "a:0"));
        assertThat(hashes(output, "a:1"))
                .isNotEmpty()
                .isEqualTo(hashes(input, "a:1"))
                .isNotEqualTo(hashes(input, "a:0"));
        assertThat(Tools.text("ffprobe", "-v", "error", "-show_entries", "stream_tags=language", output.toString()))
                .contains("language=fra")
                .contains("language=deu");
    }

    @Test
    void soundThatMp4CannotHoldIsRefusedBeforeAnyWork() throws IOException {
        Path input = Tools.ffmpeg(folder.resolve("speech.mkv"), PICTURES + " " + SOUND + " -c:v libx264 -c:a wmav2");
        Path output = folder.resolve("copy.mp4");

        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> FfmpegSink.create(output, VideoInfo.of(input)))
                .withMessage("cannot write " + output + ": this kind of file cannot hold the wmav2 sound of " + input
                        + "; write .mkv instead");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(input);
        }
    }

    @Test
    void soundThatNothingHoldsIsRefusedWithAnotherAdvice() {
        Path input =
                Tools.ffmpeg(folder.resolve("speech.flv"), PICTURES + " " + SOUND + " -ac 1 -c:v flv1 -c:a nellymoser");

        for (String ending : List.of("mkv", "mp4")) {
            Path output = folder.resolve("copy." + ending);
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> FfmpegSink.create(output, VideoInfo.of(input)))
                    .withMessage("cannot write " + output + ": this kind of file cannot hold the nellymoser sound of "
                            + input + "; convert the sound first: ffmpeg -i \"" + input
                            + "\" -c:v copy -c:a flac OUT.mkv");
        }
    }

    @Test
    void soundOfWindowsIsCopied() {
        Path input = Tools.ffmpeg(folder.resolve("speech.wmv"), PICTURES + " " + SOUND + " -c:v wmv2 -c:a wmav2");
        Path output = folder.resolve("copy.mkv");
        copy(input, output);

        assertThat(hashes(output, "a")).isNotEmpty().isEqualTo(hashes(input, "a"));
    }

    @Test
    void theSourcesOwnCommentStays() {
        Path input = Tools.ffmpeg(folder.resolve("noted.mkv"), PICTURES + " -metadata comment=Seen -c:v libx264");
        Path output = folder.resolve("copy.mkv");
        copy(input, output);

        assertThat(Tools.text("ffprobe", "-v", "error", "-show_entries", "format_tags", output.toString()))
                .contains("COMMENT=Seen; painted with Wave");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c:v mpeg2video -bf 2 -c:a mp2", "-c:v libx264 -c:a mp2"})
    void timesThatStartAgainGoOn(String codecs) throws IOException {
        Path part = Tools.ffmpeg(folder.resolve("part.ts"), PICTURES + " " + SOUND + " -shortest " + codecs);
        Path input = Files.write(folder.resolve("twice.ts"), Files.readAllBytes(part));
        Files.write(input, Files.readAllBytes(part), StandardOpenOption.APPEND);
        Path output = folder.resolve("copy.mkv");
        copy(input, output);

        assertThat(hashes(output, "a")).isNotEmpty().isEqualTo(hashes(input, "a"));
        List<Long> pictures = milliseconds(output, "v");
        assertThat(pictures).hasSizeBetween(118, 120); // a join may cost MPEG-2 the pictures that need the next ones
        assertSteps(pictures, 33, 34);
        assertSteps(milliseconds(output, "a"), 26, 27); // 1152 samples of 44.1 kHz
        assertThat(entry(output, "format", "duration")).isCloseTo(4.05, within(0.1));
    }

    /** All steps between {@code least} and {@code most}, but few at the join, off by a packet of sound and of pictures. */
    private static void assertSteps(List<Long> milliseconds, long least, long most) {
        List<Long> steps = IntStream.range(1, milliseconds.size())
                .mapToObj(i -> milliseconds.get(i) - milliseconds.get(i - 1))
                .toList();
        assertThat(steps).allMatch(step -> step >= least - 27 && step <= most + 27 + 34);
        assertThat(steps.stream().filter(step -> step < least - 1 || step > most + 1))
                .hasSizeLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ycgco", "ictcp", "bt2020c"})
    void coloursThatWouldComeOutWrongAreRefused(String matrix) {
        Path input = Tools.ffmpeg(
                folder.resolve("colours.mkv"), PICTURES + " -pix_fmt yuv444p -c:v ffv1 -colorspace " + matrix);

        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> VideoInfo.of(input))
                .withMessageStartingWith(
                        input + " has " + matrix + " colours, which are not read here; convert it first");
    }

    @ParameterizedTest
    @CsvSource({
        "testsrc2, bt709, tv, 1280x720",
        "testsrc2, bt709, pc, 96x64",
        "testsrc2, smpte170m, tv, 96x64",
        "testsrc2, smpte170m, pc, 1280x720",
        "smptebars, bt709, tv, 96x64",
        "smptebars, smpte170m, tv, 96x64",
    })
    void coloursAreReadByTheFilesOwnMatrixAndRange(String pattern, String matrix, String range, String size) {
        String to = "scale=out_color_matrix=" + matrix + ":out_range=" + range
                + ":flags=accurate_rnd+full_chroma_int,format=yuv444p";
        Path input = Tools.ffmpeg(
                folder.resolve("colours.mkv"),
                "-f lavfi -i " + pattern + "=size=" + size + ":rate=2:duration=1 -vf " + to + " -c:v ffv1 -colorspace "
                        + matrix + " -color_range " + range);

        assertLikeFfmpeg(input, "in_color_matrix=" + matrix + ":in_range=" + range);
    }

    @ParameterizedTest
    @CsvSource({"96x64, smpte170m", "1280x720, bt709"})
    void untaggedVideoIsReadByTheUsualRule(String size, String matrix) {
        Path input = Tools.ffmpeg(
                folder.resolve("untagged.avi"),
                "-f lavfi -i testsrc2=size=" + size + ":rate=2:duration=1 -pix_fmt yuv420p -c:v rawvideo");

        assertLikeFfmpeg(input, "in_color_matrix=" + matrix + ":in_range=tv");
    }

    /** All frames as FFmpeg converts them, packed RGB24. */
    private static byte[] converted(Path input, String meaning) {
        return Tools.run(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                input.toString(),
                "-vf",
                "scale=" + meaning
                        + ":flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=gbrp,format=rgb24",
                "-f",
                "rawvideo",
                "-");
    }

    /** Within 2 code values: two versions of swscale round in different places. */
    private static void assertLikeFfmpeg(Path input, String meaning) {
        byte[] theirs = converted(input, meaning);
        List<Frame> ours = Clips.read(input);
        assertThat(ours).hasSize(2);
        for (int i = 0; i < ours.size(); i++) {
            byte[] frame = Clips.bytes(ours.get(i));
            byte[] expected = Arrays.copyOfRange(theirs, i * frame.length, (i + 1) * frame.length);
            assertThat(Clips.distance(frame, expected)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void webVideoIsTaggedAsWhatItIs() {
        Path file = Clips.write(folder.resolve("tagged.mp4"), Clips.noises(new FrameSize(64, 48), 0, 40_000));

        assertThat(Tools.text("ffprobe", "-v", "error", "-show_streams", file.toString()))
                .contains(
                        "codec_name=h264",
                        "pix_fmt=yuv420p",
                        "color_range=tv",
                        "color_space=bt709",
                        "color_transfer=bt709",
                        "color_primaries=bt709",
                        "sample_aspect_ratio=1:1");
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void aVideoFromAPhoneStandsUpright(int degrees) throws IOException {
        Path flat = Tools.ffmpeg(folder.resolve("flat.mp4"), PICTURES + " -c:v libx264");
        Path input = Files.write(folder.resolve("phone.mp4"), turned(Files.readAllBytes(flat), degrees));

        Frame first = Clips.read(input).get(0);
        byte[] theirs = Arrays.copyOf(
                converted(input, "in_color_matrix=smpte170m:in_range=tv"),
                first.size().rgbBytes());
        FrameSize expected = degrees == 180 ? new FrameSize(96, 64) : new FrameSize(64, 96);
        assertThat(first.size())
                .isEqualTo(expected)
                .isEqualTo(VideoInfo.of(input).size());
        // ffmpeg turns before it converts, so the halved colours are interpolated along the other side: noise at edges
        assertThat(meanDistance(Clips.bytes(first), theirs)).isLessThan(2);
    }

    /** Writes the matrix of ISO 14496-12, 8.3.2 (tkhd), as phones do: a, b, u, c, d, v, x, y, w of 96x64 pixels. */
    private static byte[] turned(byte[] mp4, int degrees) {
        int one = 1 << 16;
        int[] matrix =
                switch (degrees) {
                    case 90 -> new int[] {0, one, 0, -one, 0, 0, 64 * one, 0, 1 << 30};
                    case 180 -> new int[] {-one, 0, 0, 0, -one, 0, 96 * one, 64 * one, 1 << 30};
                    default -> new int[] {0, -one, 0, one, 0, 0, 0, 96 * one, 1 << 30};
                };
        int header = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        assertThat(mp4[header + 4]).as("version of the track header").isZero();
        ByteBuffer.wrap(mp4).position(header + 44).asIntBuffer().put(matrix);
        return mp4;
    }

    private static double meanDistance(byte[] one, byte[] other) {
        assertThat(one).hasSameSizeAs(other);
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return (double) sum / one.length;
    }

    @Test
    void pixelsThatAreNotSquareStaySo() {
        Path input = Tools.ffmpeg(folder.resolve("tape.mp4"), PICTURES + " -vf setsar=16/15 -c:v libx264");
        Path output = folder.resolve("copy.mkv");
        copy(input, output);

        assertThat(VideoInfo.of(input).pixelShape()).isEqualTo(new Ratio(16, 15));
        assertThat(VideoInfo.of(output).pixelShape()).isEqualTo(new Ratio(16, 15));
    }

    @Test
    void aVideoThatChangesItsSizeIsScaledToTheFirst() throws IOException {
        Path small = Tools.ffmpeg(folder.resolve("small.ts"), PICTURES + " -c:v mpeg2video -qscale:v 1");
        Path large = Tools.ffmpeg(
                folder.resolve("large.ts"),
                "-f lavfi -i testsrc2=size=192x128:rate=30:duration=2 -c:v mpeg2video -qscale:v 1 -output_ts_offset 2");
        Path both = folder.resolve("both.ts");
        Files.write(both, Files.readAllBytes(small));
        Files.write(both, Files.readAllBytes(large), StandardOpenOption.APPEND);

        assertThat(Clips.read(both))
                .hasSizeBetween(118, 120)
                .extracting(Frame::size)
                .containsOnly(new FrameSize(96, 64));
    }

    @Test
    void interlacedFilmIsKnownAsSuch() {
        Path combed = Tools.ffmpeg(
                folder.resolve("combed.mkv"),
                PICTURES + " -vf tinterlace=interleave_top,setfield=tff -c:v mpeg2video -flags +ildct+ilme");
        Path plain = Tools.ffmpeg(folder.resolve("plain.mkv"), PICTURES + " -c:v mpeg2video");

        assertThat(VideoInfo.of(combed).interlaced()).isTrue();
        assertThat(VideoInfo.of(plain).interlaced()).isFalse();
    }
}
