package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StyleStripTest {
    @Test
    void stylesWithANetForLivePicturesComeFirstAndEachOnce(@TempDir Path folder) throws IOException {
        for (String name : List.of("a", "b", "b-live", "b-swift", "c-live", "d", "d-swift")) {
            Files.write(folder.resolve(name + ".onnx"), TinyOnnx.identity());
        }
        Files.write(folder.resolve("broken.onnx"), new byte[] {1, 2, 3});
        assertThat(StyleStrip.of(new ModelStore(folder)))
                .containsExactly(
                        new LiveStyle("b-live", "b-live", Optional.of("b-swift")),
                        new LiveStyle("c-live", "c-live", Optional.empty()),
                        new LiveStyle("a", "a", Optional.empty()),
                        new LiveStyle("d", "d", Optional.of("d-swift")));
    }

    @Test
    void fasterIsTheNextSmallerNetOfEachStyle() {
        List<String> names = List.of("a", "b", "b-live", "b-swift");
        assertThat(StyleStrip.faster(StyleMix.of("b"), names)).contains(StyleMix.of("b-live"));
        assertThat(StyleStrip.faster(StyleMix.of("b-live"), names)).contains(StyleMix.of("b-swift"));
        assertThat(StyleStrip.faster(StyleMix.of("b-swift"), names)).isEmpty();
        assertThat(StyleStrip.faster(StyleMix.of("a"), names)).isEmpty();
        assertThat(StyleStrip.faster(StyleMix.parse("a:1,b:3"), names)).contains(StyleMix.parse("a:1,b-live:3"));
        assertThat(StyleStrip.faster(StyleMix.parse("b-live:1,b-swift:3"), names))
                .contains(StyleMix.of("b-swift"));
    }
}
