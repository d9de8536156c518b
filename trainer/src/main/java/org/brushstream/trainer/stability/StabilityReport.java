package org.brushstream.trainer.stability;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.script.Precision;

/**
 * How much one model's paintings flicker.
 *
 * @param model its name
 * @param style file name of the style picture
 * @param objective its style layers and style size say what the style loss is
 * @param precision in which the style losses were calculated
 * @param noise deviation of the noise on moved stills, in steps of 8 bits
 * @param films each clip as it was filmed, then each still in its motions
 */
public record StabilityReport(
        String model, String style, Objective objective, Precision precision, double noise, List<Flicker> films) {
    public StabilityReport {
        films = List.copyOf(films);
    }

    /**
     * As JSON text, on several lines. Errors are not scaled: colours lie in 0..1. {@code ratio} is absent where the source
     * does not flicker at all.
     */
    public String toJson() {
        JsonObject report = new JsonObject();
        report.addProperty("model", model);
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
        json.addProperty("masked_share", film.maskedShare());
        json.addProperty("source_error", film.sourceError());
        json.addProperty("painted_error", film.paintedError());
        film.ratio().ifPresent(ratio -> json.addProperty("ratio", ratio));
        json.addProperty("frames_judged", film.judged());
        json.addProperty("source_style_loss", film.sourceStyleLoss());
        json.addProperty("painted_style_loss", film.paintedStyleLoss());
        return json;
    }
}
