package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_transfer_name;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pictures of any video or still that FFmpeg can decode.
 *
 * <p>Frames are as shown: upright, in full-range RGB by the file's own matrix and range, at the times the file gives,
 * counted from where its first stream starts; where they start again, they go on by one frame. Should the size change on the way, later frames are scaled to the first.
 * Transparency is dropped.
 *
 * <p>A file that is shorter than it says is refused when it is opened. A damaged one gives every frame that decodes;
 * then, in place of the end, {@link #read()} throws one {@link DamagedMediaException} that says what was lost. So nothing
 * is lost in silence, and a caller who wants the rest nevertheless has it. What no format states cannot be missed: the
 * end of a transport stream that was cut off, or a part of a picture that the decoder patches up without a word.
 */
public final class FfmpegSource implements FrameSource {
    /** Key pictures may be rare: so many packets are kept while some are looked for. */
    private static final int MAX_AHEAD = 1_000;

    private final InputFile input;
    private final AVCodecContext decoder;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVFrame picture = Ffmpeg.allocated(av_frame_alloc());
    private final ToRgb toRgb;
    private final Deque<AVPacket> ahead = new ArrayDeque<>();
    private long wantedMicros = Long.MIN_VALUE;
    private @Nullable Orientation orientation;
    private long lastMicros = Long.MIN_VALUE;
    private long frames;
    private int damaged;
    private @Nullable String damage;
    private boolean interlaced;
    private boolean packetWaits;
    private boolean inputEnded;
    private boolean ended;

    private FfmpegSource(InputFile input, @Nullable FrameSize scaleTo) {
        this.input = input;
        this.toRgb = new ToRgb(scaleTo);
        AVCodec codec = avcodec_find_decoder(input.video().codecpar().codec_id());
        this.decoder = Ffmpeg.allocated(avcodec_alloc_context3(codec));
        try {
            openDecoder(codec, input.video().codecpar());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Opens a file at its own size, see {@link VideoInfo#size()}. */
    public static FfmpegSource open(Path file) {
        return new FfmpegSource(InputFile.open(file), null);
    }

    /** Opens a file and scales every picture to {@code scaleTo}, a size as shown. */
    public static FfmpegSource open(Path file, FrameSize scaleTo) {
        return new FfmpegSource(InputFile.open(file), scaleTo);
    }

    private void openDecoder(@Nullable AVCodec found, AVCodecParameters parameters) {
        String codec = avcodec_get_name(parameters.codec_id()).getString();
        if (found == null) {
            throw new MediaException(input.path() + " is coded as " + codec
                    + ", which this FFmpeg cannot decode; convert it to H.264 or FFV1 first");
        }
        avcodec_parameters_to_context(decoder, parameters);
        decoder.pkt_timebase(input.video().time_base());
        decoder.thread_count(0); // as many as there are processors
        Ffmpeg.check(
                avcodec_open2(decoder, found, (AVDictionary) null),
                "the " + codec + " pictures of " + input.path() + " cannot be decoded");
    }

    InputFile input() {
        return input;
    }

    /** Whether the pictures are shown lying on the side they were stored on; known after the first {@link #read()}. */
    boolean turnsSideways() {
        return orientation != null && orientation.sideways();
    }

    /** Whether the first picture's lines are of two moments; known after the first {@link #read()}. */
    boolean isInterlaced() {
        return interlaced;
    }

    @Override
    public @Nullable Frame read() {
        while (!ended) {
            int code = avcodec_receive_frame(decoder, picture);
            if (code == 0) {
                long time = timestampMicros();
                Frame frame = time < wantedMicros ? null : frame(time);
                lastMicros = time;
                frames++;
                if (frame != null) {
                    return frame;
                }
            } else if (code == AVERROR_EOF()) {
                ended = true;
                failIfDamaged();
            } else {
                if (code != Ffmpeg.AGAIN) {
                    damaged("a picture cannot be decoded: " + Ffmpeg.reason(code));
                }
                feed();
            }
        }
        return null;
    }

    /**
     * Lets the next {@link #read()} give the first frame at this time or after it; frames already read do not come again.
     *
     * <p>It is the same as without, to the last bit. Those in between are not turned into RGB, and where two key pictures
     * lie before it, what comes before these is not even decoded: faults there stay unknown. The file is read through all
     * the same, since many have no index, and times that start again make every index wrong.
     *
     * @param micros microseconds from the start, as {@link Frame#timestampMicros()}; {@link Long#MAX_VALUE} for the end
     */
    public void skipTo(long micros) {
        wantedMicros = micros;
        if (packetWaits) {
            ahead.addFirst(taken(packet));
            packetWaits = false;
        }
    }

    /**
     * Reads on to the wanted time, and drops all before the last key picture but one. Not before the last, for in H.264 with
     * intra refresh a key picture is only where pictures begin to recover; by the next one they have.
     */
    private void lookAhead() {
        int key = -1; // where the last one stands in the queue
        while (!inputEnded && ahead.size() < MAX_AHEAD) {
            if (!readVideoPacket()) {
                inputEnded = true;
                return;
            }
            if (isKeyBeforeWanted()) {
                if (key >= 0) {
                    dropAhead(key);
                    avcodec_flush_buffers(decoder); // what it holds back is shown before any key picture that follows
                }
                key = ahead.size();
            }
            boolean beyond = packet.dts() != AV_NOPTS_VALUE && input.micros(packet.dts(), input.video()) > wantedMicros;
            ahead.add(taken(packet));
            if (beyond) { // nothing is decoded later than it is shown: no key picture that follows is early enough
                return;
            }
        }
    }

    /** Whether decoding may begin here. Only leading pictures would miss what came before, and those are shown before it. */
    private boolean isKeyBeforeWanted() {
        return (packet.flags() & AV_PKT_FLAG_KEY) != 0
                && (packet.flags() & (AV_PKT_FLAG_CORRUPT | AV_PKT_FLAG_DISCARD)) == 0
                && packet.pts() != AV_NOPTS_VALUE
                && input.micros(packet.pts(), input.video()) <= wantedMicros;
    }

    private static AVPacket taken(AVPacket packet) {
        AVPacket taken = Ffmpeg.allocated(av_packet_alloc());
        av_packet_move_ref(taken, packet);
        return taken;
    }

    private void dropAhead(int count) {
        for (int i = 0; i < count; i++) {
            av_packet_free(ahead.remove());
        }
    }

    private Frame frame(long time) {
        if (orientation == null) {
            interlaced = (picture.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
            orientation = orientation();
        }
        if (!Scaler.knows(picture)) {
            String matrix = av_color_space_name(picture.colorspace()).getString();
            throw new MediaException(
                    "%s has %s colours, which are not read here; convert it first: ffmpeg -i \"%s\" -vf zscale=matrix=709 -c:v ffv1 -c:a copy OUT.mkv"
                            .formatted(input.path(), matrix, input.path()));
        }
        if (Colours.isHighDynamicRange(picture.color_trc())) {
            throw new MediaException(
                    "%s is of high dynamic range (%s), which is not read here: nets paint 8 bits; map it first: ffmpeg -i \"%s\" -vf zscale=t=linear:npl=100,tonemap=hable,zscale=p=709:t=709:m=709,format=yuv420p -c:v ffv1 -c:a copy OUT.mkv"
                            .formatted(
                                    input.path(),
                                    av_color_transfer_name(picture.color_trc()).getString(),
                                    input.path()));
        }
        if (picture.decode_error_flags() != 0 || (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
            damaged("a picture is incomplete");
        }
        return toRgb.convert(picture, orientation, time);
    }

    /** The picture's own time; one frame on where it has none, and always later than the one before. */
    private long timestampMicros() {
        long time = picture.best_effort_timestamp();
        if (time != AV_NOPTS_VALUE) {
            return Math.max(input.micros(time, input.video()), lastMicros + 1);
        }
        return lastMicros == Long.MIN_VALUE ? 0 : lastMicros + input.frameMicros();
    }

    /** A photograph carries its note itself, a film's is in the container. */
    private Orientation orientation() {
        AVFrameSideData own = av_frame_get_side_data(picture, AV_FRAME_DATA_DISPLAYMATRIX);
        if (own != null) {
            return Orientation.of(own.data());
        }
        AVCodecParameters parameters = input.video().codecpar();
        AVPacketSideData all = parameters.coded_side_data();
        AVPacketSideData container = all == null
                ? null
                : av_packet_side_data_get(all, parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return Orientation.of(container == null ? null : container.data());
    }

    /** Gives the decoder one more packet, or at the end of the file the wish to hand over its delayed pictures. */
    private void feed() {
        boolean hasPacket = packetWaits || nextPacket();
        int code = avcodec_send_packet(decoder, hasPacket ? packet : null);
        packetWaits = code == Ffmpeg.AGAIN && hasPacket;
        if (!packetWaits) {
            av_packet_unref(packet);
            if (code < 0 && code != AVERROR_EOF() && code != Ffmpeg.AGAIN) {
                damaged("a picture cannot be decoded: " + Ffmpeg.reason(code));
            }
        }
    }

    /** The next packet into {@code packet}; false at the end. */
    private boolean nextPacket() {
        if (ahead.isEmpty() && lastMicros < wantedMicros) {
            lookAhead();
        }
        AVPacket waiting = ahead.poll();
        if (waiting == null) {
            inputEnded = inputEnded || !readVideoPacket();
            return !inputEnded;
        }
        av_packet_move_ref(packet, waiting);
        av_packet_free(waiting);
        return true;
    }

    private boolean readVideoPacket() {
        try {
            while (input.read(packet)) {
                if (packet.stream_index() == input.video().index()) {
                    return true;
                }
                av_packet_unref(packet);
            }
        } catch (MediaException e) {
            damaged(e.getMessage());
        }
        return false;
    }

    private void damaged(@Nullable String what) {
        damaged++;
        if (damage == null) {
            damage = frames == 0 ? what : what + ", after " + lastMicros / 1000 + " ms";
        }
    }

    private void failIfDamaged() {
        if (frames == 0) {
            throw new MediaException(input.path() + " holds no picture that can be decoded"
                    + (damage == null ? "; is it still being written?" : ": " + damage + "; get a whole copy"));
        }
        if (damaged > 0) {
            throw new DamagedMediaException(
                    "%s is damaged: %s (faults: %d); the %d pictures that decode were read, get a whole copy for the rest"
                            .formatted(input.path(), damage, damaged, frames));
        }
    }

    @Override
    public void close() {
        ended = true;
        dropAhead(ahead.size());
        toRgb.close();
        av_frame_free(picture);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        input.close();
    }
}
