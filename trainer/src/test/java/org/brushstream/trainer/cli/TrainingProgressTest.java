package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.brushstream.trainer.loss.Losses;
import org.junit.jupiter.api.Test;

final class TrainingProgressTest {
    private static final Losses LOSSES = new Losses(0.5f, 0.25f, 0.1f, 0, 1e-4f, 0, 2);

    @Test
    void lineTellsTheLossesOfPhotoAndStyle() {
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(new StringWriter()))) {
            progress.afterStep(1, LOSSES);
            // 100 times the root of 1e-4
            assertThat(progress.standing())
                    .isEqualTo("off the photo %.3f, off the style %.4f, unsteady %.1f %%".formatted(0.5, 0.25, 1.0));
        }
    }

    @Test
    void whereTheOptimizerIsKnownTheLineTellsTheMeanOfItsMultiples() {
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(new StringWriter()))) {
            for (double multiple : new double[] {3, 2, 1.3}) {
                progress.afterComparison(multiple, 200);
                progress.afterStep(1, LOSSES);
            }
            progress.afterStep(4, LOSSES); // painted none of the styles
            assertThat(progress.standing()).isEqualTo("%.1f x Gatys-200, unsteady %.1f %%".formatted(2.1, 1.0));
        }
    }
}
