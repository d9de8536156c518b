package org.brushstream.player.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.render.RenderJob;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole film, painted by a bundled model, seen by Debian's FFmpeg: every frame, time and sound packet is there. */
final class RenderedFilmTest {
    private static final FrameSize SMALL = new FrameSize(160, 90); // so that a film takes seconds

    @TempDir
    private Path folder;

    static Stream<Path> films() {
        String shared = System.getenv().getOrDefault("BRUSHSTREAM_SHARED", "../../shared");
        return Stream.of(Path.of("..", "samples", "media", "city.mp4"), Path.of(shared, "clips", "flower.mp4"));
    }

    @ParameterizedTest
    @MethodSource("films")
    void framesTimesAndSoundSurvive(Path film) throws Exception {
        assumeTrue(Files.exists(film), () -> film + " is not there");
        assumeTrue(hasFfmpeg(), "ffmpeg and ffprobe are not installed");
        Path painted = folder.resolve("painted.mkv");
        List<String> hashes = new ArrayList<>();

        new RenderJob(film, new ModelStore().require("great-wave"), painted, settings()).run(new RenderJob.Listener() {
            @Override
            public void started(VideoInfo video, String device) {}

            @Override
            public void painted(Frame frame) {
                hashes.add(md5(frame));
            }
        });

        assertThat(frameHashes(painted)).isNotEmpty().isEqualTo(hashes);
        assertThat(probe(painted, "a", "packet=data_hash", "-show_data_hash", "md5"))
                .isNotEmpty()
                .isEqualTo(probe(film, "a", "packet=data_hash", "-show_data_hash", "md5"));
        List<String> times = probe(film, "v", "frame=pts_time");
        assertThat(probe(painted, "v", "frame=pts_time")).hasSize(times.size());
        assertThat(seconds(probe(painted, "v", "frame=pts_time"))).satisfies(found -> {
            for (int i = 0; i < times.size(); i++) {
                // Matroska counts milliseconds
                assertThat(found.get(i)).isCloseTo(Double.parseDouble(times.get(i)), within(0.0006));
            }
        });
        // The pictures' own length: a Matroska file's counts the lead-in of its sound as well, in FFmpeg's copies too.
        double duration = seconds(probe(film, "v", "stream=duration")).get(0);
        assertThat(clock(probe(painted, "v", "stream_tags=DURATION").get(0))).isCloseTo(duration, within(0.001));
    }

    private static RenderJob.Settings settings() {
        return new RenderJob.Settings(
                Device.CPU,
                StylizerOptions.defaults(),
                Optional.of(SMALL),
                Optional.empty(),
                false,
                Optional.empty(),
                Strength.FULL);
    }

    private static String md5(Frame frame) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(frame.rgb());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean hasFfmpeg() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(entry ->
                        Files.isExecutable(Path.of(entry, "ffprobe")) && Files.isExecutable(Path.of(entry, "ffmpeg")));
    }

    /** MD5 of every frame as packed RGB. */
    private List<String> frameHashes(Path film) throws IOException, InterruptedException {
        return lines(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-i",
                        film.toString(),
                        "-map",
                        "0:v",
                        timesOption(),
                        "passthrough",
                        "-pix_fmt",
                        "rgb24",
                        "-f",
                        "framemd5",
                        "-")
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    /** FFmpeg's option for which times frames get; it was renamed in version 5.1. */
    private String timesOption() throws IOException, InterruptedException {
        boolean renamed = lines("ffmpeg", "-v", "error", "-h", "long").anyMatch(line -> line.startsWith("-fps_mode"));
        return renamed ? "-fps_mode" : "-vsync";
    }

    private List<String> probe(Path film, String stream, String entries, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error", "-select_streams", stream));
        command.addAll(List.of(more));
        command.addAll(List.of("-show_entries", entries, "-of", "csv=p=0", film.toString()));
        return lines(command.toArray(new String[0]))
                .flatMap(line -> Stream.of(line.split(","))) // packets with side data have empty fields in front
                .filter(field -> !field.isBlank())
                .toList();
    }

    /** {@code 00:00:06.000000000} in seconds. */
    private static double clock(String text) {
        String[] parts = text.split(":", -1);
        return 3600 * Double.parseDouble(parts[0]) + 60 * Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]);
    }

    private static List<Double> seconds(List<String> values) {
        return values.stream().map(Double::parseDouble).toList();
    }

    private Stream<String> lines(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(output, UTF_8).stream();
    }
}
