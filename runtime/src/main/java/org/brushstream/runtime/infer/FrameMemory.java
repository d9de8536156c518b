package org.brushstream.runtime.infer;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.machine.OwnProcess;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;

/**
 * How much memory a large frame takes, said before a machine runs out of it: found by painting a small one, since what a net
 * takes is proportional to the pixels.
 */
public final class FrameMemory {
    private static final long LARGE = 3_000_000; // pixels: up to here, 1080p among it, no net of ours takes 2 GB
    private static final double SMALL = 500_000; // of the frame that is tried: a second of work for the slowest of ours

    private FrameMemory() {}

    /**
     * What painting adds to the memory of this process.
     *
     * @param size of the frames
     * @return bytes; empty for frames up to some 2048x1400, for nets that take one size only, and where the system does not
     *     tell what a process takes
     * @throws ModelException if the model does not run, or if it would need more than the machine has
     */
    public static OptionalLong estimate(StyleModel model, StylizerOptions options, FrameSize size) {
        if (size.pixels() <= LARGE || OwnProcess.memoryBytes().isEmpty()) {
            return OptionalLong.empty();
        }
        double scale = Math.sqrt(SMALL / size.pixels());
        FrameSize small = new FrameSize((int) Math.max(1, Math.round(scale * size.width())), (int)
                Math.max(1, Math.round(scale * size.height())));
        try (OrtStylizer stylizer = OrtStylizer.open(model, Device.CPU, options)) { // of its own, given back at once
            if (!stylizer.sizeTaken(small).equals(small)) {
                return OptionalLong.empty();
            }
            long before = OwnProcess.memoryBytes().orElseThrow();
            stylizer.apply(new Frame(small, 0, ByteBuffer.allocate(small.rgbBytes())));
            long taken = Math.max(0, OwnProcess.memoryBytes().orElseThrow() - before);
            long estimate = Math.round((double) taken * size.pixels() / small.pixels());
            long there = OwnProcess.machineMemoryBytes();
            if (estimate > there) {
                throw new ModelException(
                        "painting %s frames with %s takes about %s of memory, and this machine has %s; try a smaller --size, or a smaller model"
                                .formatted(size, model, gigabytes(estimate), gigabytes(there)));
            }
            return OptionalLong.of(estimate);
        }
    }

    /** As in {@code 3.6 GB}. */
    public static String gigabytes(long bytes) {
        return "%.1f GB".formatted(bytes / 1e9);
    }
}
