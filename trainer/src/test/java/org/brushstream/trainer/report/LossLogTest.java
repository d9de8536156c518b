package org.brushstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LossLogTest {
    private static final String HEADER =
            "step,images,seconds,content,style,variation,reproduction,stability,imitation,total,images_per_second";

    private final Path file;

    LossLogTest(@TempDir Path folder) {
        this.file = folder.resolve("losses.csv");
    }

    private static LossLog.Row row(int step) {
        return new LossLog.Row(step, 4L * step, 1.5 * step, new Losses(0.5f, 0.25f, 0.125f, 0, 1e-5f, 0.5f, 2), 2.75);
    }

    @Test
    void everyRowLiesOnDiskAtOnceWhateverTheLanguage() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY); // which writes 1,5
        try (LossLog log = LossLog.open(file, 0)) {
            log.append(row(1));
            assertThat(file).hasContent(HEADER + "\n1,4,1.500,0.5,0.25,0.125,0.0,1.0E-5,0.5,2.0,2.750\n");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void goingOnKeepsRowsUpToTheCheckpointAndCutsOffThoseBeyond() {
        try (LossLog log = LossLog.open(file, 0)) {
            for (int step = 1; step <= 7; step++) {
                log.append(row(step));
            }
        }
        try (LossLog log = LossLog.open(file, 5)) {
            assertThat(log.rows()).containsExactly(row(1), row(2), row(3), row(4), row(5));
            log.append(row(6));
        }
        assertThat(file)
                .content()
                .hasLineCount(7)
                .contains("\n5,20,", "\n6,24,")
                .doesNotContain("\n7,");
    }

    @Test
    void halfALineThatAKilledProgramLeftIsForgotten() throws IOException {
        try (LossLog log = LossLog.open(file, 0)) {
            log.append(row(1));
        }
        Files.writeString(file, "2,8,3.000,0.5,0.2", StandardOpenOption.APPEND);
        try (LossLog log = LossLog.open(file, 2)) {
            log.append(row(2));
            assertThat(log.rows()).containsExactly(row(1), row(2));
        }
        assertThat(file).content().hasLineCount(3);
    }

    @Test
    void freshTrainingForgetsAnEarlierOne() {
        try (LossLog log = LossLog.open(file, 0)) {
            log.append(row(1));
        }
        try (LossLog log = LossLog.open(file, 0)) {
            assertThat(log.rows()).isEmpty();
        }
        assertThat(file).hasContent(HEADER);
    }

    @Test
    void fileOfSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(file, "epoch,loss\n1,2\n");
        assertThatThrownBy(() -> LossLog.open(file, 3))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + " is no log of losses, which begins with " + HEADER
                        + "; move it away, the training writes one of that name");
        assertThat(file).hasContent("epoch,loss\n1,2\n");
    }

    @Test
    void folderThatIsNotThereIsNamed() {
        Path none = file.resolveSibling("none/losses.csv");
        assertThatThrownBy(() -> LossLog.open(none, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the log of losses " + none + " cannot be written");
    }
}
