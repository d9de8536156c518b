package org.brushstream.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.trainer.export.OnnxExport;
import org.brushstream.trainer.loss.LearnedObjective;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;

/** A model that has learned nothing, small enough to paint in no time. */
public final class TinyModel {
    /** What its card says it was trained with. */
    public static final Objective OBJECTIVE =
            new Objective(Vgg.VGG19, 1, 2, 0.1, List.of("relu3_3"), List.of("relu1_2", "relu2_2"), 36);

    private TinyModel() {}

    /** Writes {@code tiny.onnx}. */
    public static Path write(Path folder) {
        return write(folder.resolve("tiny.onnx"), 1);
    }

    /** What the card of {@link #writeGallery} says it was trained with. */
    public static final LearnedObjective GALLERY =
            new LearnedObjective(OBJECTIVE, List.of("none", "dark", "bright"), List.of(0.0, 1.5, 3.0), 100);

    /** Writes {@code gallery.onnx}, of the styles {@code none}, {@code dark} and {@code bright}: no two paint alike. */
    public static Path writeGallery(Path folder) {
        return writeGallery(folder, GALLERY.names(), GALLERY.toString());
    }

    /**
     * The same with other styles, and other words about what it was trained with.
     *
     * @param names the first is painted unless another is asked for
     */
    public static Path writeGallery(Path folder, List<String> names, String objective) {
        TransformerNet net = new TransformerNet(1.0 / 16, Stem.FULL, names.size());
        List<CardStyle> styles = names.stream()
                .map(name ->
                        new CardStyle(name, "Noise, nobody, 2026", "public domain", names.indexOf(name) == 0 ? 1 : 0))
                .toList();
        ModelCard card = new ModelCard(
                "gallery",
                "Noise, nobody, 2026",
                "public domain",
                net.description(),
                "random weights",
                Optional.empty(),
                objective,
                "none",
                "Apache-2.0",
                TransformerNet.SIZE_MULTIPLE,
                InputRange.ZERO_TO_255,
                styles);
        Path file = folder.resolve("gallery.onnx");
        try (NDManager manager = NDManager.newBaseManager()) {
            Weights weights = Weights.initial(net, manager, 1);
            NDArray brighter = manager.arange((float) names.size()).mul(0.25f).reshape(names.size(), 1);
            weights.byName().forEach((name, weight) -> {
                if (Weights.isByStyle(name)) { // at first the same for all styles
                    weight.addi(brighter);
                }
            });
            OnnxExport.write(net, weights, card, file);
        }
        return file;
    }

    /** Writes a model of the same kind with other weights. */
    public static Path write(Path file, long seed) {
        return write(file, seed, OBJECTIVE.toString());
    }

    /** The same with other words about what it was trained with. */
    public static Path write(Path file, long seed, String objective) {
        TransformerNet net = new TransformerNet(1.0 / 16);
        ModelCard card = new ModelCard(
                "tiny",
                "Noise, nobody, 2026",
                "public domain",
                net.description(),
                "random weights",
                objective,
                "none",
                "Apache-2.0",
                TransformerNet.SIZE_MULTIPLE,
                InputRange.ZERO_TO_255);
        try (NDManager manager = NDManager.newBaseManager()) {
            OnnxExport.write(net, Weights.initial(net, manager, seed), card, file);
        }
        return file;
    }

    /** Writes {@code fixed.onnx}, the same for frames of one size only. */
    public static Path writeFor(FrameSize size, Path folder) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(write(folder))).toBuilder();
            TensorShapeProto.Builder shape = model.getGraphBuilder() // uint8 {1, height, width, 3}
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder();
            shape.getDimBuilder(1).setDimValue(size.height());
            shape.getDimBuilder(2).setDimValue(size.width());
            return Files.write(folder.resolve("fixed.onnx"), model.build().toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code stranger.onnx}, the same without a card, as nets of other makers are. */
    public static Path writeWithoutCard(Path folder) {
        try {
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(write(folder)));
            return Files.write(
                    folder.resolve("stranger.onnx"),
                    model.toBuilder().clearMetadataProps().build().toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
