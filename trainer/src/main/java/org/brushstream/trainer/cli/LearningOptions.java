package org.brushstream.trainer.cli;

import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.Processor;
import org.brushstream.trainer.train.Augmentation;
import org.brushstream.trainer.train.TrainingPlan;
import org.brushstream.trainer.train.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long and in which steps a net learns, and what calculates. */
@Command(optionListHeading = "%nLearning:%n")
final class LearningOptions {
    @Option(
            names = "--photos",
            paramLabel = "N",
            description =
                    "How many photographs to look at, repeats counted (default: 10000, which takes about 40 minutes on"
                            + " two cores at the default size and width; 2000 with --add-style); a net of several styles"
                            + " needs more.")
    private @Nullable Integer photos;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Side of the crops to learn from, two thirds of it in the first half of the run (default: 192); 256"
                            + " is better and half as fast.")
    private int size = 192;

    @Option(
            names = "--context",
            paramLabel = "PIXELS",
            description = "How much more of a photograph the net sees than is judged, across and down (default: 96 for"
                    + " --norm static, else 0).")
    private @Nullable Integer context;

    @Option(
            names = "--least-contrast",
            paramLabel = "FACTOR",
            description = "Half of the photographs may lose contrast down to this part of it (default: 0.25 for --norm"
                    + " static, which would paint faint films faintly, else 1).")
    private @Nullable Double leastContrast;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Photographs in one step (default: 2); more are steadier and learn less from each.")
    private int batch = 2;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "Adam's at its highest (default: 0.003 for one style, 0.001 for several or --norm static);"
                    + " lower it if the loss diverges.")
    private @Nullable Double learningRate;

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description =
                    "In the end keep the running mean of the weights, of which each step leaves this part (default:"
                            + " 0.995 for --norm static, else 0 for none).")
    private @Nullable Double average;

    @Option(
            names = "--stability",
            paramLabel = "W",
            description = "How much it counts that moved photos are painted alike (default: 25); 0 learns faster what"
                    + " flickers more.")
    private double stability = TrainingSettings.STABILITY;

    @Option(
            names = "--stability-photos",
            paramLabel = "N",
            description = "How many photographs of a step are moved for that (default: 1).")
    private int moved = 1;

    @Option(names = "--device", paramLabel = "cpu|cuda", description = "What calculates (default: cpu).")
    private Processor processor = Processor.CPU;

    @Option(
            names = "--precision",
            paramLabel = "FORMAT",
            description = "float32 or bfloat16 (default: whichever this machine is faster at).")
    private @Nullable Precision precision;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the first weights, the crops and the motions (default: 1).")
    private long seed = 1;

    @Option(
            names = "--preview-every",
            paramLabel = "STEPS",
            description = "Steps from one checkpoint and preview to the next (default: 100).")
    private int every = 100;

    /**
     * The plan.
     *
     * @param usual how many photographs to look at unless that was given
     * @param usualRate learning rate unless that was given
     * @param norm that the net has
     * @throws IllegalArgumentException if a number is impossible
     */
    TrainingPlan plan(int usual, double usualRate, Norm norm) {
        int looked = photos == null ? usual : photos;
        if (every < 1 || looked < 1 || batch < 1) {
            throw new IllegalArgumentException("--photos, --batch and --preview-every are at least 1, not %d, %d and %d"
                    .formatted(looked, batch, every));
        }
        double rate = learningRate == null ? usualRate : learningRate;
        return new TrainingPlan(
                (looked - 1) / batch + 1,
                batch,
                rate,
                seed,
                average == null ? TrainingPlan.usualAverage(norm) : average);
    }

    /**
     * What is done to photographs.
     *
     * @throws IllegalArgumentException if a number is impossible
     */
    Augmentation augmentation(Norm norm) {
        Augmentation usual = Augmentation.usual(norm);
        return new Augmentation(
                context == null ? usual.context() : context,
                leastContrast == null ? usual.leastContrast() : leastContrast);
    }

    int size() {
        return size;
    }

    double stability() {
        return stability;
    }

    int moved() {
        return moved;
    }

    Processor processor() {
        return processor;
    }

    @Nullable
    Precision precision() {
        return precision;
    }

    int every() {
        return every;
    }
}
