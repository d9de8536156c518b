package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's conventions: negative codes are failures, null pointers mean no memory, and it must not print. */
final class Ffmpeg {
    /** The unit of every time that leaves this package. */
    static final AVRational MICROS;

    /** "Give me more first": not a failure. */
    static final int AGAIN;

    static {
        av_log_set_level(AV_LOG_QUIET); // FFmpeg writes to standard error, which belongs to the commands
        MICROS = av_make_q(1, 1_000_000);
        AGAIN = avutil.AVERROR_EAGAIN(); // only after one of the calls above has loaded the library
    }

    private Ffmpeg() {}

    /** Makes FFmpeg silent, if nothing has yet; to be called before its first function. */
    static void load() {}

    /** Gives the code back, or fails with "{@code what}: FFmpeg's reason". */
    static int check(int code, String what) {
        if (code < 0) {
            throw new MediaException(what + ": " + reason(code));
        }
        return code;
    }

    /** FFmpeg's words for an error code, such as {@code No space left on device}. */
    static String reason(int code) {
        byte[] text = new byte[256];
        av_strerror(code, text, text.length);
        int end = 0;
        while (text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Gives the pointer back, or fails for want of memory. */
    static <P extends Pointer> P allocated(@Nullable P pointer) {
        if (pointer == null || pointer.isNull()) {
            throw new OutOfMemoryError("FFmpeg got no memory");
        }
        return pointer;
    }
}
