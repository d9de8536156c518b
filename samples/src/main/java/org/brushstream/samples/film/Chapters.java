package org.brushstream.samples.film;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Puts chapters into a film: JavaCV's recorder cannot write any, so the packets are copied into a second file. */
public final class Chapters {
    private static final int MILLIS_PER_SECOND = 1000;

    /** From {@code start} to before {@code end}, seconds. */
    public record Chapter(String title, double start, double end) {}

    private Chapters() {}

    /** Copies a film, picture and sound as they are; the name of the copy says which container it gets. */
    public static void copy(Path film, Path copy, List<Chapter> chapters) throws IOException {
        AVFormatContext from = new AVFormatContext(null);
        AVFormatContext to = new AVFormatContext(null);
        AVIOContext bytes = new AVIOContext(null);
        AVDictionary options = new AVDictionary(null);
        try {
            check(avformat_open_input(from, film.toString(), null, null), film);
            check(avformat_find_stream_info(from, (PointerPointer<?>) null), film);
            check(avformat_alloc_output_context2(to, null, null, copy.toString()), copy);
            for (int i = 0; i < from.nb_streams(); i++) {
                AVStream stream = avformat_new_stream(to, null);
                check(
                        avcodec.avcodec_parameters_copy(
                                stream.codecpar(), from.streams(i).codecpar()),
                        copy);
                stream.codecpar().codec_tag(0); // the container's own
                stream.time_base(from.streams(i).time_base());
                stream.avg_frame_rate(from.streams(i).avg_frame_rate());
            }
            add(to, chapters);
            check(avio_open(bytes, copy.toString(), AVIO_FLAG_WRITE), copy);
            to.pb(bytes);
            avutil.av_dict_set(options, "fflags", "+bitexact", 0);
            check(avformat_write_header(to, options), copy);
            packets(from, to, copy);
            check(av_write_trailer(to), copy);
        } finally {
            avutil.av_dict_free(options);
            avio_closep(bytes);
            avformat_free_context(to);
            avformat_close_input(from);
        }
    }

    /** The container frees them: they must be of FFmpeg's own memory. */
    private static void add(AVFormatContext film, List<Chapter> chapters) {
        PointerPointer<AVChapter> all =
                new PointerPointer<>(avutil.av_mallocz((long) chapters.size() * Pointer.sizeof(PointerPointer.class)));
        for (int i = 0; i < chapters.size(); i++) {
            Chapter chapter = chapters.get(i);
            AVDictionary metadata = new AVDictionary(null);
            avutil.av_dict_set(metadata, "title", chapter.title(), 0);
            AVChapter written = new AVChapter(avutil.av_mallocz(Pointer.sizeof(AVChapter.class)));
            written.id(i + 1L);
            written.time_base(avutil.av_make_q(1, MILLIS_PER_SECOND));
            written.start(Math.round(chapter.start() * MILLIS_PER_SECOND));
            written.end(Math.round(chapter.end() * MILLIS_PER_SECOND));
            written.metadata(metadata);
            all.put(i, written);
        }
        film.chapters(all);
        film.nb_chapters(chapters.size());
    }

    private static void packets(AVFormatContext from, AVFormatContext to, Path copy) throws IOException {
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            int read = av_read_frame(from, packet);
            while (read >= 0) {
                int stream = packet.stream_index();
                avcodec.av_packet_rescale_ts(
                        packet,
                        from.streams(stream).time_base(),
                        to.streams(stream).time_base());
                packet.pos(-1);
                check(av_interleaved_write_frame(to, packet), copy);
                read = av_read_frame(from, packet);
            }
            if (read != avutil.AVERROR_EOF()) {
                check(read, copy);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    private static void check(int code, Path file) throws IOException {
        if (code < 0) {
            byte[] reason = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
            avutil.av_strerror(code, reason, reason.length);
            throw new IOException(file + ": " + new String(reason, StandardCharsets.US_ASCII).trim());
        }
    }
}
