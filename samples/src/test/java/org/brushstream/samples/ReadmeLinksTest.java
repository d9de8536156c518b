package org.brushstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the READMEs point at is there. */
final class ReadmeLinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    static Stream<Path> readmes() {
        return Stream.of("", "models", "samples", "trainer/reference", "trainer/benchmarks")
                .map(folder -> ROOT.resolve(folder).resolve("README.md"));
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void linksLeadToFiles(Path readme) throws IOException {
        assertThat(LINK.matcher(Files.readString(readme)).results().map(link -> readme.resolveSibling(link.group(1))))
                .allSatisfy(target -> assertThat(target).exists());
    }
}
