package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_NONSTRICT;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_APPEND;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_calloc;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** The container being written. Packets must come in the order of their decoding times. Owns the native container. */
final class Muxer implements AutoCloseable {
    /** What a source says about its own container, and is no longer true of ours. */
    private static final List<String> ABOUT_CONTAINER =
            List.of("major_brand", "minor_version", "compatible_brands", "encoder");

    private final String name;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVIOContext file = new AVIOContext(null);
    private boolean running; // between header and trailer
    private final Map<Integer, Long> lastTimes = new HashMap<>(); // decoding time of each stream, in its time base

    /** @param target named in messages; {@code path} is where the bytes go */
    Muxer(Path target, Path path, Container kind) {
        this.name = "cannot write " + target;
        try {
            String url = "file:" + path.toAbsolutePath();
            Ffmpeg.check(
                    avformat_alloc_output_context2(container, av_guess_format(kind.format(), null, null), null, url),
                    name);
            Ffmpeg.check(avio_open(file, url, AVIO_FLAG_WRITE), name);
            container.pb(file);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    AVFormatContext container() {
        return container;
    }

    /** The chapters of a source with their titles, moved as its times are: the file written starts at zero. */
    void addChapters(InputFile source) {
        int count = source.container().nb_chapters();
        if (count == 0) {
            return;
        }
        // By FFmpeg's own allocator: it frees them with the container.
        PointerPointer<AVChapter> chapters = new PointerPointer<>(av_calloc(count, Pointer.sizeof(Pointer.class)));
        for (int i = 0; i < count; i++) {
            AVChapter from = source.container().chapters(i);
            long start = av_rescale_q(source.startMicros(), Ffmpeg.MICROS, from.time_base());
            AVChapter to = new AVChapter(av_mallocz(Pointer.sizeof(AVChapter.class)));
            to.id(from.id()).time_base(from.time_base());
            to.start(Math.max(0, from.start() - start)).end(Math.max(0, from.end() - start));
            AVDictionary titles = new AVDictionary(null);
            av_dict_copy(titles, from.metadata(), 0);
            to.metadata(titles);
            chapters.put(i, to);
        }
        container.chapters(chapters);
        container.nb_chapters(count);
    }

    AVStream addStream() {
        return Ffmpeg.allocated(avformat_new_stream(container, null));
    }

    /**
     * Writes the header; all streams must be there.
     *
     * @param titles the source's metadata, copied; or null
     * @param tags added to them, behind what the source says under the same name
     */
    void start(@Nullable AVDictionary titles, Map<String, String> tags, Map<String, String> options) {
        AVDictionary metadata = new AVDictionary(null);
        AVDictionary settings = new AVDictionary(null);
        try {
            if (titles != null) {
                av_dict_copy(metadata, titles, 0);
            }
            ABOUT_CONTAINER.forEach(key -> av_dict_set(metadata, key, null, 0));
            tags.forEach((key, value) -> append(metadata, key, value));
            options.forEach((key, value) -> av_dict_set(settings, key, value, 0));
            container.metadata(metadata);
            check(avformat_write_header(container, settings));
            running = true;
        } finally {
            av_dict_free(settings);
        }
    }

    /** Takes nothing from the packet but its bytes; its times are in {@code timeBase}. */
    void write(AVPacket packet, AVStream stream, AVRational timeBase) {
        packet.stream_index(stream.index());
        av_packet_rescale_ts(packet, timeBase, stream.time_base());
        keepOrder(packet);
        packet.pos(-1);
        check(av_write_frame(container, packet));
        check(file.error());
    }

    /** A damaged source may step back in time, at which containers give up: such a packet comes at once instead. */
    private void keepOrder(AVPacket packet) {
        if (packet.dts() == AV_NOPTS_VALUE) {
            return;
        }
        boolean mayRepeat = (container.oformat().flags() & AVFMT_TS_NONSTRICT) != 0;
        Long last = lastTimes.get(packet.stream_index());
        if (last != null) {
            packet.dts(Math.max(packet.dts(), mayRepeat ? last : last + 1));
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(Math.max(packet.pts(), packet.dts()));
        }
        lastTimes.put(packet.stream_index(), packet.dts());
    }

    private static void append(AVDictionary metadata, String key, String value) {
        boolean there = av_dict_get(metadata, key, null, 0) != null;
        av_dict_set(metadata, key, there ? "; " + value : value, AV_DICT_APPEND);
    }

    private void check(int code) {
        boolean full = code < 0 && code == avutil.AVERROR_ENOSPC();
        if (full) {
            throw new MediaException(name + ": " + Ffmpeg.reason(code) + "; free some, or write to another folder");
        }
        Ffmpeg.check(code, name);
    }

    /** Writes what the container holds back, as far as it can be: Matroska collects seconds. For files that nobody finishes. */
    void flush() {
        if (running) {
            av_write_frame(container, null);
        }
    }

    /** Writes the index and flushes; only when this returns all is on the disk's side. */
    void finish() {
        running = false;
        check(av_write_trailer(container));
        check(avio_closep(file));
        container.pb(null);
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        avio_closep(file);
        avformat_free_context(container);
        container.setNull();
    }
}
