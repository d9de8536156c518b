package org.brushstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Paint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SheetJobTest {
    private static final int CELL = 64;

    /** Paints everything in the mix of two colours, one for each style. */
    private static StyleModel twoColours() {
        GraphProto graph = GraphProto.newBuilder()
                .setName("colours")
                .addInput(value("rgb", DataType.UINT8, 1, 0, 0, 3))
                .addInput(value("style_weights", DataType.FLOAT, 2))
                .addOutput(value("painted", DataType.UINT8, 1, 0, 0, 3))
                .addInitializer(tensor("colours", List.of(2L, 3L), 200, 100, 50, 10, 20, 30))
                .addInitializer(tensor("nothing", List.of(1L), 0))
                .addNode(cast("rgb", DataType.FLOAT, "pixels"))
                .addNode(node("Mul", "pixels", "nothing", "black"))
                .addNode(node("MatMul", "style_weights", "colours", "colour"))
                .addNode(node("Add", "black", "colour", "coloured"))
                .addNode(cast("coloured", DataType.UINT8, "painted"))
                .build();
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        ModelCard card = new ModelCard(
                "colours",
                "two colours",
                "public domain",
                "one matrix",
                "by hand",
                Optional.empty(),
                "none",
                "none",
                "Apache-2.0",
                4,
                InputRange.ZERO_TO_255,
                List.of(
                        new CardStyle("orange", "a colour", "public domain", 0.5),
                        new CardStyle("night", "a colour", "public domain", 0.5)));
        card.toMetadata()
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return StyleModel.of("colours", "test", model.build().toByteArray());
    }

    /** A dimension of 0 may have any length. */
    private static ValueInfoProto value(String name, DataType type, long... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            TensorShapeProto.Dimension.Builder added = shape.addDimBuilder();
            if (dimension == 0) {
                added.setDimParam(name + " " + shape.getDimCount());
            } else {
                added.setDimValue(dimension);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static TensorProto tensor(String name, List<Long> dimensions, float... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT.getNumber())
                .addAllDims(dimensions);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private static NodeProto cast(String from, DataType type, String to) {
        return NodeProto.newBuilder()
                .setOpType("Cast")
                .addInput(from)
                .addOutput(to)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type.getNumber()))
                .build();
    }

    private static NodeProto node(String operator, String left, String right, String result) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addInput(left)
                .addInput(right)
                .addOutput(result)
                .build();
    }

    @Test
    void modelOfSeveralStylesGivesARowForEachOfThemAlone(@TempDir Path folder) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.copy(Golden.path("style.png"), pictures.resolve("night.png"));
        ContactSheet sheet =
                new SheetJob(List.of(twoColours()), pictures, List.of(Golden.path("rotated.jpg")), CELL).run();

        assertThat(sheet.rows()).extracting(ContactSheet.Row::style).containsExactly("orange", "night");
        int width = sheet.photos().get(0).frame().size().width();
        assertThat(sheet.photos().get(0).name()).isEqualTo("rotated");
        assertThat(sheet.rows().get(0).paintings()).containsExactly(Paint.flat(0xC86432, width, CELL)); // 200, 100, 50
        assertThat(sheet.rows().get(1).paintings()).containsExactly(Paint.flat(0x0A141E, width, CELL)); // 10, 20, 30
        assertThat(sheet.rows().get(0).picture()).isNull();
        assertThat(sheet.rows().get(1).picture()).isNotNull();
    }

    @Test
    void sheetOfNothingIsRefused() {
        List<StyleModel> models = List.of();
        List<Path> photos = List.of(Golden.path("rotated.jpg"));
        assertThatThrownBy(() -> new SheetJob(models, null, photos, CELL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sheet shows at least one model and one photo");
    }
}
