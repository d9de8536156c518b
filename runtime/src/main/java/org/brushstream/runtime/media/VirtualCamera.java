package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_RAWVIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUYV422;

import java.nio.file.Files;
import java.nio.file.Path;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * A camera for other programs: frames are written to a device of the kernel module v4l2loopback. Linux only.
 *
 * <p>Programs that have opened it expect one size, so frames of another size are scaled.
 */
public final class VirtualCamera implements FrameSink {
    private final String failure;
    private final Yuyv yuyv;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private boolean begun;

    private VirtualCamera(String device, FrameSize size) {
        this.failure = "the virtual camera " + device + " cannot be written to";
        this.yuyv = new Yuyv(size);
        try {
            Ffmpeg.check(
                    avformat_alloc_output_context2(container, av_guess_format("v4l2", null, null), null, device),
                    failure);
            AVStream stream = Ffmpeg.allocated(avformat_new_stream(container, null));
            stream.time_base(Ffmpeg.MICROS);
            AVCodecParameters pictures = stream.codecpar();
            pictures.codec_type(AVMEDIA_TYPE_VIDEO)
                    .codec_id(AV_CODEC_ID_RAWVIDEO)
                    .format(AV_PIX_FMT_YUYV422);
            pictures.width(size.width()).height(size.height());
            Ffmpeg.check(avformat_write_header(container, (AVDictionary) null), failure);
            begun = true;
            Ffmpeg.check(av_new_packet(packet, yuyv.bytes()), failure);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Opens it.
     *
     * @param device as in {@code /dev/video9}
     * @param size that other programs see; its width is even
     * @throws MediaException if there is none: it says how to load the module
     */
    public static VirtualCamera open(String device, FrameSize size) {
        if (size.width() % 2 != 0) {
            throw new MediaException("a virtual camera needs an even width, not " + size + "; try --size "
                    + (size.width() + 1) + "x" + size.height());
        }
        if (!Cameras.FORMAT.equals("v4l2")) {
            throw new MediaException("virtual cameras need Linux; let OBS take the window, or the page of --serve");
        }
        if (Files.notExists(Path.of(device))) {
            String number = device.replaceFirst("^.*?(\\d*)$", "$1");
            throw new MediaException("there is no virtual camera " + device
                    + "; install v4l2loopback-dkms, then: sudo modprobe v4l2loopback exclusive_caps=1"
                    + " card_label=Brushstream" + (number.isEmpty() ? "" : " video_nr=" + number));
        }
        Devices.require();
        return new VirtualCamera(device, size);
    }

    @Override
    public void write(Frame frame) {
        yuyv.convert(frame, packet.data());
        Ffmpeg.check(av_write_frame(container, packet), failure);
    }

    @Override
    public void finish() {}

    /** Closing twice is harmless. */
    @Override
    public void close() {
        yuyv.close();
        av_packet_free(packet);
        if (begun) {
            begun = false;
            av_write_trailer(container); // closes the device
        }
        avformat_free_context(container);
        container.setNull();
    }
}
