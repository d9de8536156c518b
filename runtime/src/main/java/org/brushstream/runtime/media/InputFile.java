package org.brushstream.runtime.media;

import static org.brushstream.runtime.media.Ffmpeg.MICROS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** A media file opened for reading, and which of its streams holds the pictures. Owns the native container. */
final class InputFile implements AutoCloseable {
    private static final Ratio DEFAULT_RATE = new Ratio(25, 1);

    private final Path path;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVStream video;
    private final Continuity continuity = new Continuity();

    private InputFile(Path path) {
        this.path = path;
        Ffmpeg.load();
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "pattern_type", "none", 0); // a % in a picture's name is only a %
            String url = "file:" + path.toAbsolutePath();
            if (avformat_open_input(container, url, null, options) < 0 || isText()) {
                throw new MediaException(path
                        + (isCutOff(path)
                                ? " is cut off and cannot be opened; get a whole copy"
                                : " is not a video or picture that FFmpeg can read; try `ffprobe` on it"));
            }
            Ffmpeg.check(
                    avformat_find_stream_info(container, (AVDictionary) null),
                    path + " has streams that cannot be read");
            this.video = findVideo();
            requireWhole();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        } finally {
            av_dict_free(options);
        }
    }

    static InputFile open(Path path) {
        if (Files.notExists(path)) {
            throw new MediaException("there is no file " + path + "; check the name");
        }
        if (Files.isDirectory(path)) {
            throw new MediaException(path + " is a folder; name a video or picture inside it");
        }
        if (!Files.isReadable(path)) {
            throw new MediaException(path + " may not be read; check its permissions");
        }
        try {
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                throw new MediaException(path + " is empty; was the recording or download cut off?");
            }
        } catch (IOException e) {
            throw new MediaException(path + " cannot be read: " + e.getMessage(), e);
        }
        return new InputFile(path);
    }

    private boolean isText() {
        return formatName().equals("tty"); // FFmpeg draws .txt files as ANSI art: never what was meant
    }

    /** Before a night of painting rather than after it: the missing end is seen at once. */
    private void requireWhole() {
        if (isCutOff(path)) {
            throw new MediaException(path + " is cut off, bytes are missing at its end; get a whole copy"
                    + (isStill() ? "" : ", or keep what there is: ffmpeg -i \"" + path + "\" -c copy whole.mkv"));
        }
    }

    private AVStream findVideo() {
        int index = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, (@Nullable PointerPointer) null, 0);
        if (index < 0 || (container.streams(index).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
            throw new MediaException(path + " has no moving pictures, only sound or text; name a video or a picture");
        }
        for (int i = 0; i < container.nb_stream_groups(); i++) {
            if (container.stream_groups(i).type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
                throw new MediaException(path
                        + " stores its picture as a grid of tiles, which is not read here; export it as .jpg or .png");
            }
        }
        return container.streams(index);
    }

    Path path() {
        return path;
    }

    AVFormatContext container() {
        return container;
    }

    AVStream video() {
        return video;
    }

    /** All streams of one {@code AVMEDIA_TYPE_...}. */
    Stream<AVStream> streams(int mediaType) {
        return IntStream.range(0, container.nb_streams())
                .mapToObj(container::streams)
                .filter(stream -> stream.codecpar().codec_type() == mediaType);
    }

    /** Whether the file is a photograph rather than a film: FFmpeg reads those through formats of their own. */
    boolean isStill() {
        return formatName().equals("image2") || formatName().endsWith("_pipe");
    }

    private String formatName() {
        return container.iformat().name().getString();
    }

    /** Length of the pictures, or of the file if only that is stated; 0 if neither is. */
    long videoDurationMicros() {
        if (video.duration() != AV_NOPTS_VALUE && video.duration() > 0) {
            return av_rescale_q(video.duration(), video.time_base(), MICROS);
        }
        return Math.max(0, container.duration());
    }

    /** The mean rate of the pictures, 25 where nothing is stated. */
    Ratio frameRate() {
        return Ratio.of(video.avg_frame_rate(), Ratio.of(video.r_frame_rate(), DEFAULT_RATE));
    }

    /** How long a picture is shown on the mean, in microseconds. */
    long frameMicros() {
        return Math.max(1, Math.round(1e6 / frameRate().toDouble()));
    }

    /** A stream's time in microseconds from the start of the file. */
    long micros(long time, AVStream stream) {
        return av_rescale_q(time - start(stream), stream.time_base(), MICROS);
    }

    /**
     * The start of the file in the stream's own unit: where its first stream starts, not zero in broadcasts. Sound that
     * starts before zero is only a lead-in: it does not move the rest.
     */
    long start(AVStream stream) {
        return av_rescale_q(startMicros(), MICROS, stream.time_base());
    }

    /** The same in microseconds. */
    long startMicros() {
        return container.start_time() == AV_NOPTS_VALUE ? 0 : Math.max(0, container.start_time());
    }

    /** Reads the next packet of any stream, its times never starting again; false at the end of the file. The caller unreferences the packet. */
    boolean read(AVPacket packet) {
        int code = av_read_frame(container, packet);
        if (code == AVERROR_EOF()) {
            return false;
        }
        Ffmpeg.check(code, path + " cannot be read any further");
        AVStream stream = container.streams(packet.stream_index());
        boolean sound = stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
        if (sound || stream.index() == video.index()) {
            continuity.shift(packet, stream, sound ? 0 : frameMicros());
        }
        return true;
    }

    private static boolean isCutOff(Path path) {
        try {
            return Files.isRegularFile(path) && StatedLength.isCutOff(path);
        } catch (IOException e) {
            throw new MediaException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        avformat_close_input(container);
    }
}
