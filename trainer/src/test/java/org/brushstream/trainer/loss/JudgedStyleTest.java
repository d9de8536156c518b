package org.brushstream.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JudgedStyleTest {
    @TempDir
    private Path folder;

    @Test
    void modelOfOneStyleLearnedByWhatItsCardSays() {
        JudgedStyle tiny = JudgedStyle.of(StyleModel.read(TinyModel.write(folder)), null);
        assertThat(tiny.learned()).contains(TinyModel.OBJECTIVE);
        assertThat(tiny.name()).isNull();
        assertThat(tiny).hasToString("model 'tiny' (" + folder.resolve("tiny.onnx") + ")");

        JudgedStyle stranger = JudgedStyle.of(StyleModel.read(TinyModel.writeWithoutCard(folder)), null);
        assertThat(stranger.learned()).isEmpty();
    }

    @Test
    void everyStyleOfSeveralLearnedByItsOwnWeight() {
        StyleModel gallery = StyleModel.read(TinyModel.writeGallery(folder));
        assertThat(JudgedStyle.of(gallery, "none").learned()).contains(TinyModel.OBJECTIVE.withStyle(0));
        assertThat(JudgedStyle.of(gallery, "dark").learned()).contains(TinyModel.OBJECTIVE.withStyle(1.5));
        JudgedStyle bright = JudgedStyle.of(gallery, "bright");
        assertThat(bright.learned()).contains(TinyModel.OBJECTIVE.withStyle(3));
        assertThat(bright.mix()).contains(StyleMix.of("bright"));
        assertThat(bright).hasToString("model 'gallery' (" + folder.resolve("gallery.onnx") + "), style bright");
    }

    @Test
    void oneStyleBesidesNoneNeedsNoName() {
        List<String> names = List.of("none", "wave");
        String words = new LearnedObjective(TinyModel.OBJECTIVE, names, List.of(0.0, 5.0), 0).toString();
        JudgedStyle wave = JudgedStyle.of(StyleModel.read(TinyModel.writeGallery(folder, names, words)), null);
        assertThat(wave.name()).isEqualTo("wave");
        assertThat(wave.learned()).contains(TinyModel.OBJECTIVE.withStyle(5));
    }

    @Test
    void styleIsNamedWhereThereAreSeveralAndOnlyThere() {
        StyleModel gallery = StyleModel.read(TinyModel.writeGallery(folder));
        StyleModel tiny = StyleModel.read(TinyModel.write(folder));
        assertThatThrownBy(() -> JudgedStyle.of(gallery, null))
                .isInstanceOf(ModelException.class)
                .hasMessage(gallery + " holds several styles; name one with --style-name: none, dark, bright");
        assertThatThrownBy(() -> JudgedStyle.of(gallery, "dusk"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(gallery + " holds no style 'dusk'")
                .hasMessageEndingWith("(it holds: none, dark, bright)");
        assertThatThrownBy(() -> JudgedStyle.of(gallery, "dark:1,bright:1"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(gallery + " holds no style 'dark:1,bright:1'");
        assertThatThrownBy(() -> JudgedStyle.of(tiny, "dark"))
                .isInstanceOf(ModelException.class)
                .hasMessage(tiny + " holds one style only: 'dark' cannot be asked of it");
    }

    @Test
    void mixesAndUnnamedStylesAreProgrammersMistakes() {
        StyleModel gallery = StyleModel.read(TinyModel.writeGallery(folder));
        assertThatThrownBy(() -> new JudgedStyle(gallery, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JudgedStyle(gallery, Optional.of(StyleMix.parse("dark:1,bright:1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not stated",
                "VGG-19: 1 x content(relu3_3) + 2 x style(relu1_2 relu2_2 at 36 px) + 0.1 x variation", // of which
                // style?
                "VGG-19: 1 x content(relu3_3) + (2 dusk, 3 dawn) x style(relu1_2 relu2_2 at 36 px) + 0.1 x variation",
            })
    void cardOfOtherWordsOrStylesIsRefused(String words) {
        StyleModel gallery = StyleModel.read(TinyModel.writeGallery(folder, TinyModel.GALLERY.names(), words));
        JudgedStyle dark = JudgedStyle.of(gallery, "dark");
        assertThatThrownBy(dark::learned)
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        gallery + ", style dark learned by '" + words + "', which is no objective that can be judged"
                                + " by; give the whole of one by options, see --help");
    }
}
