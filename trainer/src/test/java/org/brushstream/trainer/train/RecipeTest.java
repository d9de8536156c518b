package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecipeTest {
    /** Of a net that learned these styles, each with weight 1. */
    static Recipe recipe(TransformerNet net, List<String> styles) {
        return new Recipe(
                1,
                net.width(),
                net.stem().toString(),
                net.norm().toString(),
                styles,
                Collections.nCopies(styles.size(), 1.0),
                192,
                128,
                null,
                null,
                4,
                0.001,
                1500,
                1,
                null,
                1,
                0.1,
                10,
                100,
                null,
                List.of("relu3_3"),
                List.of("relu1_2", "relu4_3"),
                384,
                null,
                "abc",
                1.0,
                Map.of("wave", List.of(new Recipe.StyleFile("pictures/wave.jpg", 2, "0123456789abcdef"))),
                "1a2b3c4d",
                null,
                null,
                null,
                null);
    }

    private static final Recipe WAVE = recipe(new TransformerNet(0.5, Stem.HALF, 2), List.of("none", "wave"));

    /** As the PyTorch program writes it, with whole numbers and without what it does not know. */
    private static final String PYTORCH = """
            {"format": 1, "width": 0.5, "stem": "half", "styles": ["none", "wave"], "style_weights": [0.0, 4.25],
             "photo_size": 192, "first_photo_size": 128, "batch": 4, "learning_rate": 0.001, "steps": 1500, "seed": 1, "content": 1,
             "variation": 0.1, "reproduction": 10, "stability": 100.0, "content_layers": ["relu3_3"],
             "style_layers": ["relu1_2", "relu4_3"], "style_size": 384, "vgg_sha256": "abc", "of_its_own": [1, 2]}
            """;

    @Test
    void recipeComesBackFromItsText() {
        assertThat(Recipe.parse(WAVE.toJson())).isEqualTo(WAVE);
        assertThat(WAVE.toJson())
                .contains("\"photo_size\": 192", "\"style_weights\": [")
                .doesNotContain("teacher");
    }

    @Test
    void recipeOfThePyTorchProgramIsRead() {
        Recipe recipe = Recipe.parse(PYTORCH);
        assertThat(recipe.net()).isEqualTo(WAVE.net());
        assertThat(recipe.plan()).isEqualTo(new TrainingPlan(1500, 4, 0.001, 1));
        assertThat(recipe.styleWeights()).containsExactly(0.0, 4.25);
        assertThat(recipe.objective())
                .hasToString("VGG-19: 1 x content(relu3_3) + (0 none, 4.25 wave) x style(relu1_2 relu4_3 at 384 px)"
                        + " + 0.1 x variation + 10 x reproduction + 100 x stability");
    }

    @Test
    void onlyWhatBothKnowAndWhatIsNotALocationIsCompared() {
        assertThat(Recipe.parse(PYTORCH).differencesTo(WAVE)).isEmpty();
        assertThat(WAVE.differencesTo(WAVE)).isEmpty();
        Recipe other = Recipe.parse(WAVE.toJson()
                .replace("0123456789abcdef", "fedcba9876543210")
                .replace("pictures/wave.jpg", "elsewhere/wave.jpg")
                .replace("\"batch\": 4", "\"batch\": 8"));
        assertThat(WAVE.differencesTo(other))
                .containsExactly(
                        "batch is 4 there and 8 here",
                        "the pictures of wave is [\"0123456789ab:2.0\"] there and [\"fedcba987654:2.0\"] here");
    }

    @Test
    void runsFromBeforeThereWasAChoiceOfNormsHaveInstanceNorm() {
        Recipe fixed = recipe(new TransformerNet(0.5, Stem.HALF, Norm.STATIC, 2), WAVE.styles());
        assertThat(Recipe.parse(fixed.toJson()).net().norm()).isEqualTo(Norm.STATIC);
        assertThat(Recipe.parse(PYTORCH).net().norm()).isEqualTo(Norm.INSTANCE);
        assertThat(Recipe.parse(PYTORCH).differencesTo(fixed))
                .containsExactly("norm is \"instance\" there and \"static\" here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": 1 | \"format\": 2 | it has format 2, this Brushstream reads 1",
                "\"stem\": \"half\", | '' | a key is absent",
                "[0.0, 4.25] | [4.25] | 2 styles have 1 weights; each needs one",
                "\"steps\": 1500, | '' | a training needs at least one step",
                "\"width\": 0.5 | \"width\": 99 | the width multiplier must lie between",
                "\"batch\": 4 | \"batch\": \"four\" | it is not the JSON of a recipe",
            })
    void damagedRecipesAreRefused(String found, String damaged, String sentence) {
        assertThatThrownBy(() -> Recipe.parse(PYTORCH.replace(found, damaged)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void textsOfOtherThingsAreNoRecipe() {
        for (String text : new String[] {"", "[]", "{", "many words"}) {
            assertThatThrownBy(() -> Recipe.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
