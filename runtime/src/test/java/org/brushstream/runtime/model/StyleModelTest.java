package org.brushstream.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StyleModelTest {
    private final Path folder;

    StyleModelTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void cardIsReadFromTheFilesMetadata() {
        assertThat(StyleModel.of("wave", "memory", withMetadata(ModelCardTest.WAVE.toMetadata()))
                        .card())
                .contains(ModelCardTest.WAVE);
    }

    @Test
    void modelOfAThirdPartyHasNoCard() {
        assertThat(StyleModel.of("x", "memory", TinyOnnx.identity()).card()).isEmpty();
        assertThat(StyleModel.of("x", "memory", withMetadata(Map.of("author", "them")))
                        .card())
                .isEmpty();
    }

    @Test
    void halfACardIsAnErrorThatNamesTheModelAndTheKey() {
        Map<String, String> metadata = new HashMap<>(ModelCardTest.WAVE.toMetadata());
        metadata.remove("brushstream.licence");

        assertThatThrownBy(() -> StyleModel.of("wave", "memory", withMetadata(metadata)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("model 'wave' (memory): ")
                .hasMessageContaining("brushstream.licence");
    }

    @Test
    void fileIsNamedWithoutItsEndingAndKnowsItsFolder() throws IOException {
        Path file = Files.write(folder.resolve("my.wave.onnx"), TinyOnnx.identity());
        StyleModel model = StyleModel.read(file);

        assertThat(model.name()).isEqualTo("my.wave");
        assertThat(model.origin()).isEqualTo(file.toString());
        assertThat(model.folder()).contains(folder.toAbsolutePath());
        assertThat(model.onnx()).isEqualTo(TinyOnnx.identity());
    }

    @Test
    void missingFileAndFolderAreNoModelFiles() {
        assertThatThrownBy(() -> StyleModel.read(folder.resolve("none.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no model file '" + folder.resolve("none.onnx") + "'");
        assertThatThrownBy(() -> StyleModel.read(folder)).isInstanceOf(ModelException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "a\nb",
                "<!DOCTYPE html>",
                "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 6728029\n"
            })
    void textIsNoModel(String text) {
        assertNoModel(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fileCutOffBeforeItsOperatorSetIsNoModelWhereverTheCutIs() {
        // Protobuf writes fields by number: the card (14) is behind the graph (7) and the operator set (8).
        byte[] whole = TinyOnnx.identity();
        for (int length = 0; length < whole.length; length++) {
            assertNoModel(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void fileCutOffInItsCardIsNoModel() {
        byte[] whole = withMetadata(Map.of("brushstream.name", "wave"));
        assertNoModel(Arrays.copyOf(whole, whole.length - 1));
    }

    private static void assertNoModel(byte[] bytes) {
        assertThatThrownBy(() -> StyleModel.of("x", "memory", bytes))
                .isInstanceOf(ModelException.class)
                .hasMessage("model 'x' (memory) is no ONNX model, or only a part of one; fetch or export it again");
    }

    private static byte[] withMetadata(Map<String, String> metadata) {
        return TinyOnnx.bytes()
                .node("Identity", List.of("rgb"), "painted")
                .metadata(metadata)
                .build();
    }
}
