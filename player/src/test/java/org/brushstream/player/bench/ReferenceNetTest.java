package org.brushstream.player.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.bench.RoundLength;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReferenceNetTest {
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
    private static final Path FOLDER = Path.of("src", "main", "resources", "org", "brushstream", "player", "bench");

    @ParameterizedTest
    @EnumSource(ReferenceProgram.class)
    void otherProgramsPaintWhenTheyAreTold(ReferenceProgram program) {
        try (ReferenceNet net = start(program)) {
            assertThat(net.version()).matches(program.title() + " \\d.*");
            assertThat(net.paint(new FrameSize(32, 16), RoundLength.ofFrames(2)))
                    .hasSize(2)
                    .allMatch(millis -> millis > 0);
            assertThat(net.paint(new FrameSize(16, 32), RoundLength.ofFrames(1)))
                    .hasSize(1);
        }
    }

    /** 1,679,235 is what the TransformerNet of pytorch/examples has; by hand from its layers it is the same. */
    @Test
    void referenceNetsHaveAsManyParametersAsTheOneOfPytorchExamples() throws Exception {
        start(ReferenceProgram.PYTORCH).close();
        start(ReferenceProgram.OPENCV).close();
        String count = """
                import reference_nets, onnx
                print(sum(p.numel() for p in reference_nets.pytorch_net().parameters()))
                graph = onnx.load_from_string(reference_nets.onnx_model(64, 48)).graph
                print(sum(onnx.numpy_helper.to_array(t).size for t in graph.initializer
                          if t.name.rsplit(".")[-1] in ("weight", "bias", "scale", "shift")))
                """;

        assertThat(PYTHONS.stream().map(python -> run(python, count))).contains("1679235%n1679235%n".formatted());
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() {
        assertThatThrownBy(() -> ReferenceNet.start(ReferenceProgram.PYTORCH, 1, List.of("/none/python")))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "there is no PyTorch to compare with: there is no program '/none/python'; install python3-torch, or name"
                                + " another interpreter with --python");
        assertThatThrownBy(() -> ReferenceNet.start(ReferenceProgram.OPENCV, 1, List.of("true")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("true cannot paint: it ended without a word");
    }

    @Test
    void answersThatAreNoNumbersAreNamed(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
        Path program =
                Files.writeString(folder.resolve("program"), "#!/bin/sh\necho Gimp 3\nread question\necho soon\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        try (ReferenceNet net = ReferenceNet.start(ReferenceProgram.PYTORCH, 1, List.of(program.toString()))) {
            assertThatThrownBy(() -> net.paint(new FrameSize(32, 16), RoundLength.ofFrames(1)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("Gimp 3 says 'soon' at 32x16 instead of milliseconds");
        }
    }

    private static ReferenceNet start(ReferenceProgram program) {
        try {
            return ReferenceNet.start(program, 1, PYTHONS);
        } catch (ModelException e) {
            return abort("skipped: " + e.getMessage());
        }
    }

    private static String run(String python, String code) {
        try {
            ProcessBuilder builder = new ProcessBuilder(python, "-B", "-c", code).redirectErrorStream(true);
            builder.environment().put("PYTHONPATH", FOLDER.toAbsolutePath().toString());
            Process process = builder.start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
