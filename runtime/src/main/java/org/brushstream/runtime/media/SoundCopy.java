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
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Copies the sound of a source, packet by packet and untouched, beside pictures that are painted meanwhile.
 *
 * <p>It also watches the source's own pictures go by, to tell how long the last of them is shown.
 */
final class SoundCopy implements AutoCloseable {
    private final InputFile source;
    private final Muxer muxer;
    private final Map<Integer, AVStream> copies = new HashMap<>();
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private boolean packetWaits;
    private boolean ended;
    private @Nullable MediaException damage;
    private long lastPictureMicros = Long.MIN_VALUE;
    private long lastPictureDuration;

    /**
     * Adds a stream to the muxer for each sound track of the source.
     *
     * @param source read to its end, not closed
     * @param target named in messages
     */
    SoundCopy(InputFile source, Muxer muxer, Path target) {
        this.source = source;
        this.muxer = muxer;
        try {
            for (int i = 0; i < source.container().nb_streams(); i++) {
                AVStream stream = source.container().streams(i);
                if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                    copies.put(stream.index(), copy(stream, target));
                } else if (stream.index() != source.video().index()) {
                    stream.discard(AVDISCARD_ALL);
                }
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private AVStream copy(AVStream stream, Path target) {
        AVCodecParameters from = stream.codecpar();
        if (!holds(muxer.container().oformat(), from.codec_id())) {
            boolean matroskaHolds =
                    holds(av_guess_format(OutputFormat.MATROSKA.container(), null, null), from.codec_id());
            throw new MediaException("cannot write %s: this kind of file cannot hold the %s sound of %s; %s"
                    .formatted(
                            target,
                            avcodec_get_name(from.codec_id()).getString(),
                            source.path(),
                            matroskaHolds
                                    ? "write .mkv instead"
                                    : "convert the sound first: ffmpeg -i \"" + source.path()
                                            + "\" -c:v copy -c:a flac OUT.mkv"));
        }
        AVStream copy = muxer.addStream();
        Ffmpeg.check(avcodec_parameters_copy(copy.codecpar(), from), "cannot write " + target);
        copy.codecpar().codec_tag(0); // the other container has its own numbers
        copy.time_base(stream.time_base());
        copy.disposition(stream.disposition());
        AVDictionary titles = new AVDictionary(null);
        av_dict_copy(titles, stream.metadata(), 0); // the track's language among them
        copy.metadata(titles);
        keepLeadIn(stream, copy.codecpar());
        return copy;
    }

    /** Matroska says no to what it holds in the way of Windows, by a number instead of a name. */
    private static boolean holds(AVOutputFormat container, int codec) {
        boolean byNumber = container.name().getString().equals(OutputFormat.MATROSKA.container());
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
