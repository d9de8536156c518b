package org.brushstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Paint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingDiaryTest {
    private static final Losses LOSSES = new Losses(0.5f, 0.25f, 0.1f, 2);
    private static final int CELL = 64;

    private final Path folder;
    private long nanos = 5_000_000_000L; // clocks of this kind begin anywhere

    TrainingDiaryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private TrainingDiary open(int step) {
        return new TrainingDiary(folder, step, 4, () -> nanos);
    }

    private void passes(double seconds) {
        nanos += (long) (1e9 * seconds);
    }

    private static ContactSheet sheet() {
        return new ContactSheet(
                List.of(new ContactSheet.Picture("photo", Paint.flat(0x808080, 8, 8))),
                List.of(new ContactSheet.Row("wave", null, List.of(Paint.flat(0x0000E0, 8, 8)))));
    }

    private static TrainingReport report(List<LossLog.Row> rows) {
        return new TrainingReport(
                "tiny",
                List.of(),
                sheet(),
                rows,
                new TrainingReport.Judgement("Nothing was judged.", List.of()),
                "brushstream-trainer evaluate",
                List.of(),
                List.of(new TrainingReport.Stint("java", 0, 2, "a machine", 0.1)));
    }

    @Test
    void stepsAreTimedWithoutThePreviewsBetweenThem() {
        try (TrainingDiary diary = open(0)) {
            passes(2);
            diary.afterStep(1, LOSSES);
            passes(3);
            assertThat(diary.preview(1, sheet(), CELL)).isEqualTo(folder.resolve("preview-000001.png"));
            passes(1);
            diary.afterStep(2, LOSSES);
            assertThat(diary.rows())
                    .containsExactly(
                            new LossLog.Row(1, 4, 2, LOSSES, 2), // 4 pictures in 2 s
                            new LossLog.Row(2, 8, 6, LOSSES, 4));
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("losses.csv", "losses.png", "preview-000001.png");
    }

    @Test
    void trainingThatGoesOnCountsItsSecondsOn() {
        try (TrainingDiary diary = open(0)) {
            for (int step = 1; step <= 3; step++) {
                passes(2);
                diary.afterStep(step, LOSSES);
            }
        }
        passes(3600); // interrupted
        try (TrainingDiary diary = open(2)) {
            passes(2);
            diary.afterStep(3, LOSSES);
            assertThat(diary.rows())
                    .extracting(LossLog.Row::step, LossLog.Row::images, LossLog.Row::seconds)
                    .containsExactly(tuple(1, 2), tuple(2, 4), tuple(3, 6));
        }
    }

    private static Tuple tuple(int step, double seconds) {
        return Tuple.tuple(step, 4L * step, seconds);
    }

    @Test
    void reportAndGraphAreWrittenAtTheEnd() {
        try (TrainingDiary diary = open(0)) {
            passes(1);
            diary.afterStep(1, LOSSES);
            diary.afterStep(2, LOSSES); // a clock that stands still is no reason to divide by 0
            assertThat(diary.finish(report(diary.rows()))).isEqualTo(folder.resolve("training-report.html"));
            assertThat(diary.rows().get(1).imagesPerSecond()).isFinite();
        }
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("losses.csv", "losses.png", "training-report.html");
    }

    @Test
    void trainingThatTookNoStepGetsItsReportToo() {
        try (TrainingDiary diary = open(0)) {
            diary.finish(report(diary.rows()));
        }
        assertThat(folder.resolve("training-report.html")).content().contains("Of no step is anything known.");
    }

    @Test
    void forgottenDiaryLeavesNothingAndTakesNothingElseAlong() throws IOException {
        try (TrainingDiary diary = open(0)) {
            diary.afterStep(1, LOSSES);
            diary.preview(1, sheet(), CELL);
            diary.finish(report(diary.rows()));
        }
        Files.writeString(folder.resolve("preview-mine.png"), "a picture");
        Files.writeString(folder.resolve("checkpoint.safetensors"), "weights");

        TrainingDiary.forget(folder);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("preview-mine.png", "checkpoint.safetensors");
        TrainingDiary.forget(folder.resolve("absent"));
    }

    @Test
    void emptyBatchesAreRefused() {
        assertThatThrownBy(() -> TrainingDiary.open(folder, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
