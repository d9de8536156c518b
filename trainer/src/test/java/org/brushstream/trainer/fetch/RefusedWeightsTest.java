package org.brushstream.trainer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.WholeVgg;
import org.brushstream.trainer.loss.Vgg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes and is no VGG, or not the one that was meant. */
final class RefusedWeightsTest extends Fetching {
    RefusedWeightsTest(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><head><title>Not found</title>",
                "\2\0\0\0\0\0\0\0[]",
                "\4\0\0\0\0\0\0\0{\"a\"",
                "\0\0\0\0\0\0\0\0",
                "\377\377\377\377\377\377\377\377{}",
            })
    void otherFilesAreNoWeights(String text) {
        server.replace(text.getBytes(StandardCharsets.ISO_8859_1), "text");
        assertFails(server.address() + " is no .safetensors file (", "--from");
        assertThat(part).doesNotExist();
    }

    @Test
    void weightsBehindTheEndOfTheFileAreNoWeights() {
        server.replace(Arrays.copyOf(WHOLE, WHOLE.length - 25_000), "cut");
        assertFails("is no .safetensors file (tensors up to byte ");
    }

    @Test
    void otherNetIsAnsweredWithTheOptionToAskForIt() {
        server.replace(WholeVgg.of("tiny_vgg16.safetensors").bytes(), "sixteen");
        assertFails(server.address() + " holds VGG-16, not VGG-19; add --net vgg16");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "F32; [8,7,3,3]; 2016; features.5.weight should be {any, 6, 3, 3} but is {8, 7, 3, 3}",
                "F32; [8,6,9]; 1728; features.5.weight should be {any, 6, 3, 3} but is {8, 6, 9}",
                "F32; [9,6,3,3]; 1944; features.5.bias should be {9} but is {8}",
                "BF16; [8,6,3,3]; 864; features.5.weight should be stored as F32 or F16 but is BF16",
            })
    void wrongTensorIsNamedWithWhatWasExpectedAndFound(String type, String shape, int bytes, String problem) {
        server.replace(
                WholeVgg.of("tiny_vgg.safetensors")
                        .with("features.5.weight", new WholeVgg.Stored(type, shape, ByteBuffer.allocate(bytes)))
                        .bytes(),
                "changed");
        assertFails(server.address() + " does not hold VGG-19: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "features.34.weight; features.34.weight should be {any, 8, 3, 3} but is absent",
                "features.16.bias; features.16.bias should be {8} but is absent",
            })
    void missingTensorIsNamed(String name, String problem) {
        server.replace(WholeVgg.of("tiny_vgg.safetensors").without(name).bytes(), "changed");
        assertFails(server.address() + " does not hold VGG-19: " + problem);
    }

    @Test
    void netWithBatchNormalisationIsRefused() {
        server.replace(
                WholeVgg.of("tiny_vgg.safetensors")
                        .with("features.1.weight", new WholeVgg.Stored("F32", "[6]", ByteBuffer.allocate(24)))
                        .bytes(),
                "bn");
        assertFails("holds a VGG with batch normalisation");
    }

    @Test
    void weightsThatAreNoNumbersAreKeptAsideAndFetchedAnew() throws IOException {
        WholeVgg damaged = WholeVgg.of("tiny_vgg.safetensors");
        damaged.get("features.2.bias").bytes().order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.BYTES, Float.NaN);
        server.replace(damaged.bytes(), "damaged");
        Path aside = output.resolveSibling("vgg.safetensors.rejected");
        assertFails("is not used: value 1 of features.2.bias is not a finite number", "kept as " + aside);
        assertThat(aside).exists();
        assertThat(part).doesNotExist();

        server.replace(WHOLE, "mended");
        fetch();
        assertOnlyTheConvolutions();
    }

    @Test
    void wrongChecksumIsToldAndTheFileKeptAside() {
        String wrong = "0".repeat(64);
        VggFetch fetch = new VggFetch(VggSource.at(server.address(), Vgg.VGG19), output, Optional.of(wrong));
        assertThatThrownBy(() -> fetch(fetch))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not used: its SHA-256 is ")
                .hasMessageContaining(", not " + wrong);
        assertThat(output).doesNotExist();
        assertThat(output.resolveSibling("vgg.safetensors.rejected")).exists();

        String right = fetch().sha256();
        assertThatThrownBy(() -> fetch(fetch))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("was fetched before and has the SHA-256 " + right);
    }
}
