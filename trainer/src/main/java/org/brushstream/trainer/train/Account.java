package org.brushstream.trainer.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.report.LossLog;
import org.brushstream.trainer.report.TrainingReport;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.style.Style;
import org.jspecify.annotations.Nullable;

/**
 * What the report of a run says about it.
 *
 * @param photos that it learned from
 * @param precision in which was calculated
 */
record Account(TrainingJob job, Recipe recipe, PhotoFolder photos, Precision precision) {
    private static final String PLAIN = "[A-Za-z0-9_./:=+,@%-]+"; // what a shell takes as it stands

    private static final int FINGERPRINT = 12; // digits: enough to tell two files apart

    /**
     * The report of a run that is finished.
     *
     * @param samples painted at its end
     * @param judgement of its paintings
     * @param losses of its steps, as far as known
     * @param legs that it was made in; none where another program left no word of them
     */
    TrainingReport report(
            ContactSheet samples,
            TrainingReport.Judgement judgement,
            List<LossLog.Row> losses,
            List<Checkpoint.Leg> legs) {
        return new TrainingReport(
                TrainingFolder.baseName(job.output()),
                facts(),
                samples,
                losses,
                judgement,
                evaluation(),
                photos.unusable().stream()
                        .map(photo -> photo + ": broken, tiny, grey or CMYK")
                        .toList(),
                stints(legs));
    }

    private List<TrainingReport.Fact> facts() {
        List<TrainingReport.Fact> facts = new ArrayList<>();
        add(facts, "title", job.credits().title());
        add(facts, "styles and their weights", styles());
        add(facts, "strength", recipe.strength());
        add(facts, "style pictures", stylePictures());
        add(facts, "net", recipe.net().description());
        add(facts, "added to the net of", recipe.addedTo());
        add(facts, "minimised", recipe.objective());
        add(facts, "photographs", "%d in %s".formatted(photos.count(), job.photos()));
        add(facts, "crops", crops());
        add(facts, "moved photographs", moved());
        add(facts, "steps", "%d of %d photographs each".formatted(recipe.steps(), recipe.batch()));
        add(facts, "learning rate", recipe.learningRate() + ", Adam with warm-up and cosine");
        add(facts, "teacher", teacher());
        add(facts, "judge", judge());
        add(facts, "seed", recipe.seed());
        add(facts, "calculated in", precision.name().toLowerCase(Locale.ROOT));
        add(facts, "licence of the style", job.credits().styleLicence());
        add(facts, "licence of the model", job.credits().licence());
        return facts;
    }

    /** Leaves out what the recipe does not state. */
    private static void add(List<TrainingReport.Fact> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new TrainingReport.Fact(name, value.toString()));
        }
    }

    private String styles() {
        List<String> all = new ArrayList<>();
        for (int style = 0; style < recipe.styles().size(); style++) {
            all.add(String.format(
                    Locale.ROOT,
                    "%s (%.2f)",
                    recipe.styles().get(style),
                    recipe.styleWeights().get(style)));
        }
        return String.join(", ", all);
    }

    private @Nullable String stylePictures() {
        Map<String, List<Recipe.StyleFile>> files = recipe.styleFiles();
        if (files == null) {
            return null;
        }
        return files.entrySet().stream()
                        .map(style -> style.getKey() + ": "
                                + style.getValue().stream()
                                        .map(Recipe.StyleFile::path)
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "))
                + "; their shorter side at " + recipe.styleSize() + " px";
    }

    private String crops() {
        int last = recipe.photoSize();
        Integer first = recipe.firstPhotoSize();
        return first == null || first == last
                ? last + " px"
                : "%d px in the first half of the steps, then %d px".formatted(first, last);
    }

    private String moved() {
        if (recipe.stability() == 0) {
            return "none";
        }
        String some = recipe.moved() < recipe.batch() ? Integer.toString(recipe.moved()) : "all";
        return "in the second half of the steps " + some + " of a batch";
    }

    private @Nullable String teacher() {
        return recipe.teacher() == null ? null : recipe.teacher() + ", weight " + recipe.teacherWeight();
    }

    private String judge() {
        String id = recipe.vgg();
        Vgg net = id == null ? Vgg.VGG19 : Vgg.valueOf(id.toUpperCase(Locale.ROOT));
        String sha = recipe.vggSha256();
        return net + ", weights " + sha.substring(0, Math.min(FINGERPRINT, sha.length())) + " (SHA-256)";
    }

    /** A line for each style that was learned here. */
    private String evaluation() {
        boolean several = recipe.styles().size() > 1;
        return job.styles().stream()
                .filter(style -> !style.isNone())
                .map(style -> evaluation(style, several))
                .collect(Collectors.joining("\n"));
    }

    private String evaluation(Style style, boolean named) {
        Path heldOut = job.judging().heldOut();
        return "brushstream-trainer evaluate --model " + quoted(job.output())
                + (named ? " --style-name " + style.name() : "")
                + " --style " + quoted(Samples.heaviest(style))
                + " --vgg " + quoted(job.vgg())
                + " --content " + (heldOut == null ? "HELD-OUT-PHOTOS" : quoted(heldOut));
    }

    /** As one word of a command line. */
    static String quoted(Path file) {
        String path = file.toString();
        return path.matches(PLAIN) ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private List<TrainingReport.Stint> stints(List<Checkpoint.Leg> legs) {
        if (legs.isEmpty()) {
            return List.of(new TrainingReport.Stint("not stated", 0, recipe.steps(), "not stated", 0));
        }
        return legs.stream()
                .map(leg -> new TrainingReport.Stint(
                        leg.program(), leg.fromStep(), leg.toStep(), leg.hardware(), leg.minutes()))
                .toList();
    }
}
