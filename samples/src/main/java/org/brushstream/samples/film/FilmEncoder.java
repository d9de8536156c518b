package org.brushstream.samples.film;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Writes pictures and sound into an MP4 file: H.264 by OpenH264 and AAC; it can be played while it loads. */
public final class FilmEncoder implements AutoCloseable {
    /** Samples of sound per second and channel. */
    public static final int SAMPLE_RATE = 48_000;

    /** Left and right, interleaved. */
    public static final int CHANNELS = 2;

    private static final int KEY_FRAME_EVERY = 20; // pictures: wipes out what OpenH264 skipped
    private static final int SOUND_BITS_PER_SECOND = 128_000;

    private final int width;
    private final int height;
    private final FFmpegFrameRecorder recorder;
    private final ByteBuffer yuv; // reused for every picture: the encoder is done with it when recordImage returns

    private FilmEncoder(FFmpegFrameRecorder recorder) {
        this.recorder = recorder;
        this.width = recorder.getImageWidth();
        this.height = recorder.getImageHeight();
        this.yuv = ByteBuffer.allocateDirect(width * height * 3 / 2);
    }

    /** Starts the file; replaces one that is there. Width and height are even. */
    public static FilmEncoder create(Path file, int width, int height, int framesPerSecond) throws IOException {
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height, CHANNELS);
        recorder.setFormat("mp4");
        recorder.setOption("movflags", "+faststart");
        recorder.setOption("fflags", "+bitexact"); // no version or date: the same film gives the same file
        recorder.setFrameRate(framesPerSecond);
        recorder.setVideoCodecName("libopenh264");
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        recorder.setGopSize(KEY_FRAME_EVERY);
        recorder.setVideoOption("profile", "high");
        recorder.setVideoOption(
                "rc_mode", "off"); // the same quality throughout; its rate control leaves ghosts in the sky
        recorder.setVideoOption("threads", "1"); // several would cut each picture into slices
        recorder.setVideoOption("colorspace", "bt709"); // what Bt709 does
        recorder.setVideoOption("color_primaries", "bt709");
        recorder.setVideoOption("color_trc", "bt709");
        recorder.setVideoOption("color_range", "tv");
        recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
        recorder.setSampleRate(SAMPLE_RATE);
        recorder.setAudioBitrate(SOUND_BITS_PER_SECOND);
        recorder.start();
        return new FilmEncoder(recorder);
    }

    /** Adds the next picture, of the size of the film. */
    public void picture(BufferedImage picture) throws IOException {
        Bt709.toYuv420(picture.getRGB(0, 0, width, height, null, 0, width), width, height, yuv);
        recorder.recordImage(width, height, Frame.DEPTH_UBYTE, 1, width, avutil.AV_PIX_FMT_YUV420P, yuv);
    }

    /** Adds the next interleaved stereo samples, -1 to 1. */
    public void sound(FloatBuffer samples) throws IOException {
        recorder.recordSamples(SAMPLE_RATE, CHANNELS, samples);
    }

    /** Finishes the file. */
    @Override
    public void close() throws IOException {
        recorder.close();
    }
}
