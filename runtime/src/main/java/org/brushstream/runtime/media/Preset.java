package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P10;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P10;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.brushstream.runtime.frame.FrameSize;

/** How pictures are coded in a file that is written: what for, how exactly, and in which kinds of files. */
@SuppressWarnings("ImmutableEnumChecker") // every map and list here comes from Map.of and List.of
public enum Preset {
    /** Lossless: FFV1 keeps every RGB value. The usual one for {@code .mkv}. */
    FFV1(
            "keeps every RGB value, in small files",
            true,
            AV_PIX_FMT_BGR0,
            List.of(Container.MATROSKA),
            new Encoder("ffv1", Map.of("level", "3", "slicecrc", "1", "g", "1", "coder", "rice", "context", "0"))),

    /** Lossless: Ut Video keeps every RGB value, is written much faster than FFV1, and takes more room. */
    UTVIDEO(
            "keeps every RGB value, written fast, in larger files",
            true,
            AV_PIX_FMT_GBRP,
            List.of(Container.MATROSKA),
            new Encoder("utvideo", Map.of("pred", "median"))),

    /** Lossless: x264 keeps every RGB value. Only in the GPL build of FFmpeg. */
    X264RGB(
            "keeps every RGB value, with x264 (needs a build with -Pgpl)",
            true,
            AV_PIX_FMT_BGR0,
            List.of(Container.MATROSKA, Container.MP4, Container.QUICKTIME),
            new Encoder("libx264rgb", Map.of("qp", "0", "preset", "veryfast"))),

    /** Apple ProRes 422 HQ, for editing: 4:2:2, 10 bits. The usual one for {@code .mov}. */
    PRORES_HQ(
            "ProRes 422 HQ for editing: 4:2:2, 10 bits",
            false,
            AV_PIX_FMT_YUV422P10,
            List.of(Container.QUICKTIME, Container.MATROSKA),
            new Encoder("prores_ks", Map.of("profile", "hq", "vendor", "apl0"))),

    /** Apple ProRes 4444, for editing: 4:4:4, 10 bits. */
    PRORES_4444(
            "ProRes 4444 for editing: 4:4:4, 10 bits",
            false,
            AV_PIX_FMT_YUV444P10,
            List.of(Container.QUICKTIME, Container.MATROSKA),
            new Encoder("prores_ks", Map.of("profile", "4444", "vendor", "apl0"))),

    /** Avid DNxHR HQX, for editing: 4:2:2, 10 bits; 256x120 pixels and more. */
    DNXHR_HQX(
            "DNxHR HQX for editing: 4:2:2, 10 bits",
            false,
            AV_PIX_FMT_YUV422P10,
            List.of(Container.QUICKTIME, Container.MATROSKA),
            new Encoder("dnxhd", Map.of("profile", "dnxhr_hqx"))),

    /**
     * For the web: H.264, 4:2:0. The usual one for {@code .mp4}. The GPL build of FFmpeg has x264, which is better; the other
     * OpenH264.
     */
    H264(
            "H.264 for the web: 4:2:0, 8 bits",
            false,
            AV_PIX_FMT_YUV420P,
            List.of(Container.MP4, Container.QUICKTIME, Container.MATROSKA),
            new Encoder("libx264", Map.of("preset", "veryfast", "crf", "18")),
            new Encoder("libopenh264", Map.of("rc_mode", "quality", "qmin", "22", "qmax", "22", "profile", "high"))),

    /** One picture. */
    PNG("one picture", true, AV_PIX_FMT_RGB24, List.of(Container.PNG), new Encoder("png", Map.of()));

    /** An FFmpeg encoder and its settings. */
    record Encoder(String name, Map<String, String> options) {}

    private static final FrameSize MIN_DNXHR = new FrameSize(256, 120);
    private static final FrameSize MIN_H264 = new FrameSize(16, 16); // OpenH264 takes nothing smaller
    private static final FrameSize ANY = new FrameSize(1, 1);

    private final String description;
    private final boolean lossless;
    private final int pixelFormat;
    private final List<Container> containers;
    private final List<Encoder> encoders;

    Preset(String description, boolean lossless, int pixelFormat, List<Container> containers, Encoder... bestFirst) {
        this.description = description;
        this.lossless = lossless;
        this.pixelFormat = pixelFormat;
        this.containers = containers;
        this.encoders = List.of(bestFirst);
    }

    /**
     * Undoes {@link #toString()}.
     *
     * @throws IllegalArgumentException if there is none of that name, naming those that there are
     */
    public static Preset parse(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no preset '" + name + "'; there are "
                        + Arrays.stream(values()).map(Preset::toString).collect(Collectors.joining(", "))));
    }

    /** As people choose it, as in {@code prores-hq}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is for, in a few words. */
    public String description() {
        return description;
    }

    /** Whether every RGB value comes back as it was. */
    public boolean isLossless() {
        return lossless;
    }

    /** The usual ending of files with it, as in {@code .mkv}. */
    public String ending() {
        return containers.get(0).ending();
    }

    /** In which kinds of files it is written; the first is the usual one. */
    List<Container> containers() {
        return containers;
    }

    /** An {@code AV_PIX_FMT_...}. */
    int pixelFormat() {
        return pixelFormat;
    }

    /** Whether colours are stored as luma and colour difference, of limited range; otherwise as RGB. */
    boolean isYuv() {
        return pixelFormat == AV_PIX_FMT_YUV420P
                || pixelFormat == AV_PIX_FMT_YUV422P10
                || pixelFormat == AV_PIX_FMT_YUV444P10;
    }

    /** The size nearest to this one that it takes: itself, unless chroma is shared between pixels, or there is a least size. */
    FrameSize sizeFor(FrameSize size) {
        FrameSize least = this == DNXHR_HQX ? MIN_DNXHR : this == H264 ? MIN_H264 : ANY;
        int across = pixelFormat == AV_PIX_FMT_YUV420P || pixelFormat == AV_PIX_FMT_YUV422P10 ? 2 : 1;
        int down = pixelFormat == AV_PIX_FMT_YUV420P ? 2 : 1;
        return new FrameSize(
                Math.max(least.width(), size.width() / across * across),
                Math.max(least.height(), size.height() / down * down));
    }

    /** The best encoder that this build of FFmpeg has; empty if it has none. */
    Optional<Encoder> encoder() {
        return encoders.stream()
                .filter(encoder -> avcodec_find_encoder_by_name(encoder.name()) != null)
                .findFirst();
    }
}
