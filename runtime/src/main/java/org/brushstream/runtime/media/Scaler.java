package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_CHROMA_DERIVED_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_CHROMA_DERIVED_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_ICTCP;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_IPT_C2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE2085;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_YCGCO;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_YCGCO_RE;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_YCGCO_RO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.util.Set;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** Changes pictures of one layout into another: size, pixel format and the meaning of the numbers. Owns an SwsContext. */
final class Scaler implements AutoCloseable {
    private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
    private static final int NEUTRAL = 1 << 16; // contrast and saturation of 1, in 16.16 fixed point

    /** Not a linear mix of red, green and blue, or one that swscale has no numbers of. */
    private static final Set<Integer> UNKNOWN_MATRICES = Set.of(
            AVCOL_SPC_YCGCO,
            AVCOL_SPC_BT2020_CL,
            AVCOL_SPC_SMPTE2085,
            AVCOL_SPC_CHROMA_DERIVED_NCL,
            AVCOL_SPC_CHROMA_DERIVED_CL,
            AVCOL_SPC_ICTCP,
            AVCOL_SPC_IPT_C2,
            AVCOL_SPC_YCGCO_RE,
            AVCOL_SPC_YCGCO_RO);

    /**
     * How the bytes of a picture are to be read.
     *
     * @param format an {@code AV_PIX_FMT_...}
     * @param matrix an {@code AVCOL_SPC_...}: how YUV was made from RGB; without meaning for RGB
     * @param fullRange whether black is 0 and white 255, rather than 16 and 235
     */
    record Layout(FrameSize size, int format, int matrix, boolean fullRange) {
        /** Any of FFmpeg's RGB formats. */
        static Layout rgb(FrameSize size, int format) {
            return new Layout(size, format, AVCOL_SPC_RGB, true);
        }

        /** As a decoder gave it. Untagged video is BT.709 from 720 lines on, BT.601 below, and of limited range. */
        static Layout of(AVFrame picture) {
            FrameSize size = new FrameSize(picture.width(), picture.height());
            int matrix = picture.colorspace();
            if (matrix == AVCOL_SPC_UNSPECIFIED) {
                matrix = Colours.usualMatrix(size);
            }
            boolean full = picture.color_range() == AVCOL_RANGE_JPEG;
            if (picture.color_range() == AVCOL_RANGE_UNSPECIFIED) {
                String name = av_get_pix_fmt_name(picture.format()).getString();
                full = name.startsWith("yuvj") || name.startsWith("gray"); // JPEG and grey pictures: full by custom
            }
            return new Layout(size, picture.format(), matrix, full);
        }
    }

    private final Layout from;
    private final SwsContext context;

    Scaler(Layout from, Layout to) {
        this.from = from;
        this.context = Ffmpeg.allocated(sws_alloc_context());
        try {
            context.src_w(from.size().width()).src_h(from.size().height()).src_format(from.format());
            context.dst_w(to.size().width()).dst_h(to.size().height()).dst_format(to.format());
            context.flags(FLAGS);
            context.threads(0); // as many as there are processors
            Ffmpeg.check(sws_init_context(context, null, null), "no conversion from " + from + " to " + to);
            sws_setColorspaceDetails(
                    context,
                    sws_getCoefficients(from.matrix()),
                    from.fullRange() ? 1 : 0,
                    sws_getCoefficients(to.matrix()),
                    to.fullRange() ? 1 : 0,
                    0,
                    NEUTRAL,
                    NEUTRAL);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Whether swscale has the picture's matrix; for those it lacks it would quietly take BT.601. */
    static boolean knows(AVFrame picture) {
        AVPixFmtDescriptor layout = av_pix_fmt_desc_get(picture.format());
        boolean colours = layout.nb_components() >= 3 && (layout.flags() & AV_PIX_FMT_FLAG_RGB) == 0;
        return !colours || !UNKNOWN_MATRICES.contains(picture.colorspace());
    }

    boolean takes(Layout layout) {
        return from.equals(layout);
    }

    /** Fills {@code target}, which has memory of its own, from {@code picture}. */
    void convert(AVFrame picture, AVFrame target) {
        Ffmpeg.check(sws_scale_frame(context, target, picture), "a picture could not be converted");
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        sws_free_context(context);
    }
}
