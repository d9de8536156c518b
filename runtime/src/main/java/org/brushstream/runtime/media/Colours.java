package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT2020_10;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;

import java.util.Set;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * What the numbers of a video mean. Pictures are painted in the source's own primaries and transfer, so that a file that is
 * written says the same of them as the source.
 *
 * @param matrix an {@code AVCOL_SPC_...}: how luma and colour difference are made from RGB
 * @param primaries an {@code AVCOL_PRI_...}
 * @param transfer an {@code AVCOL_TRC_...}
 */
record Colours(int matrix, int primaries, int transfer) {
    /** Those of high definition, for what comes from no file. */
    static final Colours HD = new Colours(AVCOL_SPC_BT709, AVCOL_PRI_BT709, AVCOL_TRC_BT709);

    /** From this height on, video that does not say how its colours are meant is taken for high definition. */
    private static final int HD_HEIGHT = 720;

    private static final Set<Integer> COMMON =
            Set.of(AVCOL_SPC_BT709, AVCOL_SPC_SMPTE170M, AVCOL_SPC_BT470BG, AVCOL_SPC_BT2020_NCL);

    /** As a file says; a matrix of its own kind, or none, gives way to the usual one of its size. */
    static Colours of(AVCodecParameters source) {
        int matrix = COMMON.contains(source.color_space())
                ? source.color_space()
                : usualMatrix(new FrameSize(source.width(), source.height()));
        return new Colours(matrix, source.color_primaries(), source.color_trc());
    }

    /** BT.709 from 720 lines on, BT.601 below. */
    static int usualMatrix(FrameSize size) {
        return size.height() >= HD_HEIGHT ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }

    /** The same for luma and colour difference, where players must not guess: what is open is as usual with this matrix. */
    Colours stated() {
        return new Colours(
                matrix,
                primaries == AVCOL_PRI_UNSPECIFIED ? usualPrimaries() : primaries,
                transfer == AVCOL_TRC_UNSPECIFIED ? usualTransfer() : transfer);
    }

    private int usualPrimaries() {
        return switch (matrix) {
            case AVCOL_SPC_SMPTE170M -> AVCOL_PRI_SMPTE170M;
            case AVCOL_SPC_BT470BG -> AVCOL_PRI_BT470BG;
            case AVCOL_SPC_BT2020_NCL -> AVCOL_PRI_BT2020;
            default -> AVCOL_PRI_BT709;
        };
    }

    private int usualTransfer() {
        return switch (matrix) {
            case AVCOL_SPC_SMPTE170M, AVCOL_SPC_BT470BG -> AVCOL_TRC_SMPTE170M;
            case AVCOL_SPC_BT2020_NCL -> AVCOL_TRC_BT2020_10;
            default -> AVCOL_TRC_BT709;
        };
    }

    /** Whether a transfer is one of high dynamic range, which a net of 8 bits would paint flat and grey. */
    static boolean isHighDynamicRange(int transfer) {
        return transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
    }
}
