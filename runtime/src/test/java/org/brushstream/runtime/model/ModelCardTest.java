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
            InputRange.ZERO_TO_255,
            1);

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
        assertThatThrownBy(() -> ModelCard.fromMetadata(Map.of("brushstream.format", "2")))
                .isInstanceOf(ModelException.class)
                .hasMessage("the model's card has format 2, this Brushstream reads 1; update Brushstream");
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
        assertThatThrownBy(() -> new ModelCard(name, "t", "l", "a", "r", "o", "d", "l", 1, InputRange.ZERO_TO_1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textHasOneColumnOfValuesAndWrapsLongOnes() {
        String recipe = "word ".repeat(40).strip(); // 199 columns
        ModelCard card = new ModelCard("x", "t", "l", "a", recipe, "o", "d", "l", 4, InputRange.ZERO_TO_1, 1);

        assertThat(card.toText())
                .startsWith("name:          x\ntitle:         t\nstyle licence: l\n")
                .contains("recipe:        " + "word ".repeat(17).strip() + "\n               word")
                .endsWith("input range:   0..1\nformat:        1\n");
        assertThat(card.toText().lines()).allMatch(line -> line.length() <= 100);
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
