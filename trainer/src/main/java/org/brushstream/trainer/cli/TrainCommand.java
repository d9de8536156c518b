package org.brushstream.trainer.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.train.Training;
import org.brushstream.trainer.train.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "train")
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--style", required = true) Path style;
    @Option(names = "--content", required = true) Path content;
    @Option(names = "--vgg", required = true) Path vgg;
    @Option(names = "--output", required = true) Path output;
    @Option(names = "--size") int size = 256;
    @Option(names = "--batch") int batch = 4;
    @Option(names = "--steps") int steps = 2000;
    @Option(names = "--width") double width = 1;
    @Option(names = "--style-size") int styleSize = 384;
    @Option(names = "--style-weight") double styleWeight = 4;
    @Option(names = "--precision") Precision precision = Precision.BFLOAT16;
    @Option(names = "--preview-every") int every = 100;
    @Option(names = "--preview") Path preview;

    @Override
    public Integer call() {
        Path work = output.resolveSibling(output.getFileName() + "-training");
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, precision, manager)) {
            Objective d = Objective.DEFAULT;
            Objective objective = new Objective(1, styleWeight, 0.1, d.contentLayers(), d.styleLayers());
            PerceptualLoss loss = new PerceptualLoss(eye, objective, Pictures.read(style, styleSize, manager));
            NDArray photo = Pictures.read(preview, 256, manager);
            try (Training training = new Training(new TransformerNet(width), precision,
                    new TrainingPlan(steps, batch, 1e-3, 1), loss, PhotoFolder.open(content, size, 1), work.resolve("checkpoint.npz"), manager)) {
                long start = System.nanoTime();
                int first = training.step();
                float[] mean = new float[2];
                training.run((step, losses) -> {
                    mean[0] += losses.content();
                    mean[1] += losses.style();
                    if (step % 20 == 0) {
                        System.out.printf("%d content %.3f style %.4f variation %.4f, %.2f images/s%n", step, mean[0] / 20, mean[1] / 20,
                                losses.variation(), (step - first) * batch / ((System.nanoTime() - start) / 1e9));
                        mean[0] = mean[1] = 0;
                    }
                    if (step % every == 0 || step == steps) {
                        training.save();
                        NDArray painted = training.paint(photo);
                        Pictures.writePng(painted, work.resolve("preview-%06d.png".formatted(step)));
                        painted.close();
                    }
                });
            }
        }
        return 0;
    }
}
