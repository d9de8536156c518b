package org.brushstream.trainer.train;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.brushstream.trainer.loss.LearnedObjective;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.jspecify.annotations.Nullable;

/**
 * All that makes a run what it is, constant from its first step to its last: {@code recipe.json} beside the checkpoint. The
 * PyTorch program in {@code trainer/reference} reads and writes the same keys, so that a run may go on in either; what only
 * one of the two knows of may be absent.
 *
 * @param format version of this list, {@value #FORMAT}
 * @param width of the net
 * @param stem of the net: full, half, quarter or coarse
 * @param norm of the net, instance or static; absent for the former
 * @param styles names, in the order of the net
 * @param styleWeights of the style loss, one for each style; 0 for {@code none}
 * @param photoSize side of the crops in pixels
 * @param context pixels that a crop is larger than what is judged of it; absent for none
 * @param leastContrast that half of the photographs may be left with; absent for all of it
 * @param firstPhotoSize side of the crops in the first half of the steps; absent if it is the same
 * @param steps of the whole run
 * @param average how much of the running mean of the weights each step leaves; absent where none is kept
 * @param content weight of the content loss
 * @param variation weight of the smoothness
 * @param reproduction weight of giving the photo back
 * @param stability weight of painting moved photos alike in the second half of the steps; 0 for none
 * @param stabilityPictures how many of a batch are moved; absent or 0 for all
 * @param styleSize shorter side of the style pictures in pixels
 * @param vgg which net judges, vgg19 or vgg16; absent for the former
 * @param vggSha256 of the file of its weights
 * @param strength from which the style weights came, absent if they were given
 * @param styleFiles by the style's name
 * @param photosFingerprint changes when photographs are added, renamed or taken away
 * @param teacher folder of the run whose paintings are imitated
 * @param teacherWeight of that
 * @param beganWith folder of the run whose weights this one began with
 * @param addedTo folder of the run whose net this style was added to: nothing but its norms is learned
 */
record Recipe(
        int format,
        double width,
        String stem,
        @Nullable String norm,
        List<String> styles,
        List<Double> styleWeights,
        int photoSize,
        @Nullable Integer firstPhotoSize,
        @Nullable Integer context,
        @Nullable Double leastContrast,
        int batch,
        double learningRate,
        int steps,
        long seed,
        @Nullable Double average,
        double content,
        double variation,
        double reproduction,
        double stability,
        @Nullable Integer stabilityPictures,
        List<String> contentLayers,
        List<String> styleLayers,
        int styleSize,
        @Nullable String vgg,
        String vggSha256,
        @Nullable Double strength,
        @Nullable Map<String, List<StyleFile>> styleFiles,
        @Nullable String photosFingerprint,
        @Nullable String teacher,
        @Nullable Double teacherWeight,
        @Nullable String beganWith,
        @Nullable String addedTo) {
    static final int FORMAT = 1;

    /** Not compared as they are: what they come from is, or they say where something lay on one machine. */
    private static final Set<String> NOT_COMPARED =
            Set.of("style_weights", "style_files", "teacher", "began_with", "added_to");

    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create();

    /** A picture of a style. */
    record StyleFile(String path, double weight, String sha256) {}

    Recipe {
        if (format != FORMAT) {
            throw new IllegalArgumentException("it has format " + format + ", this Brushstream reads " + FORMAT);
        }
        for (Object needed :
                new @Nullable Object[] {stem, styles, styleWeights, contentLayers, styleLayers, vggSha256}) {
            Objects.requireNonNull(needed, "a key is absent");
        }
        if (styles.size() != styleWeights.size()) {
            throw new IllegalArgumentException(
                    styles.size() + " styles have " + styleWeights.size() + " weights; each needs one");
        }
    }

    /** The net that learns by it. */
    TransformerNet net() {
        return new TransformerNet(
                width,
                Stem.valueOf(stem.toUpperCase(Locale.ROOT)),
                norm == null ? Norm.INSTANCE : Norm.valueOf(norm.toUpperCase(Locale.ROOT)),
                styles.size());
    }

    TrainingPlan plan() {
        return new TrainingPlan(steps, batch, learningRate, seed, average == null ? 0 : average);
    }

    Augmentation augmentation() {
        return new Augmentation(context == null ? 0 : context, leastContrast == null ? 1 : leastContrast);
    }

    /** How many photos of a batch are moved; more than any batch has where it is all. */
    int moved() {
        return stabilityPictures == null || stabilityPictures == 0 ? Integer.MAX_VALUE : stabilityPictures;
    }

    /** What is minimised. */
    LearnedObjective objective() {
        Vgg net = vgg == null ? Vgg.VGG19 : Vgg.valueOf(vgg.toUpperCase(Locale.ROOT));
        Objective common = new Objective(net, content, 0, variation, contentLayers, styleLayers, styleSize);
        return new LearnedObjective(common, styles, styleWeights, stability);
    }

    /** The same with style weights that an earlier part of the run found. */
    Recipe withStyleWeights(List<Double> weights) {
        return new Recipe(
                format,
                width,
                stem,
                norm,
                styles,
                weights,
                photoSize,
                firstPhotoSize,
                context,
                leastContrast,
                batch,
                learningRate,
                steps,
                seed,
                average,
                content,
                variation,
                reproduction,
                stability,
                stabilityPictures,
                contentLayers,
                styleLayers,
                styleSize,
                vgg,
                vggSha256,
                strength,
                styleFiles,
                photosFingerprint,
                teacher,
                teacherWeight,
                beganWith,
                addedTo);
    }

    /**
     * Reads what {@link #toJson} wrote, or the PyTorch program.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Recipe parse(String json) {
        try {
            Recipe recipe = GSON.fromJson(json, Recipe.class);
            if (recipe == null) {
                throw new IllegalArgumentException("it is empty");
            }
            recipe.net();
            recipe.plan();
            recipe.augmentation();
            return recipe;
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("it is not the JSON of a recipe: " + e.getMessage(), e);
        } catch (RuntimeException e) { // gson wraps what the constructor says
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new IllegalArgumentException(String.valueOf(cause.getMessage()), e);
        }
    }

    /** All of it, absent keys left out; ends with a line break. */
    String toJson() {
        return GSON.toJson(this) + "\n";
    }

    /**
     * What another run has otherwise, of what both state: "photo_size is 192 there and 256 here".
     *
     * @param here the run that wants to go on with this one
     */
    List<String> differencesTo(Recipe here) {
        List<String> differences = new ArrayList<>();
        Map<String, JsonElement> mine = compared();
        here.compared().forEach((key, value) -> {
            JsonElement other = mine.get(key);
            if (other != null && !other.equals(value)) {
                differences.add(key + " is " + other + " there and " + value + " here");
            }
        });
        return differences;
    }

    private Map<String, JsonElement> compared() {
        JsonObject all = GSON.toJsonTree(this).getAsJsonObject();
        Map<String, JsonElement> compared = new LinkedHashMap<>();
        all.entrySet().stream()
                .filter(entry -> !NOT_COMPARED.contains(entry.getKey()))
                .forEach(entry -> compared.put(entry.getKey(), entry.getValue()));
        compared.putIfAbsent("norm", new JsonPrimitive(Norm.INSTANCE.toString()));
        if (strength == null) {
            compared.put("style_weights", GSON.toJsonTree(styleWeights));
        }
        if (styleFiles != null) {
            styleFiles.forEach((style, files) -> compared.put(
                    "the pictures of " + style,
                    GSON.toJsonTree(files.stream()
                            .map(file -> file.sha256().substring(0, 12) + ":" + file.weight())
                            .toList())));
        }
        return compared;
    }
}
