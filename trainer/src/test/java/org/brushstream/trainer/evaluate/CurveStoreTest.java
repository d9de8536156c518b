package org.brushstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CurveStoreTest {
    private static final String OF = "version 2, photo Fährhaus, noise";

    /** With numbers that have no short decimal form. */
    private static final GatysCurve CURVE = new GatysCurve(
            List.of(new Losses(0.1f, 1f / 3, 1e-30f, 8), new Losses(0.2f, 3e7f, 0, 7.9999995f)),
            List.of(0.0, 0.1 + 0.2),
            true,
            Instant.parse("2026-11-21T12:00:00.123456789Z"),
            7);

    private final Path folder;

    CurveStoreTest(@TempDir Path folder) {
        this.folder = folder.resolve("new/cache");
    }

    private Path keptFile() throws IOException {
        CurveStore.open(folder).keep(OF, CURVE);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).singleElement().asString().endsWith(".json"); // no part file is left
            return all.get(0);
        }
    }

    @Test
    void keptCurveIsFoundToTheLastDigit() {
        CurveStore.open(folder).keep(OF, CURVE);
        assertThat(CurveStore.open(folder).find(OF)).contains(CURVE);
    }

    @Test
    void curveOfAnythingElseIsNotFound() {
        CurveStore store = CurveStore.open(folder);
        assertThat(store.find(OF)).isEmpty();
        store.keep(OF, CURVE);
        assertThat(store.find(OF + " ")).isEmpty();
    }

    @Test
    void allOfOneKindAreFoundByHowTheyBegin() throws IOException {
        assertThat(CurveStore.of(folder).findAll("")).isEmpty(); // of no folder
        CurveStore store = CurveStore.open(folder);
        store.keep("noise, photo 1", CURVE);
        store.keep("noise, photo 2", CURVE.upTo(0));
        store.keep("content, photo 1", CURVE);
        Files.writeString(folder.resolve("broken.json"), "{\"of\": \"noise, photo 3\"}");
        Files.writeString(folder.resolve("notes.txt"), "noise");
        assertThat(CurveStore.of(folder).findAll("noise, ")).containsExactlyInAnyOrder(CURVE, CURVE.upTo(0));
    }

    @Test
    void fileThatSaysItIsOfSomethingElseIsNotTaken() throws IOException {
        Path file = keptFile();
        Files.writeString(file, Files.readString(file).replace("noise", "content"));
        assertThat(CurveStore.open(folder).find(OF)).isEmpty();
    }

    @Test
    void newerCurveReplacesTheOlder() {
        CurveStore store = CurveStore.open(folder);
        store.keep(OF, CURVE.upTo(0));
        store.keep(OF, CURVE);
        assertThat(store.find(OF)).contains(CURVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "7", "no JSON", "{\"of\": 7}", "\0\0\0\0", "{\"of\": {}}"})
    void foreignFileIsAsIfAbsentAndReplaced(String text) throws IOException {
        Path file = keptFile();
        Files.writeString(file, text);
        assertThat(CurveStore.open(folder).find(OF)).isEmpty();

        CurveStore.open(folder).keep(OF, CURVE);
        assertThat(CurveStore.open(folder).find(OF)).contains(CURVE);
    }

    @Test
    void fileThatIsNoTextIsAsIfAbsent() throws IOException {
        Files.write(keptFile(), new byte[] {'{', (byte) 0xFF, (byte) 0xC0, '}'}); // neither byte occurs in UTF-8
        assertThat(CurveStore.open(folder).find(OF)).isEmpty();
    }

    @Test
    void fileCutOffAnywhereIsAsIfAbsent() throws IOException {
        Path file = keptFile();
        String whole = Files.readString(file).strip();
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(CurveStore.open(folder).find(OF))
                    .as("%d characters", length)
                    .isEmpty();
        }
    }

    @Test
    void absentNullAndEmptyFieldsAreNoCurve() throws IOException {
        Path file = keptFile();
        JsonObject whole = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonArray nulls = new JsonArray();
        nulls.add(JsonNull.INSTANCE);
        nulls.add(JsonNull.INSTANCE);
        assertThat(whole.keySet()).hasSize(9);
        for (String field : whole.keySet()) {
            if (field.equals("settled")) { // absent is false, which is true of every curve that goes on
                continue;
            }
            JsonObject absent = whole.deepCopy();
            absent.remove(field);
            requireNotFound(file, absent);
            if (field.equals("processors")) {
                continue;
            }
            JsonObject wrong = whole.deepCopy();
            wrong.add(field, JsonNull.INSTANCE);
            requireNotFound(file, wrong);
            wrong.add(field, nulls);
            requireNotFound(file, wrong);
            wrong.add(field, new JsonArray());
            requireNotFound(file, wrong);
            wrong.add(field, new JsonPrimitive("NaN"));
            requireNotFound(file, wrong);
        }
    }

    private void requireNotFound(Path file, JsonObject content) throws IOException {
        Files.writeString(file, content.toString());
        assertThat(CurveStore.open(folder).find(OF)).as(content.toString()).isEmpty();
    }

    @Test
    void columnsOfDifferentLengthsAreNoCurve() throws IOException {
        Path file = keptFile();
        for (String column : List.of("seconds", "content", "style", "variation", "total")) {
            JsonObject shorter = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            JsonObject whole = shorter.deepCopy();
            shorter.getAsJsonArray(column).remove(1);
            requireNotFound(file, shorter);
            Files.writeString(file, whole.toString());
        }
    }

    @Test
    void folderThatCannotBeMadeIsFoundOutAtOnce() throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("text"), "no folder");
        for (Path wrong : List.of(file, file.resolve("cache"))) {
            assertThatThrownBy(() -> CurveStore.open(wrong))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("the curves of the optimizer cannot be kept in " + wrong + " (")
                    .hasMessageEndingWith("); choose another folder with --cache");
        }
    }

    @Test
    void diskThatFailsLaterSaysSoToo() throws IOException {
        CurveStore store = CurveStore.open(folder);
        Files.delete(folder);
        assertThatThrownBy(() -> store.keep(OF, CURVE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("--cache");
    }
}
