package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be written; the ending of the file's name chooses. */
@SuppressWarnings("ImmutableEnumChecker") // every map and list here comes from Map.of and List.of
enum OutputFormat {
    /** Lossless: FFV1 keeps every RGB value, Matroska every sound track and nearly every time (to 1 ms). */
    MATROSKA(
            ".mkv",
            "matroska",
            AV_PIX_FMT_BGR0,
            Map.of(),
            new Encoder("ffv1", Map.of("level", "3", "slicecrc", "1", "g", "1", "coder", "rice", "context", "0"))),

    /** For the web: H.264, 4:2:0, BT.709. The GPL build of FFmpeg has x264, which is better; the other OpenH264. */
    MP4(
            ".mp4",
            "mp4",
            AV_PIX_FMT_YUV420P,
            Map.of("movflags", "+faststart"), // the index goes to the front: browsers start before all has come
            new Encoder("libx264", Map.of("preset", "veryfast", "crf", "18")),
            new Encoder("libopenh264", Map.of("rc_mode", "quality", "qmin", "22", "qmax", "22", "profile", "high"))),

    /** One picture. */
    PNG(".png", "image2pipe", AV_PIX_FMT_RGB24, Map.of(), new Encoder("png", Map.of()));

    /** An FFmpeg encoder and its settings. */
    record Encoder(String name, Map<String, String> options) {}

    private final String ending;
    private final String container;
    private final int pixelFormat;
    private final Map<String, String> containerOptions;
    private final List<Encoder> encoders;

    OutputFormat(
            String ending,
            String container,
            int pixelFormat,
            Map<String, String> containerOptions,
            Encoder... bestFirst) {
        this.ending = ending;
        this.container = container;
        this.pixelFormat = pixelFormat;
        this.containerOptions = containerOptions;
        this.encoders = List.of(bestFirst);
    }

    static OutputFormat of(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        for (OutputFormat format : values()) {
            if (name.toLowerCase(Locale.ROOT).endsWith(format.ending)) {
                return format;
            }
        }
        throw new MediaException("cannot write " + file
                + ": its name must end in .mkv (lossless video), .mp4 (video for the web) or .png (one picture)");
    }

    String ending() {
        return ending;
    }

    /** FFmpeg's name for it. */
    String container() {
        return container;
    }

    /** An {@code AV_PIX_FMT_...}. */
    int pixelFormat() {
        return pixelFormat;
    }

    Map<String, String> containerOptions() {
        return containerOptions;
    }

    /** Whether colours are stored as 4:2:0 BT.709 of limited range, so that sides must be even; otherwise as RGB. */
    boolean isYuv() {
        return pixelFormat == AV_PIX_FMT_YUV420P;
    }

    /** The best encoder that this build of FFmpeg has. */
    Encoder encoder() {
        return encoders.stream()
                .filter(encoder -> avcodec_find_encoder_by_name(encoder.name()) != null)
                .findFirst()
                .orElseThrow(() ->
                        new MediaException("this FFmpeg has no encoder for " + ending + " files; write .mkv instead"));
    }
}
