package org.brushstream.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelCardTest {
    static final ModelCard WAVE = new ModelCard(
            "great-wave",
            "The Great Wave off Kanagawa, Katsushika Hokusai, 1831",
            "public domain",
            "Johnson transformer net, width 0.5",
            "Adam 1e-3, batch 4",
            "content 1 at relu3_3, style 4 at relu1_2 to relu4_3",
            "2,534 photographs",
            "Apache-2.0",
            4,
            InputRange.ZERO_TO_255);

    @Test
    void metadataHasTheKeysThatOtherToolsRead() {
        assertThat(WAVE.toMetadata()).containsExactlyInAnyOrderEntriesOf(metadata());
    }

    @Test
    void metadataWrittenByHandIsRead() {
        assertThat(ModelCard.fromMetadata(metadata())).isEqualTo(WAVE);
    }

    @Test
    void foreignKeysAreIgnored() {
        Map<String, String> metadata = metadata();
        metadata.put("producer", "someone");

        assertThat(ModelCard.fromMetadata(metadata)).isEqualTo(WAVE);
    }

    @Test
    void everyMissingKeyIsNamed() {
        for (String key : metadata().keySet()) {
            Map<String, String> metadata = metadata();
            metadata.remove(key);

            assertThatThrownBy(() -> ModelCard.fromMetadata(metadata))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("lacks '" + key + "'");
        }
    }

    @Test
    void newerFormatAsksForAnUpdateEvenWithoutTheKeysOfThisOne() {
        assertThatThrownBy(() -> ModelCard.fromMetadata(Map.of("brushstream.format", "3")))
                .isInstanceOf(ModelException.class)
                .hasMessage("the model's card has format 3, this Brushstream reads 2; update Brushstream");
    }

    @Test
    void whoTrainedAModelOfOneStyleIsOneKeyMoreThatOlderProgramsIgnore() {
        Map<String, String> metadata = metadata();
        metadata.put("brushstream.trained_by", "Brushstream trainer, 18 minutes on 2 cores");
        ModelCard card = ModelCard.fromMetadata(metadata);

        assertThat(card.trainedBy()).contains("Brushstream trainer, 18 minutes on 2 cores");
        assertThat(card.toMetadata()).isEqualTo(metadata);
        assertThat(card.toText()).contains("\ntrained by:    Brushstream trainer, 18 minutes on 2 cores\n");
        assertThat(WAVE.toText()).contains("\ntrained by:    not stated\n");
    }

    @Test
    void stylesOfAModelAreReadInTheOrderOfTheirWeights() {
        ModelCard card = ModelCard.fromMetadata(gallery());

        assertThat(card.styles())
                .containsExactly(
                        new CardStyle("none", "the photograph", "CC0-1.0", 0),
                        new CardStyle("dark", "Night, nobody, 2026", "public domain", 0.75),
                        new CardStyle("warm", "Fire, nobody, 2026", "CC BY 4.0", 0.25));
        assertThat(card.toMetadata()).isEqualTo(gallery());
        assertThat(TinyGallery.card().toMetadata().get("brushstream.styles")).isEqualTo("none dark warm");
        assertThat(TinyGallery.card().format()).isEqualTo(2);
    }

    @Test
    void textListsTheStylesOneALine() {
        assertThat(TinyGallery.card().toText()).endsWith("""
                        input range:   0..255
                        styles:        none (weight 0): the photograph, CC0-1.0
                                       dark (weight 0.75): Night, nobody, 2026, public domain
                                       warm (weight 0.25): Fire, nobody, 2026, CC BY 4.0
                        format:        2
                        """);
    }

    @Test
    void everyMissingKeyOfAStyleIsNamed() {
        for (String key : gallery().keySet()) {
            if (key.startsWith("brushstream.style.")) {
                Map<String, String> metadata = gallery();
                metadata.remove(key);

                assertThatThrownBy(() -> ModelCard.fromMetadata(metadata))
                        .isInstanceOf(ModelException.class)
                        .hasMessageContaining("lacks '" + key + "'");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "styles, none dark dark warm, style dark is named twice",
        "styles, dark none warm, style none is the first if there is one",
        "styles, warm, styles are several",
        "styles, none warm, 'the weights of the styles have the sum 0.25, not 1'",
        "styles, none dark/warm, lacks",
        "style.dark.weight, heavy, not a number",
        "style.dark.weight, -0.75, weight of style dark is 0 to 1",
        "style.dark.weight, NaN, weight of style dark is 0 to 1",
        "style.dark.weight, 0.750002, the weights of the styles have the sum",
        "style.dark.title, ' ', title of style dark is one line of text",
        "trained_by, ' ', trained_by is one line of text",
    })
    void wrongStyleInAFileIsTheFilesMistake(String key, String value, String message) {
        Map<String, String> metadata = gallery();
        metadata.put("brushstream." + key, value);

        assertThatThrownBy(() -> ModelCard.fromMetadata(metadata))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    @Test
    void weightsOfTheStylesHaveTheSumOneWithinAMillionth() {
        Map<String, String> metadata = gallery();
        metadata.put("brushstream.style.dark.weight", "0.7500009");

        assertThat(ModelCard.fromMetadata(metadata).styles()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "size_multiple, 0, size_multiple is at least 1",
        "size_multiple, four, not a whole number",
        "input_range, 0..2, is no input range",
        "format, 0, format",
        "title, ' ', title is one line of text",
        "name, ../evil, is no model name"
    })
    void wrongValueInAFileIsTheFilesMistake(String key, String value, String message) {
        Map<String, String> metadata = metadata();
        metadata.put("brushstream." + key, value);

        assertThatThrownBy(() -> ModelCard.fromMetadata(metadata))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", ".hidden", "-x"})
    void nameThatIsNoFileNameIsRefused(String name) {
        assertThatThrownBy(() -> new ModelCard(name, "t", "l", "a", "r", "o", "d", "l", 1, InputRange.ZERO_TO_1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textHasOneColumnOfValuesAndWrapsLongOnes() {
        String recipe = "word ".repeat(40).strip(); // 199 columns
        ModelCard card = new ModelCard("x", "t", "l", "a", recipe, "o", "d", "l", 4, InputRange.ZERO_TO_1);

        assertThat(card.toText())
                .startsWith("name:          x\ntitle:         t\nstyle licence: l\n")
                .contains("recipe:        " + "word ".repeat(17).strip() + "\n               word")
                .endsWith("input range:   0..1\nformat:        1\n");
        assertThat(card.toText().lines()).allMatch(line -> line.length() <= 100);
    }

    private static Map<String, String> gallery() {
        Map<String, String> metadata = metadata();
        metadata.putAll(Map.of(
                "brushstream.styles", "none dark warm",
                "brushstream.style.none.title", "the photograph",
                "brushstream.style.none.licence", "CC0-1.0",
                "brushstream.style.none.weight", "0.0",
                "brushstream.style.dark.title", "Night, nobody, 2026",
                "brushstream.style.dark.licence", "public domain",
                "brushstream.style.dark.weight", "0.75"));
        metadata.putAll(Map.of(
                "brushstream.style.warm.title", "Fire, nobody, 2026",
                "brushstream.style.warm.licence", "CC BY 4.0",
                "brushstream.style.warm.weight", "0.25",
                "brushstream.format", "2"));
        return metadata;
    }

    private static Map<String, String> metadata() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("brushstream.name", "great-wave"),
                Map.entry("brushstream.title", "The Great Wave off Kanagawa, Katsushika Hokusai, 1831"),
                Map.entry("brushstream.style_licence", "public domain"),
                Map.entry("brushstream.architecture", "Johnson transformer net, width 0.5"),
                Map.entry("brushstream.recipe", "Adam 1e-3, batch 4"),
                Map.entry("brushstream.objective", "content 1 at relu3_3, style 4 at relu1_2 to relu4_3"),
                Map.entry("brushstream.data", "2,534 photographs"),
                Map.entry("brushstream.licence", "Apache-2.0"),
                Map.entry("brushstream.size_multiple", "4"),
                Map.entry("brushstream.input_range", "0..255"),
                Map.entry("brushstream.format", "1")));
    }
}
