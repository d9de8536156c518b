package org.brushstream.trainer.cli;

import java.nio.file.Path;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.train.TrainingFolder;
import org.brushstream.trainer.train.TrainingJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The net that learns, and from whom besides the pictures. */
@Command(optionListHeading = "%nThe net:%n")
final class NetOptions {
    @Option(
            names = "--width",
            paramLabel = "FACTOR",
            description =
                    "Multiplies the net's channels (default: 0.5): 1 paints a little better, at a third of the speed.")
    private double width = 0.5;

    @Option(
            names = "--stem",
            paramLabel = "full|half|quarter|coarse",
            description = "The size its first and last layers work at (default: full): half, quarter and coarse paint"
                    + " faster, each than the one before, and coarser.")
    private Stem stem = Stem.FULL;

    @Option(
            names = "--norm",
            paramLabel = "instance|static",
            description =
                    "instance (the default) paints every picture with all its contrast; static paints a place the same"
                            + " whatever the rest of the picture shows, is faster, and can be exported in int8.")
    private Norm norm = Norm.INSTANCE;

    @Option(
            names = "--teacher",
            paramLabel = "FOLDER",
            description =
                    "The training folder of a net of the same styles, whose paintings a smaller net imitates too.")
    private @Nullable Path teacher;

    @Option(
            names = "--begin-with",
            paramLabel = "FOLDER",
            description =
                    "The training folder of a net of the same shape and number of styles: learning begins with its weights.")
    private @Nullable Path beginWith;

    @Option(names = "--teacher-weight", paramLabel = "W", description = "How much that counts (default: 5).")
    private double teacherWeight = TrainingJob.Tutor.WEIGHT;

    double width() {
        return width;
    }

    Stem stem() {
        return stem;
    }

    Norm norm() {
        return norm;
    }

    @Nullable
    TrainingFolder beginWith() {
        return beginWith == null ? null : new TrainingFolder(beginWith);
    }

    /** @throws IllegalArgumentException if the weight is impossible */
    TrainingJob.@Nullable Tutor tutor() {
        return teacher == null ? null : new TrainingJob.Tutor(new TrainingFolder(teacher), teacherWeight);
    }
}
