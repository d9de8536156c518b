package org.brushstream.runtime.media;

import static org.brushstream.runtime.media.Ffmpeg.MICROS;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_NORMAL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_tag;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/**
 * Copies all of a source but its pictures, packet by packet and untouched, beside pictures that are painted meanwhile: sound,
 * subtitles, fonts and chapters.
 *
 * <p>It also watches the source's own pictures go by, to tell how long the last of them is shown.
 */
final class StreamCopy implements AutoCloseable {
    /** What mkvmerge and others note of the coded pictures and packets, which are others now. */
    private static final List<String> ABOUT_CODING = List.of(
            "encoder",
            "vendor_id",
            "BPS",
            "DURATION",
            "NUMBER_OF_FRAMES",
            "NUMBER_OF_BYTES",
            "_STATISTICS_WRITING_APP",
            "_STATISTICS_WRITING_DATE_UTC",
            "_STATISTICS_TAGS");

    private final InputFile source;
    private final Muxer muxer;
    private final Map<Integer, AVStream> copies = new HashMap<>();
    private final List<String> notices = new ArrayList<>();
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private boolean packetWaits;
    private boolean ended;
    private @Nullable MediaException damage;
    private long lastPictureMicros = Long.MIN_VALUE;
    private long lastPictureDuration;

    /**
     * Adds a stream to the muxer for each sound track, subtitle and font of the source, and its chapters.
     *
     * @param source read to its end, not closed
     * @param target named in messages
     * @throws MediaException if the kind of file does not hold the sound
     */
    StreamCopy(InputFile source, Muxer muxer, Path target) {
        this.source = source;
        this.muxer = muxer;
        try {
            for (int i = 0; i < source.container().nb_streams(); i++) {
                AVStream stream = source.container().streams(i);
                if (stream.index() != source.video().index() && !addCopy(stream, target)) {
                    stream.discard(AVDISCARD_ALL);
                }
            }
            muxer.addChapters(source);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private boolean addCopy(AVStream stream, Path target) {
        int codec = stream.codecpar().codec_id();
        int kind = stream.codecpar().codec_type();
        boolean held = holds(muxer.container().oformat(), codec);
        if (kind == AVMEDIA_TYPE_AUDIO) {
            requireHeld(held, codec, target);
        } else if (kind == AVMEDIA_TYPE_ATTACHMENT) {
            held = muxer.container().oformat().name().getString().equals(Container.MATROSKA.format());
            if (!held) {
                notices.add("the attachment " + title(stream, "filename") + " is left out, which only .mkv can hold");
            }
        } else if (kind == AVMEDIA_TYPE_SUBTITLE) {
            if (!held) {
                notices.add(
                        "the %s subtitles are left out, which this kind of file cannot hold; write .mkv to keep them"
                                .formatted(avcodec_get_name(codec).getString()));
            }
        } else {
            return false; // timecodes are in the titles of the pictures; no other program could read the rest
        }
        if (held) {
            copies.put(stream.index(), copy(stream, target));
        }
        return held;
    }

    private void requireHeld(boolean held, int codec, Path target) {
        if (!held) {
            boolean matroskaHolds = holds(av_guess_format(Container.MATROSKA.format(), null, null), codec);
            throw new MediaException("cannot write %s: this kind of file cannot hold the %s sound of %s; %s"
                    .formatted(
                            target,
                            avcodec_get_name(codec).getString(),
                            source.path(),
                            matroskaHolds
                                    ? "write .mkv instead"
                                    : "convert the sound first: ffmpeg -i \"" + source.path()
                                            + "\" -c:v copy -c:a flac OUT.mkv"));
        }
    }

    private AVStream copy(AVStream stream, Path target) {
        AVStream copy = muxer.addStream();
        Ffmpeg.check(avcodec_parameters_copy(copy.codecpar(), stream.codecpar()), "cannot write " + target);
        copy.codecpar().codec_tag(0); // the other container has its own numbers
        copy.time_base(stream.time_base());
        copy.disposition(stream.disposition());
        copy.metadata(titles(stream)); // the track's language among them
        if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
            keepLeadIn(stream, copy.codecpar());
        }
        return copy;
    }

    /** A copy of what a stream says of itself, for another stream to own, without what is no longer true. */
    static AVDictionary titles(AVStream stream) {
        AVDictionary titles = new AVDictionary(null);
        av_dict_copy(titles, stream.metadata(), 0);
        ABOUT_CODING.forEach(key -> av_dict_set(titles, key, null, 0));
        return titles;
    }

    private static String title(AVStream stream, String key) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), key, null, 0);
        return entry == null ? "without a name" : entry.value().getString(StandardCharsets.UTF_8);
    }

    /** What of the source is not copied, a sentence each. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /** Matroska says no to what it holds in the way of Windows, by a number instead of a name. */
    private static boolean holds(AVOutputFormat container, int codec) {
        boolean byNumber = container.name().getString().equals(Container.MATROSKA.format());
        return avformat_query_codec(container, codec, FF_COMPLIANCE_NORMAL) == 1
                || (byNumber && av_codec_get_tag(container.codec_tag(), codec) != 0);
    }

    /**
     * Sound in .mp4 may start before zero, with samples that only warm up the decoder. Matroska must be told, or it
     * moves everything, pictures included, until nothing starts before zero.
     */
    private static void keepLeadIn(AVStream stream, AVCodecParameters copy) {
        AVIndexEntry first = avformat_index_get_entry(stream, 0);
        if (copy.initial_padding() == 0 && first != null && first.timestamp() < 0) {
            copy.initial_padding(
                    (int) av_rescale_q(-first.timestamp(), stream.time_base(), av_make_q(1, copy.sample_rate())));
        }
    }

    /** Copies all packets up to a moment; the first later one of any stream waits. */
    void copyUntil(long micros) {
        while (next()) {
            AVStream stream = source.container().streams(packet.stream_index());
            long time = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
            if (time != AV_NOPTS_VALUE && source.micros(time, stream) > micros) {
                return;
            }
            packetWaits = false;
            AVStream copy = copies.get(stream.index());
            if (copy != null) {
                shiftToZero(stream);
                muxer.write(packet, copy, stream.time_base());
            } else if (packet.pts() != AV_NOPTS_VALUE && source.micros(packet.pts(), stream) > lastPictureMicros) {
                lastPictureMicros = source.micros(packet.pts(), stream);
                lastPictureDuration = av_rescale_q(packet.duration(), stream.time_base(), MICROS);
            }
            av_packet_unref(packet);
        }
    }

    void copyRest() {
        copyUntil(Long.MAX_VALUE);
    }

    /** How long the source shows its picture of this moment, once copied up to there; 0 if it does not say. */
    long durationOfPictureAt(long micros) {
        return micros == lastPictureMicros ? lastPictureDuration : 0;
    }

    private boolean next() {
        if (!packetWaits && !ended) {
            try {
                packetWaits = source.read(packet);
            } catch (MediaException e) {
                damage = e; // no reason to lose the pictures, nor the sound so far
            }
            ended = !packetWaits;
        }
        return packetWaits;
    }

    /** For the end, once all is written: does nothing if the source could be read to its end. */
    void throwDamage() {
        if (damage != null) {
            throw new DamagedMediaException("the sound is not whole: " + damage.getMessage(), damage);
        }
    }

    /** The file written starts at zero, like the times of the frames. */
    private void shiftToZero(AVStream stream) {
        long start = source.start(stream);
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(packet.pts() - start);
        }
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(packet.dts() - start);
        }
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        av_packet_free(packet);
    }
}
