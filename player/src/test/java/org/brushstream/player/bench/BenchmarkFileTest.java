package org.brushstream.player.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkFileTest {
    @TempDir
    private Path folder;

    @Test
    void benchmarkComesBackFromItsFile() {
        Benchmark benchmark = Benchmarks.of(10, 20, "Some \"processor\" <1>");
        BenchmarkFile.write(benchmark, folder.resolve("b.json"));

        assertThat(BenchmarkFile.read(folder.resolve("b.json"))).isEqualTo(benchmark);
    }

    @Test
    void otherProgramsFindSizesAndDevicesInTheWordsOfTheCommandLine() throws IOException {
        BenchmarkFile.write(Benchmarks.of(10, 20, "P"), folder.resolve("b.json"));

        assertThat(Files.readString(folder.resolve("b.json")))
                .contains("\"size\": \"640x360\"", "\"device\": \"cuda\"");
    }

    @Test
    void fileThatIsNoBenchmarkIsNamed() throws IOException {
        for (String text :
                new String[] {"", "[]", "{}", "{\"format\": 99}", "{\"format\": 1}", "not JSON", "{\"format\": {}}"}) {
            Path file = Files.writeString(folder.resolve("other.json"), text);
            assertThatThrownBy(() -> BenchmarkFile.read(file))
                    .as(text)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("other.json");
        }
        assertThatThrownBy(() -> BenchmarkFile.read(folder.resolve("none.json")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("none.json");
    }
}
