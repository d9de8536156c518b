package org.brushstream.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LearnedObjectiveTest {
    private static final LearnedObjective GALLERY = new LearnedObjective(
            Objective.DEFAULT, List.of("none", "great-wave", "udnie"), List.of(0.0, 1.25, 2.178), 100);

    @Test
    void textOfManyStylesSaysAllOfThem() {
        assertThat(GALLERY)
                .hasToString(
                        "VGG-19: 1 x content(relu3_3) + (0 none, 1.25 great-wave, 2.178 udnie) x style(relu1_2 relu2_2"
                                + " relu3_3 relu4_3 at 384 px) + 0.1 x variation + 10 x reproduction + 100 x stability");
        LearnedObjective read = LearnedObjective.parse(GALLERY.toString()).orElseThrow();
        assertThat(read).hasToString(GALLERY.toString());
        assertThat(read.names()).isEqualTo(GALLERY.names());
        assertThat(read.weights()).isEqualTo(GALLERY.weights());
        assertThat(read.stability()).isEqualTo(100);
        assertThat(read.objective("udnie")).contains(Objective.DEFAULT.withStyle(2.178));
    }

    @Test
    void textOfOneStyleIsThatOfItsObjectiveAndWhatKeepsItSteady() {
        LearnedObjective one = GALLERY.only(1);
        String alone = Objective.DEFAULT.withStyle(1.25).toString();
        assertThat(one).hasToString(alone + " + 100 x stability");
        assertThat(LearnedObjective.parse(one.toString()).orElseThrow().objective(null))
                .contains(Objective.DEFAULT.withStyle(1.25));
        // as cards had it before there was stability
        LearnedObjective old = LearnedObjective.parse(alone).orElseThrow();
        assertThat(old.objective(null)).contains(Objective.DEFAULT.withStyle(1.25));
        assertThat(old.stability()).isZero();
    }

    @Test
    void onlyOneStyleIsKnownWithoutItsName() {
        assertThat(GALLERY.objective(null)).isEmpty();
        assertThat(GALLERY.objective("monet")).isEmpty();
        assertThat(GALLERY.objective("none")).contains(Objective.DEFAULT.withStyle(0));
        assertThat(GALLERY.only(2).objective(null)).isEqualTo(GALLERY.objective("udnie"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not stated",
                "VGG-19: 1 x content(relu3_3) + () x style(relu1_2 at 384 px) + 0.1 x variation",
                "VGG-19: 1 x content(relu3_3) + (4, many words) x style(relu1_2 at 384 px) + 0.1 x variation",
                "VGG-19: 1 x content(relu3_3) + 4 x style(relu1_2 at 384 px) + 0.1 x variation + 1..2 x stability",
            })
    void otherTextsAreNoObjective(String text) {
        assertThat(LearnedObjective.parse(text)).isEmpty();
    }

    @Test
    void strengthGivesEveryStyleTheSameStart() {
        // By hand: 1 x 4 / 0.5 and 2 x 4 / 8; the loss weighed so is 4 and 8 whatever the distance.
        assertThat(StyleStrength.of(1).weightAt(0.5)).isCloseTo(8, within(1e-12));
        assertThat(StyleStrength.of(2).weightAt(8)).isCloseTo(1, within(1e-12));
        assertThat(StyleStrength.weight(7).weightAt()).isEqualTo(7);
        // The third root of 0.5 x 1 x 16 is 2.
        assertThat(StyleStrength.of(1).weightAt(0.5, 0, 16, 1)).isCloseTo(2, within(1e-12));
        for (double impossible : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> StyleStrength.of(1).weightAt(impossible))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (double impossible : new double[] {0, 0.24, 4.01, Double.NaN}) {
            assertThatThrownBy(() -> StyleStrength.of(impossible)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> StyleStrength.weight(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
