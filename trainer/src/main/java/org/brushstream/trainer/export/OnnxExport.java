package org.brushstream.trainer.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;

/**
 * Writes a net as ONNX (opset 17), ready for video frames: bytes in, bytes out, the conversions inside the graph, where
 * ONNX Runtime does them in parallel.
 */
public final class OnnxExport {
    private static final int IR_VERSION = 8; // the one that came with opset 17
    private static final int OPSET = 17;

    /** Pixels. Zeros at an edge are seen in paintings of flat ground up to 32 pixels away, much of it within the first ten. */
    static final int FRAME = 12;

    private static final String INPUT = "rgb";
    private static final String OUTPUT = "painted";

    private OnnxExport() {}

    /**
     * Writes a model file under a temporary name and moves it into place; an existing file is replaced.
     *
     * @throws ModelException if the file cannot be written
     */
    public static void write(TransformerNet net, Weights weights, ModelCard card, Path file) {
        write(model(net, weights, card, frame(net)), file);
    }

    /**
     * Writes a model file whose net calculates in bytes, for processors with instructions for that (VNNI, AMX): a quarter of the
     * size, and some times faster.
     *
     * @param net one that {@link #requireBytes} accepts
     * @param calibration of the same net with the same weights, on at least one photograph
     * @throws ModelException if the file cannot be written
     */
    public static void writeBytes(
            TransformerNet net, Weights weights, Calibration calibration, ModelCard card, Path file) {
        write(modelInBytes(net, weights, calibration, card, frame(net)), file);
    }

    /**
     * Makes sure that a net can calculate in bytes.
     *
     * @throws IllegalArgumentException if it cannot, in a sentence that says why
     */
    public static void requireBytes(TransformerNet net) {
        if (net.norm() != Norm.STATIC) {
            throw new IllegalArgumentException(
                    "int8 is for nets with static norm: a norm that measures each picture cannot be calculated in bytes");
        }
        if (net.stem() == Stem.FULL) {
            throw new IllegalArgumentException(
                    "int8 is for the stems half, quarter and coarse: layers at full size are slower in bytes than in floats");
        }
        if (net.styles() != 1) {
            throw new IllegalArgumentException("int8 is for one style, this net knows " + net.styles());
        }
    }

    private static void write(ModelProto model, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, model.toByteArray());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            part.toFile().delete(); // half a model is of no use
            throw new ModelException("the model " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The whole model: {@code rgb}, uint8 {1, height, width, 3}, to {@code painted}, uint8 {1, height', width', 3}, where
     * height' and width' are rounded up to the card's size multiple. A net of several styles takes {@code style_weights} too,
     * float32 {styles}: what the picture shall have of each, of sum 1.
     *
     * @param frame pixels around the picture that show it mirrored while it is painted
     */
    static ModelProto model(TransformerNet net, Weights weights, ModelCard card, int frame) {
        OnnxGraph nodes = new OnnxGraph();
        OnnxOperators op = new OnnxOperators(weights, net.styles(), nodes);
        String rgb = nodes.cast(framed(frame, nodes), TensorProto.DataType.FLOAT);
        String painting = net.paint(nodes.transpose(rgb, 0, 3, 1, 2), op); // 1 x 3 x H x W
        // Rounded half up: the cast cuts off what is behind the point.
        String rounded = op.affine(op.clip(painting, 0, 255), 1, 0.5f);
        String pixels = nodes.transpose(nodes.cast(rounded, TensorProto.DataType.UINT8), 0, 2, 3, 1);
        return assembled(unframed(pixels, frame, nodes), nodes, net, card);
    }

    /** The same in bytes throughout, rounded half to even. */
    static ModelProto modelInBytes(
            TransformerNet net, Weights weights, Calibration calibration, ModelCard card, int frame) {
        requireBytes(net);
        OnnxGraph nodes = new OnnxGraph();
        QuantizedOperators op = new QuantizedOperators(weights, calibration, nodes);
        String pixels = op.pixels(net.paint(op.photo(framed(frame, nodes)), op));
        return assembled(unframed(pixels, frame, nodes), nodes, net, card);
    }

    /** What zeros beyond the edges do to a painting is cut off again. */
    private static int frame(TransformerNet net) {
        return net.norm() == Norm.STATIC ? FRAME : 0;
    }

    private static String framed(int frame, OnnxGraph nodes) {
        return frame == 0 ? INPUT : nodes.mirror(INPUT, 0, frame, frame, 0);
    }

    private static String unframed(String pixels, int frame, OnnxGraph nodes) {
        return frame == 0 ? pixels : nodes.cut(pixels, frame, 1, 2);
    }

    private static ModelProto assembled(String pixels, OnnxGraph nodes, TransformerNet net, ModelCard card) {
        nodes.rename(pixels, OUTPUT);
        GraphProto.Builder graph = nodes.builder()
                .setName(card.name())
                .addInput(picture(INPUT, "height", "width"))
                .addOutput(picture(OUTPUT, "painted_height", "painted_width"));
        if (net.styles() > 1) {
            Dimension.Builder styles = Dimension.newBuilder().setDimValue(net.styles());
            graph.addInput(value(
                    OnnxOperators.STYLE_WEIGHTS,
                    TensorProto.DataType.FLOAT,
                    TensorShapeProto.newBuilder().addDim(styles).build()));
        }
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Brushstream")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph);
        card.toMetadata()
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    private static ValueInfoProto picture(String name, String height, String width) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(Dimension.newBuilder().setDimValue(1))
                .addDim(Dimension.newBuilder().setDimParam(height))
                .addDim(Dimension.newBuilder().setDimParam(width))
                .addDim(Dimension.newBuilder().setDimValue(3))
                .build();
        return value(name, TensorProto.DataType.UINT8, shape);
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, TensorShapeProto shape) {
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
