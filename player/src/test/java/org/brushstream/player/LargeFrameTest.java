package org.brushstream.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.FrameMemory;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.machine.OwnProcess;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of memory before large frames are painted, for a bundled model. */
final class LargeFrameTest {
    private final StyleModel model = new ModelStore().require("great-wave");

    @BeforeEach
    void onlyLinuxTellsWhatAProcessTakes() {
        assumeTrue(OwnProcess.memoryBytes().isPresent(), "no Linux here to say what a process takes");
    }

    @Test
    void memoryOfFourKIsKnownBeforehand() {
        // Rendering one such frame took 3.9 GB (VmHWM in /proc), 0.2 of them before the first. What other tests of this
        // process have left makes the growth of the small frame less, or more.
        assertThat(FrameMemory.estimate(model, StylizerOptions.defaults(), new FrameSize(3840, 2160))
                        .orElseThrow())
                .isBetween(1_500_000_000L, 9_000_000_000L);
    }

    @Test
    void smallFramesAreNotTried() {
        assertThat(FrameMemory.estimate(model, StylizerOptions.defaults(), new FrameSize(1920, 1080)))
                .isEmpty();
    }

    @Test
    void framesThatDoNotFitIntoTheMachineAreRefused() {
        assumeTrue(OwnProcess.machineMemoryBytes() < 200_000_000_000L, "a large machine");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> FrameMemory.estimate(model, StylizerOptions.defaults(), new FrameSize(26_000, 26_000)))
                .withMessageMatching(
                        "painting 26000x26000 frames with .*great-wave.* takes about \\d+\\.\\d GB of memory,"
                                + " and this machine has \\d+\\.\\d GB; try a smaller --size, or a smaller model");
    }
}
