package org.brushstream.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectiveTest {
    @Test
    void textOfACardSaysAllOfIt() {
        Objective objective = new Objective(
                Vgg.VGG19, 1, 2.5, 0.001, List.of("relu2_2", "relu4_2"), List.of("relu1_2", "relu5_1"), 320);
        assertThat(objective)
                .hasToString("VGG-19: 1 x content(relu2_2 relu4_2) + 2.5 x style(relu1_2 relu5_1 at 320 px)"
                        + " + 0.001 x variation");
        assertThat(Objective.parse(objective.toString())).contains(objective);
        assertThat(Objective.parse(Objective.DEFAULT.toString())).contains(Objective.DEFAULT);
        Objective tiny = new Objective(Vgg.VGG19, 0, 1e-9, 1e9, List.of("relu1_1"), List.of("relu1_1"), 32);
        assertThat(Objective.parse(tiny.toString())).contains(tiny);
    }

    @Test
    void textOfACardSaysWhichNetItWas() {
        Objective byVgg16 = Objective.DEFAULT.by(Vgg.VGG16);
        assertThat(byVgg16).hasToString(Objective.DEFAULT.toString().replace("VGG-19", "VGG-16"));
        assertThat(Objective.parse(byVgg16.toString())).contains(byVgg16);
        assertThat(byVgg16).isNotEqualTo(Objective.DEFAULT);

        Objective deep = new Objective(Vgg.VGG19, 1, 4, 0.1, List.of("relu3_4"), List.of("relu1_2"), 384);
        assertThatThrownBy(() -> deep.by(Vgg.VGG16))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("VGG-16 has no layer relu3_4; its layers are relu1_1, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not stated",
                "VGG-11: 1 x content(relu3_3) + 4 x style(relu1_2 at 384 px) + 0.1 x variation",
                "VGG-16: 1 x content(relu3_4) + 4 x style(relu1_2 at 384 px) + 0.1 x variation", // only VGG-19 has it
                "VGG-19: 1 x content(relu3_3) + 4 x style(relu1_2) + 0.1 x variation", // no size
                "VGG-19: 1 x content(relu9_9) + 4 x style(relu1_2 at 384 px) + 0.1 x variation",
                "VGG-19: 1 x content(relu3_3) + 4..4 x style(relu1_2 at 384 px) + 0.1 x variation",
                "VGG-19: 1 x content(relu3_3) + 4 x style(relu1_2 at 9 px) + 0.1 x variation",
                "VGG-19: 1 x content(relu3_3) + 4 x style(relu1_2 at 99999999999 px) + 0.1 x variation",
            })
    void otherTextsAreNoObjective(String text) {
        assertThat(Objective.parse(text)).isEmpty();
    }

    @Test
    void onlyTheStyleWeightChangesWithTheStyleWeight() {
        Objective byAnother = Objective.DEFAULT.by(Vgg.VGG16);
        assertThat(byAnother.withStyle(7)).hasToString(byAnother.toString().replace("4 x style", "7 x style"));
    }

    @Test
    void onlyTheStyleSizeChangesWithTheStyleSize() {
        assertThat(Objective.DEFAULT.withStyleSize(100))
                .hasToString(Objective.DEFAULT.toString().replace("384 px", "100 px"));
    }

    @Test
    void onlyTheLayersOfTheStyleChangeWithThem() {
        assertThat(Objective.DEFAULT.withStyleLayers(List.of("relu1_1", "relu5_1")))
                .hasToString(
                        Objective.DEFAULT.toString().replace("relu1_2 relu2_2 relu3_3 relu4_3", "relu1_1 relu5_1"));
    }
}
