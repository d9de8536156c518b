package org.brushstream.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimingsTest {
    @Test
    void medianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Timings.of(List.of(9.0, 1.0, 5.0))).isEqualTo(new Timings(3, 5, 9));
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Timings.of(List.of(4.0, 1.0, 3.0, 100.0)).medianMillis()).isEqualTo(3.5);
    }

    @Test
    void p99IsTheNinetyNinthOfAHundredInOrder() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(n -> (double) (101 - n)).toList();
        assertThat(Timings.of(hundred)).isEqualTo(new Timings(100, 50.5, 99));
    }

    @Test
    void p99OfTwoHundredLeavesTwoOut() {
        List<Double> many =
                IntStream.rangeClosed(1, 200).mapToObj(n -> (double) n).toList();
        assertThat(Timings.of(many).p99Millis()).isEqualTo(198);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Timings.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
