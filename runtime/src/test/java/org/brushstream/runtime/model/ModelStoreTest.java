package org.brushstream.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelStoreTest {
    /** Of {@link TinyOnnx#identity()}, by the program sha256sum. */
    private static final String SUM = "88db2670ea1e367f6a5054a9cfe0cadf26485607945ff8bcb92b073e5b438303";

    private final Path folder;
    private final Path jar;
    private final Path bundle;
    private final URLClassLoader loader;
    private final ModelStore store;

    ModelStoreTest(@TempDir Path folder, @TempDir Path jar) throws IOException {
        this.folder = folder;
        this.jar = jar;
        bundle = Files.createDirectories(jar.resolve("org/brushstream/models"));
        Files.write(bundle.resolve("great-wave.onnx"), TinyOnnx.identity());
        Files.write(bundle.resolve("mosaic.onnx"), TinyOnnx.identity());
        Files.writeString(
                bundle.resolve("SHA256SUMS"),
                SUM + "  great-wave.onnx\n" + SUM + " *mosaic.onnx\n" + SUM + "  great-wave.txt\n");
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        store = new ModelStore(folder, loader);
    }

    @AfterEach
    void closeLoader() throws IOException {
        loader.close();
    }

    @Test
    void bundledAndOwnModelsAreListedOnceAndSorted() throws IOException {
        Files.write(folder.resolve("mosaic.onnx"), TinyOnnx.identity());
        Files.write(folder.resolve("candy.onnx"), TinyOnnx.identity());
        Files.writeString(folder.resolve("candy.txt"), "the card");
        Files.createDirectory(folder.resolve("folder.onnx"));

        assertThat(store.list()).containsExactly("candy", "great-wave", "mosaic");
    }

    @Test
    void netInFloatsBelongsToTheOneInBytesAndIsNotListed() throws IOException {
        Files.write(folder.resolve("candy.onnx"), TinyOnnx.identity());
        Files.write(folder.resolve("candy.float32.onnx"), TinyOnnx.identity());
        Files.write(bundle.resolve("mosaic.float32.onnx"), TinyOnnx.identity());
        Files.writeString(bundle.resolve("SHA256SUMS"), SUM + "  mosaic.float32.onnx\n", StandardOpenOption.APPEND);

        Files.write(folder.resolve("lonely.float32.onnx"), TinyOnnx.identity());

        assertThat(store.list()).containsExactly("candy", "great-wave", "lonely.float32", "mosaic");
        for (String name : List.of("candy", "mosaic")) {
            assertThat(store.inFloats(store.require(name)).name()).isEqualTo(name + ".float32");
        }
        for (String name : List.of("great-wave", "candy.float32")) {
            assertThat(store.hasFloats(store.require(name))).as(name).isFalse();
        }
    }

    @Test
    void bundledModelIsLoaded() {
        StyleModel model = store.require("great-wave");

        assertThat(model.name()).isEqualTo("great-wave");
        assertThat(model.origin()).isEqualTo("bundled");
        assertThat(model.onnx()).isEqualTo(TinyOnnx.identity());
        assertThat(store.require("mosaic").name()).isEqualTo("mosaic");
    }

    @Test
    void ownModelHidesTheBundledOneOfTheSameName() throws IOException {
        Path own = Files.write(folder.resolve("mosaic.onnx"), TinyOnnx.identity());

        assertThat(store.require("mosaic").origin()).isEqualTo(own.toString());
    }

    @Test
    void pathIsReadAsAFileEvenIfAModelHasThatName() throws IOException {
        Path file = Files.write(jar.resolve("mosaic.onnx"), TinyOnnx.identity());
        Path withoutEnding = Files.write(jar.resolve("net"), TinyOnnx.identity());

        assertThat(store.require(file.toString()).origin()).isEqualTo(file.toString());
        assertThat(store.require(withoutEnding.toString()).name()).isEqualTo("net");
        assertThatThrownBy(() -> store.require("mosaic.onnx")) // of the working directory
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no model file 'mosaic.onnx'");
    }

    @Test
    void damagedBundledModelIsRefused() throws IOException {
        Files.write(
                bundle.resolve("mosaic.onnx"),
                TinyOnnx.bytes()
                        .node("Identity", List.of("rgb"), "painted")
                        .metadata(Map.of("a", "b"))
                        .build());

        assertThatThrownBy(() -> store.require("mosaic"))
                .isInstanceOf(ModelException.class)
                .hasMessage("the bundled model 'mosaic' is damaged (wrong SHA-256); install again");
    }

    @Test
    void bundledModelThatIsListedButMissingIsNamed() throws IOException {
        Files.delete(bundle.resolve("mosaic.onnx"));

        assertThatThrownBy(() -> store.require("mosaic"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'mosaic' is listed but missing");
    }

    @Test
    void damagedListShowsItsLine() throws IOException {
        Files.writeString(bundle.resolve("SHA256SUMS"), "mosaic.onnx\n");

        assertThatThrownBy(store::list).isInstanceOf(ModelException.class).hasMessageContaining("'mosaic.onnx'");
    }

    @Test
    void withoutBundleAndFolderThereAreNoModelsAndTheErrorTellsWhereToPutOne() throws IOException {
        Files.delete(bundle.resolve("SHA256SUMS"));
        ModelStore empty = new ModelStore(folder.resolve("absent"), loader);

        assertThat(empty.list()).isEmpty();
        assertThatThrownBy(() -> empty.require("mosaic"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("put NAME.onnx into '" + folder.resolve("absent") + "'");
    }

    @ParameterizedTest
    @CsvSource({"great-wav, great-wave", "Great-Wave, great-wave", "mosiac, mosaic"})
    void slipIsMetWithTheNearestName(String slip, String meant) {
        assertThatThrownBy(() -> store.require(slip))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "there is no model '" + slip + "'; did you mean '" + meant + "'? (known: great-wave, mosaic)");
    }

    @Test
    void nameUnlikeAllOthersIsMetWithTheListOnly() {
        assertThatThrownBy(() -> store.require("candy"))
                .isInstanceOf(ModelException.class)
                .hasMessage("there is no model 'candy' (known: great-wave, mosaic)");
    }

    @Test
    void nameOfAModelIsThatModelAsItIs() throws IOException {
        Files.write(folder.resolve("gallery.onnx"), TinyGallery.onnx());
        Path file = Files.write(jar.resolve("other.onnx"), TinyGallery.onnx());

        for (String name : List.of("great-wave", "gallery", file.toString())) {
            StyleChoice choice = store.choose(StyleMix.parse(name));
            assertThat(choice.mix()).isEmpty();
            assertThat(choice.model().onnx()).isEqualTo(store.require(name).onnx());
            assertThat(choice.name()).isEqualTo(choice.model().name());
        }
    }

    @Test
    void styleThatIsNoModelIsFoundInsideOne() throws IOException {
        Files.write(folder.resolve("gallery.onnx"), TinyGallery.onnx());
        Files.writeString(folder.resolve("broken.onnx"), "not a model"); // does not hide the others
        StyleChoice choice = store.choose(StyleMix.of("warm"));

        assertThat(choice.model().name()).isEqualTo("gallery");
        assertThat(choice.mix()).contains(StyleMix.of("warm"));
        assertThat(choice.name()).isEqualTo("warm");
    }

    @Test
    void nameOfAModelWinsAloneAndTheModelThatHoldsAllWinsInAMix() throws IOException {
        Files.write(folder.resolve("gallery.onnx"), TinyGallery.onnx());
        Path dark = Files.write(folder.resolve("dark.onnx"), TinyOnnx.identity());
        StyleMix mix = StyleMix.parse("dark:0.7,warm:0.3");

        assertThat(store.choose(StyleMix.of("dark")).model().origin()).isEqualTo(dark.toString());
        assertThat(store.choose(mix).model().name()).isEqualTo("gallery");
        assertThat(store.choose(mix).mix()).contains(mix);
        assertThat(store.choose(mix).name()).isEqualTo("dark+warm");
    }

    @Test
    void ownModelThatHoldsTheStylesComesBeforeABundledOne() throws IOException {
        bundle("gallery");
        Path own = folder.resolve("zoo.onnx");
        assertThat(store.choose(StyleMix.of("warm")).model().origin()).isEqualTo("bundled");

        Files.write(own, TinyGallery.onnx());
        assertThat(store.choose(StyleMix.of("warm")).model().origin()).isEqualTo(own.toString());
    }

    @Test
    void styleInSeveralModelsAsksForOneOfThem() throws IOException {
        Files.write(folder.resolve("one.onnx"), TinyGallery.onnx());
        Files.write(folder.resolve("two.onnx"), TinyGallery.withoutNone());

        assertThat(store.choose(StyleMix.of("none")).model().name()).isEqualTo("one");
        assertThatThrownBy(() -> store.choose(StyleMix.parse("dark,warm")))
                .isInstanceOf(ModelException.class)
                .hasMessage("several models hold dark and warm: one, two; say which one, as in --model one");
        assertThat(store.choose(StyleMix.parse("dark,warm"), "two").model().name())
                .isEqualTo("two");
    }

    @Test
    void stylesOfSeparateModelsCannotBeMixed() throws IOException {
        assertNotChosen(
                "great-wave,mosaic",
                "no single model holds great-wave and mosaic together, and styles of separate models cannot be mixed"
                        + " (known: great-wave, mosaic)");

        Files.write(folder.resolve("gallery.onnx"), TinyGallery.onnx());
        assertNotChosen(
                "great-wave:0.7,dark:0.3",
                "no single model holds great-wave and dark together, and styles of separate models cannot be mixed"
                        + " (known: gallery, great-wave, mosaic; inside gallery: none, dark, warm)");
        assertNotChosen(
                "dark,my/model.onnx",
                "there is no model file 'dark,my/model.onnx', and files cannot be mixed: give the names of styles inside"
                        + " one model, and the model with --model");
    }

    @Test
    void styleThatNobodyKnowsIsMetWithTheNearestAndTheList() throws IOException {
        Files.write(folder.resolve("gallery.onnx"), TinyGallery.onnx());

        assertNotChosen(
                "great-wave,wram",
                "there is no style 'wram'; did you mean 'warm'?"
                        + " (known: gallery, great-wave, mosaic; inside gallery: none, dark, warm)");
        assertNotChosen(
                "candy",
                "there is no style 'candy' (known: gallery, great-wave, mosaic; inside gallery: none, dark, warm)");
    }

    private void assertNotChosen(String mix, String message) {
        assertThatThrownBy(() -> store.choose(StyleMix.parse(mix)))
                .isInstanceOf(ModelException.class)
                .hasMessage(message);
    }

    @Test
    void givenModelIsTheOnlyOneLookedInto() throws IOException {
        bundle("gallery");
        Path file = Files.write(jar.resolve("my.onnx"), TinyGallery.withoutNone());
        StyleChoice choice = store.choose(StyleMix.parse("warm,dark"), file.toString());

        assertThat(choice.model().origin()).isEqualTo(file.toString());
        assertThat(choice.mix()).contains(StyleMix.parse("warm,dark"));
        assertThatThrownBy(() -> store.choose(StyleMix.of("none"), file.toString()))
                .isInstanceOf(ModelException.class)
                .hasMessage("model 'my' (" + file + ") holds no style 'none' (it holds: dark, warm)");
        assertThatThrownBy(() -> store.choose(StyleMix.of("mosaic"), "great-wave"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("model 'great-wave' (bundled) ");
    }

    @Test
    void givenModelMayBeAskedForByItsOwnName() throws IOException {
        bundle("gallery");
        Path file = Files.write(jar.resolve("my.onnx"), TinyOnnx.identity());

        assertThat(store.choose(StyleMix.of("gallery"), "gallery").mix()).isEmpty();
        assertThat(store.choose(StyleMix.of("my"), file.toString()).mix()).isEmpty();
        assertThat(store.choose(StyleMix.parse(file.toString()), file.toString())
                        .mix())
                .isEmpty();
    }

    /** Bundles {@link TinyGallery} as well. */
    private void bundle(String name) throws IOException {
        Files.write(bundle.resolve(name + ".onnx"), TinyGallery.onnx());
        Files.writeString(
                bundle.resolve("SHA256SUMS"),
                Sha256.of(TinyGallery.onnx()) + "  " + name + ".onnx\n",
                StandardOpenOption.APPEND);
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "Abc, aBC, 0", "flaw, lawn, 2"})
    void editDistanceIsLevenshteins(String one, String other, int distance) {
        assertThat(EditDistance.between(one, other)).isEqualTo(distance);
    }
}
