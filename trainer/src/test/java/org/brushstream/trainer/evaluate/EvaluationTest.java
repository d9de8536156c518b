package org.brushstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
    private static final Offset<Double> ROUNDING = within(1e-12); // of one addition and halving in 64 bits

    /** A photo whose numbers are all different multiples of {@code scale}. */
    private static Evaluation.Photo photo(String file, float scale, @Nullable Double equals) {
        Evaluation.Rows rows = new Evaluation.Rows(
                losses(scale),
                losses(2 * scale),
                List.of(
                        new Evaluation.Mark(10, losses(3 * scale), 4 * scale),
                        new Evaluation.Mark(25, losses(5 * scale), 6 * scale)),
                losses(7 * scale),
                8 * scale,
                equals,
                equals == null ? null : 2 * equals);
        return new Evaluation.Photo(file, new Evaluation.Origin("2026-11-21T12:00:00Z", 2, true), rows);
    }

    private static Losses losses(float scale) {
        return new Losses(scale, 10 * scale, 100 * scale, 1000 * scale);
    }

    @Test
    void medianOfAnOddCountIsTheMiddleOne() {
        Evaluation.Rows median =
                Evaluation.median(List.of(photo("a", 4, 30.0), photo("b", 1, 10.0), photo("c", 2, 20.0)));
        assertThat(median).isEqualTo(photo("c", 2, 20.0).rows());
    }

    @Test
    void medianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
        Evaluation.Rows median = Evaluation.median(
                List.of(photo("a", 8, 30.0), photo("b", 1, 10.0), photo("c", 2, 20.0), photo("d", 4, 50.0)));
        // Of the scales 1, 2, 4, 8: 3. Of 10, 20, 30, 50: 25.
        assertThat(median).isEqualTo(photo("", 3, 25.0).rows());
    }

    @Test
    void eachNumberHasAMedianOfItsOwn() {
        Evaluation.Photo dull = photo("a", 1, 10.0);
        Evaluation.Rows rows = dull.rows();
        Evaluation.Photo odd = new Evaluation.Photo(
                "b",
                dull.optimizer(),
                new Evaluation.Rows(
                        rows.photograph(),
                        rows.stylePicture(),
                        rows.optimizer(),
                        new Losses(9, 1, 50, 7000),
                        0.5,
                        11.0,
                        1.0));
        Evaluation.Rows median = Evaluation.median(List.of(dull, odd));
        assertThat(median.painting()).isEqualTo(new Losses(8, 35.5f, 375, 7000)); // beside 7, 70, 700, 7000
        assertThat(median.paintingSeconds()).isCloseTo(4.25, ROUNDING); // beside 8
        assertThat(median.equalsIterations()).isCloseTo(10.5, ROUNDING);
        assertThat(median.secondsToEqual()).isCloseTo(10.5, ROUNDING); // 20 and 1
    }

    @Test
    void paintingThatIsNeverEqualledCountsAsMoreThanAnyOther() {
        // 10, 20, more: 20 is in the middle.
        Evaluation.Rows odd = Evaluation.median(List.of(photo("a", 1, null), photo("b", 1, 10.0), photo("c", 1, 20.0)));
        assertThat(odd.equalsIterations()).isEqualTo(20);
        assertThat(odd.secondsToEqual()).isEqualTo(40);

        // 10, 20, 30, more: the middle is between 20 and 30.
        Evaluation.Rows even = Evaluation.median(
                List.of(photo("a", 1, 30.0), photo("b", 1, null), photo("c", 1, 20.0), photo("d", 1, 10.0)));
        assertThat(even.equalsIterations()).isEqualTo(25);
        assertThat(even.secondsToEqual()).isEqualTo(50);

        // 10, more: no number lies between.
        Evaluation.Rows half = Evaluation.median(List.of(photo("a", 1, null), photo("b", 1, 10.0)));
        assertThat(half.equalsIterations()).isNull();
        assertThat(half.secondsToEqual()).isNull();
    }

    private static Evaluation evaluation(List<Evaluation.Photo> photos) {
        return new Evaluation(
                "gallery",
                "great-wave",
                new Objective(Vgg.VGG19, 1, 2.5, 0.1, List.of("relu3_3"), List.of("relu1_2", "relu2_2"), 320),
                Evaluation.ObjectiveSource.CARD,
                "神奈川沖浪裏 <\"1831\">.jpg",
                "3e3f",
                256,
                GatysPlan.Start.NOISE,
                25,
                Precision.FLOAT32,
                8,
                photos,
                photos.isEmpty() ? photo("", 1, null).rows() : Evaluation.median(photos));
    }

    @Test
    void jsonHoldsAllOfIt() {
        String text = evaluation(List.of(photo("häuser/Fähre & Co.jpg", 2, 12.5), photo("b.jpg", 4, null)))
                .toJson();
        JsonObject report = JsonParser.parseString(text).getAsJsonObject();
        assertThat(report.keySet())
                .containsExactly(
                        "model",
                        "style_name",
                        "objective",
                        "objective_from",
                        "style",
                        "vgg",
                        "size",
                        "start",
                        "iterations",
                        "precision",
                        "processors",
                        "photos",
                        "median");
        assertThat(report.get("model").getAsString()).isEqualTo("gallery");
        assertThat(report.get("style_name").getAsString()).isEqualTo("great-wave");
        assertThat(report.get("objective"))
                .isEqualTo(
                        JsonParser.parseString(
                                "{'net': 'VGG19', 'content': 1.0, 'style': 2.5, 'variation': 0.1,"
                                        + " 'content_layers': ['relu3_3'], 'style_layers': ['relu1_2', 'relu2_2'], 'style_size': 320}"));
        assertThat(report.get("objective_from").getAsString()).isEqualTo("CARD");
        assertThat(report.get("style").getAsString()).isEqualTo("神奈川沖浪裏 <\"1831\">.jpg");
        assertThat(text).contains("神奈川沖浪裏 <", "häuser/Fähre & Co.jpg"); // for people too
        assertThat(report.get("vgg").getAsString()).isEqualTo("3e3f");
        assertThat(report.get("size").getAsInt()).isEqualTo(256);
        assertThat(report.get("start").getAsString()).isEqualTo("NOISE");
        assertThat(report.get("iterations").getAsInt()).isEqualTo(25);
        assertThat(report.get("precision").getAsString()).isEqualTo("FLOAT32");
        assertThat(report.get("processors").getAsInt()).isEqualTo(8);
        assertThat(report.getAsJsonArray("photos")).hasSize(2);
        assertThat(report.getAsJsonArray("photos").get(0)).isEqualTo(JsonParser.parseString("""
                        {"file": "häuser/Fähre & Co.jpg",
                         "optimizer": {"painted": "2026-11-21T12:00:00Z", "processors": 2, "from_cache": true},
                         "rows": {
                           "photograph": {"content": 2.0, "style": 20.0, "variation": 200.0, "total": 2000.0},
                           "style_picture": {"content": 4.0, "style": 40.0, "variation": 400.0, "total": 4000.0},
                           "optimizer": [
                             {"iterations": 10, "seconds": 8.0,
                              "losses": {"content": 6.0, "style": 60.0, "variation": 600.0, "total": 6000.0}},
                             {"iterations": 25, "seconds": 12.0,
                              "losses": {"content": 10.0, "style": 100.0, "variation": 1000.0, "total": 10000.0}}],
                           "painting": {"content": 14.0, "style": 140.0, "variation": 1400.0, "total": 14000.0},
                           "painting_seconds": 16.0,
                           "equals_iterations": 12.5,
                           "seconds_to_equal": 25.0}}
                        """));
        JsonObject never =
                report.getAsJsonArray("photos").get(1).getAsJsonObject().getAsJsonObject("rows");
        assertThat(never.get("equals_iterations").isJsonNull()).isTrue();
        assertThat(never.get("seconds_to_equal").isJsonNull()).isTrue();

        JsonObject median = report.getAsJsonObject("median");
        assertThat(median.keySet()).isEqualTo(never.keySet());
        assertThat(median.getAsJsonObject("painting").get("total").getAsDouble())
                .isEqualTo(21000); // of 14000 and 28000
        assertThat(text).endsWith("}\n");
    }

    @Test
    void reportOfNoPhotographsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> evaluation(new ArrayList<>()));
    }
}
