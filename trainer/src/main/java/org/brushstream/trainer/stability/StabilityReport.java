package org.brushstream.trainer.stability;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.script.Precision;

/**
 * How much one model's paintings flicker.
 *
 * @param model its name
 * @param styleName which of its styles painted; empty for a model of one
 * @param style file name of the style picture
 * @param objective its style layers and style size say what the style loss is
 * @param precision in which the style losses were calculated
 * @param noise deviation of the noise on moved stills, in steps of 8 bits
 * @param films each clip as it was filmed, then each still in its motions
 */
public record StabilityReport(
        String model,
        Optional<String> styleName,
        String style,
        Objective objective,
        Precision precision,
        double noise,
        List<Flicker> films) {
    public StabilityReport {
        films = List.copyOf(films);
    }

    /**
     * As JSON text, on several lines. Errors are not scaled: colours lie in 0..1. Masked share, errors and ratio are
     * null where no two neighbours could be compared; the ratio also where the source does not flicker at all.
     */
    public String toJson() {
        JsonObject report = new JsonObject();
        report.addProperty("model", model);
        report.add("style_name", styleName.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
        report.addProperty("style", style);
        report.addProperty("style_size", objective.styleSize());
        JsonArray layers = new JsonArray();
        objective.styleLayers().forEach(layers::add);
        report.add("style_layers", layers);
        report.addProperty("precision", precision.name());
        report.addProperty("noise", noise);
        JsonArray list = new JsonArray();
        films.forEach(film -> list.add(json(film)));
        report.add("films", list);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .serializeNulls()
                        .create()
                        .toJson(report) + "\n";
    }

    private static JsonObject json(Flicker film) {
        JsonObject json = new JsonObject();
        json.addProperty("clip", film.clip());
        json.addProperty("motion", film.motion());
        json.addProperty("size", film.size().toString());
        json.addProperty("frames", film.frames());
        json.addProperty("pairs", film.frames() - 1 - film.leftOut());
        json.addProperty("pairs_left_out", film.leftOut());
        Optional<Flicker.Errors> errors = film.errors();
        json.add("masked_share", number(errors.map(Flicker.Errors::maskedShare)));
        json.add("source_error", number(errors.map(Flicker.Errors::source)));
        json.add("painted_error", number(errors.map(Flicker.Errors::painted)));
        json.add(
                "ratio",
                number(errors.flatMap(found -> found.ratio().stream().boxed().findFirst())));
        json.addProperty("frames_judged", film.judged());
        json.addProperty("source_style_loss", film.sourceStyleLoss());
        json.addProperty("painted_style_loss", film.paintedStyleLoss());
        return json;
    }

    private static JsonElement number(Optional<Double> value) {
        return value.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
    }
}
