package org.brushstream.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.brushstream.runtime.model.StyleMix.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StyleMixTest {
    @Test
    void nameAloneIsAllOfIt() {
        assertThat(StyleMix.parse("great-wave").shares()).containsExactly(new Share("great-wave", 1));
        assertThat(StyleMix.parse("great-wave:0.2")).isEqualTo(StyleMix.of("great-wave"));
    }

    @Test
    void sharesAreRatiosAndANameWithoutOneCountsOne() {
        assertThat(StyleMix.parse("a:0.75,b:0.25").shares())
                .containsExactly(new Share("a", 0.75), new Share("b", 0.25));
        assertThat(StyleMix.parse("a:6, b:2")).isEqualTo(StyleMix.parse("a:0.75,b:0.25"));
        assertThat(StyleMix.parse("a,b:3")).isEqualTo(StyleMix.parse("a:0.25,b:0.75"));
        assertThat(StyleMix.parse("a,b:0").shares()).containsExactly(new Share("a", 1), new Share("b", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my/model.onnx", "model.onnx", "a:1,b.onnx", "a,b/c:2.onnx"})
    void pathIsNotTakenApart(String path) {
        assertThat(StyleMix.parse(path)).isEqualTo(StyleMix.of(path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a:-1|the share of 'a' is a number from 0 up, not -1",
                "a:NaN,b|the share of 'a' is a number from 0 up, not NaN",
                "a:Infinity|the share of 'a' is a number from 0 up, not Infinity",
                "a:much|the share of 'a' is 'much', not a number",
                "a:|the share of 'a' is '', not a number",
                "a,b,a:2|'a' is in it twice",
                "a:0,b:0|its shares have the sum 0",
                "a:1e308,b:1e308|its shares have the sum Infinity",
                "\"\"|a style has no name",
                "a,,b|a style has no name",
                ":1|a style has no name",
            })
    void textThatIsNoMixIsRefusedInOneSentence(String text, String reason) {
        assertThatThrownBy(() -> StyleMix.parse(text))
                .isInstanceOf(ModelException.class)
                .hasMessage("'" + text + "' is no mix of styles: " + reason
                        + "; write it as in great-wave:0.7,starry-night:0.3");
    }

    @Test
    void textIsReadBackInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY); // which writes 0,7
            assertThat(StyleMix.parse("a:0.7,b:0.3")).hasToString("a:0.7,b:0.3");
            assertThat(StyleMix.parse("a,b,c")).hasToString("a:0.333,b:0.333,c:0.333");
            assertThat(StyleMix.parse("a:7")).hasToString("a");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void weightsHaveTheSumOne() {
        assertThat(StyleWeights.of(1.5, -0.5).values()).containsExactly(1.5, -0.5);
        assertThat(StyleWeights.of(0.3333, 0.3333, 0.3333).values()).containsOnly(0.3333 / 0.9999);
        for (double[] wrong : new double[][] {{}, {0.5}, {0.5, 0.502}, {Double.NaN}, {1, Double.POSITIVE_INFINITY}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StyleWeights.of(wrong))
                    .withMessageContaining("not 1");
        }
    }

    @Test
    void modelPutsTheSharesWhereItsStylesAre() {
        StyleModel gallery = StyleModel.of("gallery", "test", TinyGallery.onnx());

        assertThat(gallery.weights(StyleMix.parse("warm:3,none"))).isEqualTo(StyleWeights.of(0.25, 0, 0.75));
        assertThatThrownBy(() -> gallery.weights(StyleMix.parse("warm,drak")))
                .isInstanceOf(ModelException.class)
                .hasMessage("model 'gallery' (test) holds no style 'drak'; did you mean 'dark'?"
                        + " (it holds: none, dark, warm)");
    }

    @Test
    void modelOfOneStyleHasNothingToMix() {
        StyleModel stranger = StyleModel.of("x", "test", TinyOnnx.identity());

        assertThat(stranger.styles()).isEqualTo(List.of());
        assertThatThrownBy(() -> stranger.weights(StyleMix.of("dark")))
                .isInstanceOf(ModelException.class)
                .hasMessage("model 'x' (test) has no card that names its styles: 'dark' cannot be asked of it");
    }
}
