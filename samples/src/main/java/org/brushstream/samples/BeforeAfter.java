package org.brushstream.samples;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameFilter;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.frame.Pipeline;
import org.brushstream.runtime.frame.ReadAhead;
import org.brushstream.runtime.frame.WriteBehind;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelStore;

/** Puts the pipeline together by hand, with a filter of its own: the left half of the film stays as it was. */
public final class BeforeAfter {
    private BeforeAfter() {}

    /** Takes the film, the name of a style and the file to write. */
    public static void main(String[] arguments) {
        Path film = Path.of(arguments[0]);
        VideoInfo info = VideoInfo.of(film);
        try (FrameSource decoded = new ReadAhead(FfmpegSource.open(film), 4);
                OrtStylizer stylizer = OrtStylizer.open(new ModelStore().require(arguments[1]), Device.CPU);
                FrameSink encoded = new WriteBehind(FfmpegSink.create(Path.of(arguments[2]), info), 4)) {
            Pipeline.run(decoded, leftHalfAsBefore(stylizer), encoded);
        }
    }

    /** Runs another filter and takes the left half back. */
    static FrameFilter leftHalfAsBefore(FrameFilter filter) {
        return before -> {
            Frame after = filter.apply(before);
            int row = 3 * before.size().width(); // bytes
            int half = 3 * (before.size().width() / 2);
            ByteBuffer rgb = ByteBuffer.allocate(before.size().rgbBytes()).put(after.rgb());
            for (int y = 0; y < before.size().height(); y++) {
                rgb.put(y * row, before.rgb(), y * row, half);
            }
            return new Frame(before.size(), before.timestampMicros(), rgb.flip());
        };
    }
}
