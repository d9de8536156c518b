package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.frame.Pipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that goes with pictures, in films that ffmpeg made and as ffprobe sees it. */
final class StreamCopyTest {
    private static final String PICTURES = "-f lavfi -i testsrc2=size=96x64:rate=25:duration=2";

    private final Path folder;

    StreamCopyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void writeSubtitlesAndChapters() throws IOException {
        Files.writeString(folder.resolve("words.srt"), """
                1
                00:00:00,200 --> 00:00:00,900
                Sea

                2
                00:00:01,000 --> 00:00:01,800
                Mountain

                """);
        Files.writeString(folder.resolve("chapters.txt"), """
                ;FFMETADATA1
                title=Waves
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=800
                title=The sea
                [CHAPTER]
                TIMEBASE=1/1000
                START=800
                END=2000
                title=The mountain
                """);
        Files.writeString(folder.resolve("font.ttf"), "no font, but nobody looks");
    }

    private List<String> copy(Path input, Path output) {
        VideoInfo info = VideoInfo.of(input);
        try (FrameSource source = FfmpegSource.open(input);
                FfmpegSink sink = FfmpegSink.create(output, info, Map.of(), false)) {
            Pipeline.run(source, frame -> frame, sink);
            return sink.notices();
        }
    }

    private static List<String> probe(Path file, String entries) {
        return Tools.text("ffprobe", "-v", "error", "-show_entries", entries, "-of", "csv=p=0", file.toString())
                .lines()
                .toList();
    }

    /** Hashes of all packets of a kind of stream, in the order of the file. */
    private static List<String> packets(Path file, String kind) {
        return Tools.text(
                        "ffprobe",
                        "-v",
                        "error",
                        "-select_streams",
                        kind,
                        "-show_packets",
                        "-show_data_hash",
                        "md5",
                        "-show_entries",
                        "packet=pts_time,data_hash",
                        "-of",
                        "csv=p=0",
                        file.toString())
                .lines()
                .toList();
    }

    private Path rich() {
        return Tools.ffmpeg(
                folder.resolve("rich.mkv"),
                PICTURES + " -f lavfi -i sine=frequency=440:duration=2 -f lavfi -i sine=frequency=550:duration=2"
                        + " -f lavfi -i sine=frequency=660:duration=2 -i " + folder.resolve("words.srt") + " -i "
                        + folder.resolve("chapters.txt")
                        + " -map 0 -map 1 -map 2 -map 3 -map 4 -map_metadata 5 -map_chapters 5"
                        + " -c:v libx264 -c:a:0 aac -c:a:1 flac -c:a:2 ac3 -c:s srt"
                        + " -metadata:s:a:0 language=ger -metadata:s:a:1 language=fre -metadata:s:s:0 language=jpn"
                        + " -disposition:a:1 default -attach " + folder.resolve("font.ttf")
                        + " -metadata:s:t mimetype=font/ttf");
    }

    @Test
    void threeSoundTracksSubtitlesChaptersAndAFontStayAsTheyWere() {
        Path input = rich();
        Path output = folder.resolve("copy.mkv");

        assertThat(copy(input, output)).isEmpty();

        assertThat(packets(output, "a")).isEqualTo(packets(input, "a"));
        assertThat(packets(output, "s")).isEqualTo(packets(input, "s")).hasSize(2);
        String streams = "stream=codec_name,codec_type:stream_tags=language,filename:stream_disposition=default";
        assertThat(probe(output, streams).stream().filter(line -> !line.contains("video")))
                .isEqualTo(probe(input, streams).stream()
                        .filter(line -> !line.contains("video"))
                        .toList())
                .hasSize(5);
        assertThat(probe(output, "chapter=start_time,end_time:chapter_tags=title"))
                .isEqualTo(probe(input, "chapter=start_time,end_time:chapter_tags=title"))
                .containsExactly("0.000000,0.800000,The sea", "0.800000,2.000000,The mountain");
        assertThat(probe(output, "format_tags=title")).containsExactly("Waves");
    }

    @Test
    void whatAnotherKindOfFileCannotHoldIsLeftOutAndSaid() {
        Path input = Tools.ffmpeg(
                folder.resolve("words.mkv"),
                PICTURES + " -f lavfi -i sine=duration=2 -i " + folder.resolve("words.srt") + " -i "
                        + folder.resolve("chapters.txt") + " -map_chapters 3 -c:v libx264 -c:a aac -c:s srt -attach "
                        + folder.resolve("font.ttf") + " -metadata:s:t mimetype=font/ttf");
        Path output = folder.resolve("copy.mov");

        assertThat(copy(input, output))
                .containsExactly(
                        "the subrip subtitles are left out, which this kind of file cannot hold; write .mkv to keep them",
                        "the attachment font.ttf is left out, which only .mkv can hold");

        assertThat(packets(output, "a")).hasSameSizeAs(packets(input, "a"));
        assertThat(probe(output, "chapter=start_time:chapter_tags=title"))
                .containsExactly("0.000000,The sea", "0.800000,The mountain");
    }

    @ParameterizedTest
    @CsvSource({"mov, mov", "mov, mkv", "mp4, mp4"})
    void timecodeIsKept(String from, String to) {
        Path input = Tools.ffmpeg(folder.resolve("tape." + from), PICTURES + " -c:v libx264 -timecode 10:20:30:05");
        Path output = folder.resolve("copy." + to);

        copy(input, output);

        assertThat(Tools.text("ffprobe", "-v", "error", "-show_entries", "format_tags:stream_tags", output.toString())
                        .lines()
                        .map(line -> line.toLowerCase(Locale.ROOT)))
                .contains("tag:timecode=10:20:30:05");
    }

    @ParameterizedTest
    @CsvSource({
        "smpte170m, smpte170m, smpte170m, tv, mov",
        "bt709, bt709, bt709, tv, mp4",
        "bt470bg, bt470bg, bt470bg, tv, mp4",
        "bt2020nc, bt2020, bt2020-10, tv, mov",
    })
    void coloursAreStoredAndTaggedAsTheSourceHasThem(
            String matrix, String primaries, String transfer, String range, String ending) {
        Path input = Tools.ffmpeg(
                folder.resolve("tagged.mkv"),
                PICTURES + " -vf scale=out_color_matrix=" + matrix.replace("bt2020nc", "bt2020") + ":out_range=" + range
                        + ",format=yuv444p -c:v ffv1 -colorspace " + matrix + " -color_primaries " + primaries
                        + " -color_trc " + transfer.replace("bt470bg", "gamma28") + " -color_range " + range);
        Path output = folder.resolve("copy." + ending);

        copy(input, output);

        assertThat(probe(output, "stream=color_range,color_space,color_transfer,color_primaries"))
                .containsExactly(String.join(",", range, matrix, transfer, primaries));
    }

    @Test
    void highDynamicRangeIsRefusedRatherThanPaintedGrey() {
        Path input = Tools.ffmpeg(
                folder.resolve("hdr.mkv"),
                PICTURES + " -pix_fmt yuv420p10le -c:v ffv1 -colorspace bt2020nc -color_primaries bt2020 -color_trc"
                        + " smpte2084");

        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> VideoInfo.of(input))
                .withMessageStartingWith(input + " is of high dynamic range (smpte2084), which is not read here");
    }
}
