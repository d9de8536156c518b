package org.brushstream.trainer.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StyleChoiceTest {
    private static WeightedStyle picture(String path, double weight) {
        return new WeightedStyle(Path.of(path), weight);
    }

    @Test
    void styleIsNamedAfterItsFirstPictureUnlessItHasAName() {
        assertThat(StyleChoice.parse("pictures/great-wave.jpg"))
                .isEqualTo(new Style("great-wave", List.of(picture("pictures/great-wave.jpg", 1))));
        assertThat(StyleChoice.parse("monet=a.jpg:2,b.v2.png:0.5,c.jpg"))
                .isEqualTo(new Style(
                        "monet", List.of(picture("a.jpg", 2), picture("b.v2.png", 0.5), picture("c.jpg", 1))));
        assertThat(StyleChoice.parse("my wave (1831).jpg").name()).isEqualTo("my-wave-1831-");
    }

    @Test
    void folderIsOneStyleOrAsManyAsItHolds(@TempDir Path folder) throws IOException {
        Path monet = Files.createDirectories(folder.resolve("v1.monet"));
        for (String name : List.of("v1.monet/b.jpg", "v1.monet/a.png", "wave.jpg", "notes.txt")) {
            Files.createFile(folder.resolve(name));
        }
        List<WeightedStyle> both =
                List.of(new WeightedStyle(monet.resolve("a.png"), 1), new WeightedStyle(monet.resolve("b.jpg"), 1));
        assertThat(StyleChoice.parse(monet.toString())).isEqualTo(new Style("v1.monet", both));
        assertThat(StyleChoice.allIn(folder))
                .containsExactly(
                        new Style("v1.monet", both),
                        new Style("wave", List.of(new WeightedStyle(folder.resolve("wave.jpg"), 1))));
    }

    @Test
    void fileThatIsCalledLikeAWeightIsAFile(@TempDir Path folder) throws IOException {
        Path odd = Files.createFile(folder.resolve("a.jpg:2"));
        assertThat(StyleChoice.parse("odd=" + odd).pictures()).containsExactly(new WeightedStyle(odd, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "none=a.jpg | the name none is that of the photo itself; name the style otherwise, NAME=PICTURE",
                "a.jpg:0 | the weight of a style picture is above 0, not 0.0",
                "a.jpg:1.2.3 | '1.2.3' in 'a.jpg:1.2.3' is no weight",
                "-.jpg | '' is no name for a style: letters, digits, '.', '-' and '_'; name it NAME=PICTURE",
            })
    void impossibleStylesAreRefused(String text, String sentence) {
        assertThatThrownBy(() -> StyleChoice.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void folderWithoutPicturesIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> StyleChoice.allIn(folder))
                .isInstanceOf(ModelException.class)
                .hasMessage("the folder " + folder + " holds no pictures; give one that does with --styles");
        assertThatThrownBy(() -> StyleChoice.allIn(folder.resolve("none"))).hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> StyleChoice.parse(folder.toString())).hasMessageEndingWith("does with --style");
    }

    @Test
    void stylesOfOneNameCannotBeToldApart() {
        Style wave = StyleChoice.parse("wave.jpg");
        assertThatThrownBy(() -> Style.requireDistinct(List.of(Style.NONE, wave, StyleChoice.parse("b/wave.png"))))
                .hasMessage("two styles are called wave; name one of them otherwise, NAME=PICTURE");
        assertThatThrownBy(() -> Style.requireDistinct(List.of(Style.NONE))).hasMessage("there is no style to learn");
    }
}
