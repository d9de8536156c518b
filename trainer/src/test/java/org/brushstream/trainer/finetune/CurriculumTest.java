package org.brushstream.trainer.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brushstream.trainer.finetune.Curriculum.Task;
import org.brushstream.trainer.finetune.FineTuningSettings.Balance;
import org.brushstream.trainer.frames.PerceptualHash;
import org.brushstream.trainer.frames.SampledFrame;
import org.junit.jupiter.api.Test;

final class CurriculumTest {
    /** Two frames of the first look, ten of the second. */
    private static final Split SPLIT =
            new Split(List.of("comic", "ink"), List.of(frames("comic", 2), frames("ink", 10)), List.of());

    private static List<SampledFrame> frames(String look, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new SampledFrame(
                        Path.of(look + number + ".png"), look, "film.mkv", 1, number, new PerceptualHash(number)))
                .toList();
    }

    private static Curriculum curriculum(Balance balance) {
        return new Curriculum(SPLIT, new FineTuningSettings(null, false, balance, 9, 3, 5, 1e-5, 1e-3, 64, 3, 0.2, 1));
    }

    private static List<Task> epoch(Curriculum curriculum, int number) {
        int steps = curriculum.epochSteps();
        return IntStream.rangeClosed(1, steps)
                .mapToObj(step -> curriculum.tasks(number * steps + step))
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void everyLookIsSampledDownToTheSmallest() {
        Curriculum curriculum = curriculum(Balance.SAMPLING);
        assertThat(curriculum.epochPictures()).isEqualTo(12); // 2 frames of 2 looks in 3 variants
        assertThat(curriculum.epochSteps()).isEqualTo(3); // of 5, 5 and 2
        List<Task> first = epoch(curriculum, 0);
        assertThat(first).hasSize(12).filteredOn(task -> task.look() == 0).hasSize(6);
        assertThat(first.stream().map(Task::view)).doesNotHaveDuplicates();
        assertThat(curriculum.weights()).containsExactly(1, 1);

        Set<SampledFrame> seen = IntStream.range(0, 20)
                .mapToObj(number -> epoch(curriculum, number))
                .flatMap(List::stream)
                .map(Task::frame)
                .collect(Collectors.toSet());
        assertThat(seen).hasSize(12); // other frames of the large look in other epochs
    }

    @Test
    void orAllFramesAreTakenAndThoseOfSmallLooksCountMore() {
        Curriculum curriculum = curriculum(Balance.WEIGHTS);
        List<Task> first = epoch(curriculum, 0);
        assertThat(first.stream().map(Task::frame).collect(Collectors.groupingBy(Function.identity())))
                .hasSize(12)
                .allSatisfy((frame, tasks) -> assertThat(tasks).hasSize(3));
        assertThat(curriculum.weights()).containsExactly(3, 0.6f); // 12 / 2 / 2 and 12 / 2 / 10
    }

    @Test
    void aStepIsTheSameWhicheverCameBefore() {
        Curriculum straight = curriculum(Balance.SAMPLING);
        IntStream.rangeClosed(1, 7).forEach(straight::tasks);
        assertThat(curriculum(Balance.SAMPLING).tasks(8)).isEqualTo(straight.tasks(8));
    }
}
