package org.brushstream.trainer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
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
}
