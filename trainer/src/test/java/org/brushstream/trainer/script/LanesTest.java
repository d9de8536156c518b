package org.brushstream.trainer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;

final class LanesTest {
    @Test
    void resultsComeInTheOrderOfTheTasksHoweverManyThereAre() {
        try (Lanes lanes = new Lanes(2)) {
            List<Callable<Integer>> tasks = IntStream.range(0, 9)
                    .<Callable<Integer>>mapToObj(number -> () -> {
                        Thread.sleep(number % 2 == 0 ? 5 : 0);
                        return number;
                    })
                    .toList();
            assertThat(lanes.run(tasks)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void failureOfATaskIsThatOfTheCaller() {
        try (Lanes lanes = new Lanes(2)) {
            List<Callable<Integer>> tasks = List.of(() -> 1, () -> {
                throw new ModelException("no picture can be read");
            });
            assertThatThrownBy(() -> lanes.run(tasks))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("no picture can be read");
            assertThat(lanes.run(List.of(() -> 2))).containsExactly(2); // and the lanes are still there
        }
    }

    @Test
    void failureIsToldWhenTheOthersHaveEnded() {
        AtomicBoolean ended = new AtomicBoolean();
        try (Lanes lanes = new Lanes(2)) {
            List<Callable<Integer>> tasks = List.of(
                    () -> {
                        throw new OutOfMemoryError("not really");
                    },
                    () -> {
                        Thread.sleep(200);
                        ended.set(true);
                        return 1;
                    });
            assertThatThrownBy(() -> lanes.run(tasks)).isInstanceOf(OutOfMemoryError.class);
        }
        assertThat(ended).isTrue();
    }

    @Test
    void whoeverWaitsIsInterruptedAfterwards() {
        try (Lanes lanes = new Lanes(2)) {
            Thread.currentThread().interrupt();
            assertThat(lanes.run(List.of(() -> 1, () -> 2))).containsExactly(1, 2);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aTaskAloneIsTheCallersAndLanesLeaveItAllCores() {
        int cores = JniUtils.getNumThreads();
        try (Lanes lanes = new Lanes(2)) {
            assertThat(lanes.run(List.of(() -> Thread.currentThread().getName())))
                    .doesNotContain("lane");
            assertThat(lanes.run(List.of(JniUtils::getNumThreads, JniUtils::getNumThreads)))
                    .containsOnly(Math.max(1, cores / 2));
            assertThat(lanes.run(List.of(JniUtils::getNumThreads))).containsExactly(cores);
        }
        try (Lanes again = new Lanes(2)) {
            assertThat(again.run(List.of(JniUtils::getNumThreads, () -> 0)))
                    .first()
                    .isEqualTo(Math.max(1, cores / 2));
        }
    }
}
