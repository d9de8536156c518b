package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FinetuneCommandTest {
    private final Path folder;
    private final Path frames;

    FinetuneCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.frames = folder.resolve("looks");
    }

    /** Two looks of two scenes with two frames each. */
    @BeforeEach
    void gather() throws IOException {
        StringBuilder manifest = new StringBuilder("file,label,film,scene,seconds,hash\n");
        for (int i = 0; i < 8; i++) {
            String look = i < 4 ? "calm" : "wild";
            Path picture = frames.resolve(look).resolve(i + ".png");
            Files.createDirectories(picture.getParent());
            Files.copy(Golden.path(i < 4 ? "photos/a.png" : "style.png"), picture);
            manifest.append(
                    "%s/%d.png,%s,film.mkv,%d,%d.000,000000000000000%d\n".formatted(look, i, look, 1 + i / 2, i, i));
        }
        Files.writeString(frames.resolve("frames.csv"), manifest);
    }

    private Ended finetune(String... more) {
        return Ended.of(
                List.of(
                        "finetune",
                        "--frames=" + frames,
                        "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                        "--output=" + folder.resolve("fine.safetensors"),
                        "--size=32",
                        "--batch=4",
                        "--epochs=1",
                        "--held-out=0.5",
                        "--precision=float32"),
                more);
    }

    @Test
    void whatWasLearnedIsTold() {
        Ended ended = finetune();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("Learning calm, wild from 4 frames; 4 more, of other scenes, are held out.")
                .contains("epoch 1: loss ")
                .contains("Held-out frames, each look's taken for:")
                .contains("Wrote " + folder.resolve("fine.safetensors") + ", calculated in FLOAT32");
        assertThat(finetune().err()).contains("exists; add --overwrite to replace it or choose another --output");
        assertThat(finetune("--overwrite").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs=0, epochs",
        "--size=100, a multiple of 32",
        "--held-out=1, above 0 and below 1",
        "--learning-rate=0, learning rate",
        "--output=fine.onnx, must end in .safetensors",
        "--freeze-to=relu7_1, VGG-19 has no layer relu7_1",
        "--frames=nowhere, frames.csv",
        "--vgg=nowhere, no VGG weights at nowhere",
    })
    void badInputGetsASentence(String option, String sentence) {
        Ended ended = finetune(option);
        assertThat(ended.code()).isNotZero();
        assertThat(ended.err()).contains(sentence).doesNotContain("Unexpected");
    }

    @Test
    void oneLookIsRefused() throws IOException {
        Path manifest = frames.resolve("frames.csv");
        Files.write(manifest, Files.readAllLines(manifest).subList(0, 5));
        assertThat(finetune().err()).contains("all frames are of one look, calm;");
    }
}
