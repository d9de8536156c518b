package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FFV1;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FfmpegSinkTest {
    private static final FrameSize SIZE = new FrameSize(32, 16);
    private static final VideoInfo VIDEO = VideoInfo.live(SIZE, Clips.RATE);

    private final Path folder;

    FfmpegSinkTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static void assertRefused(Path output, VideoInfo video, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> FfmpegSink.create(output, video))
                .withMessage(message);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFileAppearsWholeInFinish() throws IOException {
        Path output = folder.resolve("painted.mkv");
        try (FfmpegSink sink = FfmpegSink.create(output, VIDEO)) {
            sink.write(Clips.noise(SIZE, 0));
            assertThat(files()).singleElement().asString().matches("painted\\.[0-9a-f]{8}\\.part\\.mkv");
            sink.finish();
            assertThat(files()).containsExactly("painted.mkv");
            assertThat(Clips.read(output)).isEqualTo(Clips.noises(SIZE, 0)); // closing adds nothing
        }
        assertThat(files()).containsExactly("painted.mkv");
    }

    @Test
    void closedWithoutFinishItLeavesNothing() throws IOException {
        FfmpegSink sink = FfmpegSink.create(folder.resolve("painted.mp4"), VIDEO);
        sink.write(Clips.noise(SIZE, 0));
        sink.write(Clips.noise(SIZE, 40_000));
        sink.close();
        sink.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsKeptUnfinishedCanBeRead() throws IOException {
        FfmpegSink sink = FfmpegSink.create(folder.resolve("painted.mkv"), VIDEO);
        sink.write(Clips.noise(SIZE, 0));
        sink.write(Clips.noise(SIZE, 40_000)); // only then is it known how long the first is seen
        Path kept = sink.keep();
        sink.close();
        assertThat(files()).containsExactly(kept.getFileName().toString());
        assertThat(Clips.read(kept)).isEqualTo(Clips.noises(SIZE, 0));
    }

    @Test
    void anInterruptedOverwriteKeepsTheOldFile() throws IOException {
        Path output = Files.writeString(folder.resolve("painted.mkv"), "old");
        try (FfmpegSink sink = FfmpegSink.create(output, VIDEO, Map.of(), true)) {
            sink.write(Clips.noise(SIZE, 0));
        }
        assertThat(output).hasContent("old");
        assertThat(files()).containsExactly("painted.mkv");
    }

    @Test
    void refusesAnExistingFileUnlessAskedToOverwrite() throws IOException {
        Path output = Files.writeString(folder.resolve("painted.mkv"), "old");

        assertRefused(output, VIDEO, output + " exists already; use --overwrite to replace it, or another name");
        assertThat(output).hasContent("old");
        List<Frame> frames = Clips.noises(SIZE, 0, 40_000);
        assertThat(Clips.read(Clips.write(output, frames))).isEqualTo(frames); // write() overwrites
    }

    @Test
    void refusesAFileThatAppearedMeanwhile() throws IOException {
        Path output = folder.resolve("painted.mkv");
        try (FfmpegSink sink = FfmpegSink.create(output, VIDEO)) {
            sink.write(Clips.noise(SIZE, 0));
            Files.writeString(output, "somebody else's");
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(sink::finish)
                    .withMessageContaining("--overwrite");
        }
        assertThat(output).hasContent("somebody else's");
        assertThat(files()).containsExactly("painted.mkv");
    }

    @Test
    void twoRunsForOneNameDoNotDisturbEachOther() throws IOException {
        Path output = folder.resolve("painted.mkv");
        Files.writeString(folder.resolve("painted.00000000.part.mkv"), "left by a run that was killed");
        try (FfmpegSink first = FfmpegSink.create(output, VIDEO, Map.of(), true);
                FfmpegSink second = FfmpegSink.create(output, VIDEO, Map.of(), true)) {
            first.write(Clips.noise(SIZE, 0));
            second.write(Clips.noise(SIZE, 0));
            second.write(Clips.noise(SIZE, 40_000));
            FfmpegSink.create(output, VIDEO, Map.of(), true).close(); // a third gives up
            first.finish();
            assertThat(Clips.read(output)).isEqualTo(Clips.noises(SIZE, 0));
            second.finish();
        }
        assertThat(Clips.read(output)).isEqualTo(Clips.noises(SIZE, 0, 40_000));
        assertThat(files()).containsExactly("painted.00000000.part.mkv", "painted.mkv");
    }

    @Test
    void anExitInTheMiddleLeavesNothing() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process run = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Interrupted.class.getName(),
                        folder.resolve("painted.mkv").toString())
                .inheritIO()
                .start();

        assertThat(run.waitFor()).isEqualTo(7);
        assertThat(files()).isEmpty();
    }

    /** A program that is ended while it writes a file. */
    static final class Interrupted {
        public static void main(String[] arguments) {
            Path output = Path.of(arguments[0]);
            PartFile file = PartFile.create(output, false);
            System.exit(Files.exists(file.part()) && Files.notExists(output) ? 7 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"painted.avi", "painted", "mkv", ".mkvv"})
    void refusesUnknownEndings(String name) {
        Path output = folder.resolve(name);
        assertRefused(
                output,
                VIDEO,
                "cannot write " + output
                        + ": its name must end in .mkv (lossless video), .mov (video for editing), .mp4 (video for the web), .png (one picture)");
    }

    @Test
    void refusesAMissingFolder() {
        Path missing = folder.resolve("nowhere");
        Path output = missing.resolve("painted.mkv");
        assertRefused(output, VIDEO, "cannot write " + output + ": there is no folder " + missing + "; make it first");
    }

    @Test
    void refusesAFileAsFolderAndAFolderAsFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path below = file.resolve("painted.mkv");
        assertRefused(below, VIDEO, "cannot write " + below + ": there is no folder " + file + "; make it first");
        Path directory = Files.createDirectory(folder.resolve("folder.mkv"));
        assertRefused(directory, VIDEO, directory + " is a folder; name a file to write");
    }

    @Test
    void refusesAFolderThatTakesNoFiles() {
        Path proc = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(proc), "no /proc on this system: unwritable folder not tried");
        assertRefused(
                proc.resolve("painted.mkv"),
                VIDEO,
                "cannot write into the folder /proc/self; check its permissions and free space");
    }

    @Test
    void aFullDiskIsNamed() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this system: full disk not tried");
        Path output = folder.resolve("painted.mkv");
        try (Muxer muxer = new Muxer(output, full, Container.MATROSKA)) {
            muxer.addStream()
                    .codecpar()
                    .codec_type(AVMEDIA_TYPE_VIDEO)
                    .codec_id(AV_CODEC_ID_FFV1)
                    .width(2)
                    .height(2);
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> {
                        muxer.start(null, Map.of(), Map.of());
                        muxer.finish();
                    })
                    .withMessage("cannot write " + output
                            + ": No space left on device; free some, or write to another folder");
        }
    }

    @Test
    void refusesToWriteOverItsSource() throws IOException {
        Path input = Clips.write(folder.resolve("clip.mkv"), Clips.noises(SIZE, 0));
        Path link = Files.createSymbolicLink(folder.resolve("link.mkv"), input);

        for (Path output : List.of(input, link, folder.resolve("./clip.mkv"))) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> FfmpegSink.create(output, VideoInfo.of(input), Map.of(), true))
                    .withMessage(output + " is the video that is read; write to another name");
        }
    }

    @Test
    void refusesOddSidesForTheWebAndLeavesNothing() throws IOException {
        Path output = folder.resolve("painted.mp4");
        assertRefused(
                output,
                VideoInfo.live(new FrameSize(641, 359), Clips.RATE),
                "cannot write " + output
                        + ": h264 (H.264 for the web: 4:2:0, 8 bits) does not take 641x359 pictures; try --size 640x358, or --preset ffv1 in an .mkv");
        assertThat(files()).isEmpty();
    }

    @Test
    void aPngTakesOnePicture() throws IOException {
        Path output = folder.resolve("painted.png");
        try (FfmpegSink sink = FfmpegSink.create(output, VIDEO)) {
            sink.write(Clips.noise(SIZE, 0));
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> sink.write(Clips.noise(SIZE, 1)))
                    .withMessage("cannot write " + output
                            + ": a .png holds one picture, and there are more; write .mkv or .mp4");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aVideoWithoutPicturesIsNoResult() throws IOException {
        Path output = folder.resolve("painted.mkv");
        try (FfmpegSink sink = FfmpegSink.create(output, VIDEO)) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(sink::finish)
                    .withMessage("cannot write " + output + ": there was not one picture");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesFramesOutOfOrderOfAnotherSizeOrTooLate() {
        try (FfmpegSink sink = FfmpegSink.create(folder.resolve("painted.mkv"), VIDEO)) {
            sink.write(Clips.noise(SIZE, 40_000));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sink.write(Clips.noise(SIZE, 40_000)))
                    .withMessage("the frame at 40000 us came after the one at 40000 us");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sink.write(Clips.noise(new FrameSize(16, 32), 80_000)))
                    .withMessage("the file was opened for 32x16, the frame is 16x32");
            sink.finish();
            assertThatIllegalStateException().isThrownBy(() -> sink.write(Clips.noise(SIZE, 80_000)));
            assertThatIllegalStateException().isThrownBy(sink::finish);
        }
    }
}
