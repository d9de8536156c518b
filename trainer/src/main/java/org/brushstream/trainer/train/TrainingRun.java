package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongToIntFunction;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.export.OnnxExport;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.StyleStrength;
import org.brushstream.trainer.loss.StyleTarget;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.report.TrainingDiary;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.StyleRanking;
import org.brushstream.trainer.style.WeightedStyle;
import org.jspecify.annotations.Nullable;

/** A job at work: owns libtorch's memory from the first look at the styles to the model file. Not thread-safe. */
final class TrainingRun implements AutoCloseable {
    /** A run that is killed loses no more than this, or the steps between two previews if those are less. */
    private static final Duration LONGEST_LOSS = Duration.ofMinutes(2);

    /** Crops that tell how far photographs are from a style, and their side in pixels, whatever a run learns from. */
    private static final int JUDGED_CROPS = 64;

    private static final int JUDGED_SIZE = 256;

    private static final int SMALLEST_CROP = 32; // pixels; VGG's deep layers see nothing in less

    private final TrainingJob job;
    private final TrainingFolder folder;
    private final PhotoFolder photos;
    private final Precision precision;
    private final NDManager manager;
    private final VggFeatures eye;
    private final List<StyleGrams> grams = new ArrayList<>();
    private final Map<String, List<StyleRanking.Distance>> rankings = new LinkedHashMap<>();
    private final @Nullable Teacher teacher;
    private final Recipe recipe;
    private final PerceptualLoss perceptual;
    private final Checkpoint start;
    private final Appraiser appraiser;
    private final String judge;

    TrainingRun(TrainingJob job, PhotoFolder photos, boolean resumed) {
        this.job = job;
        this.folder = job.folder();
        this.photos = photos;
        Precision given = job.precision();
        this.precision = given == null ? Precision.fastest(job.processor()) : given;
        this.manager = job.processor().newManager();
        try {
            this.eye = VggFeatures.open(job.vgg(), precision, manager);
            TrainingFolder addTo = job.addTo();
            @Nullable Recipe base = addTo == null ? null : addTo.readRecipe();
            List<StyleTarget> unweighted = lookAtStyles(base);
            Objective objective = job.settings().objective();
            Recipe planned = planned(base, resumed ? List.of() : measuredWeights(unweighted, base));
            this.recipe = resumed ? resumed(planned) : planned;
            this.perceptual = new PerceptualLoss(eye, objective, weighted(unweighted));
            this.teacher = job.tutor() == null ? null : openTeacher(job.tutor());
            this.start = resumed ? folder.readCheckpoint(manager) : begin(base);
            this.appraiser = new Appraiser(job, recipe);
            this.judge = Cards.judge(job.vgg(), recipe);
            if (!resumed) {
                folder.write(recipe);
            }
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private Teacher openTeacher(TrainingJob.Tutor tutor) {
        return Teacher.open(tutor.folder(), recipe.styles(), tutor.weight(), precision, manager);
    }

    /** The targets of all styles of the net, their weights still open. Those of a net that is added to are not looked at. */
    private List<StyleTarget> lookAtStyles(@Nullable Recipe base) {
        List<StyleTarget> targets = new ArrayList<>();
        if (base != null) {
            targets.addAll(Collections.nCopies(base.styles().size(), StyleTarget.photo())); // no sample is ever theirs
        }
        Objective objective = job.settings().objective();
        for (Style style : job.styles()) {
            if (style.isNone()) {
                targets.add(StyleTarget.photo());
                continue;
            }
            List<NDArray> pictures = style.pictures().stream()
                    .map(picture -> Pictures.read(picture.picture(), objective.styleSize(), manager))
                    .toList();
            StyleGrams found =
                    new StyleGrams(eye, objective.styleLayers(), pictures, WeightedStyle.weights(style.pictures()));
            pictures.forEach(NDArray::close);
            grams.add(found);
            if (pictures.size() > 1) {
                rankings.put(style.name(), StyleRanking.ranked(style.pictures(), found));
            }
            targets.add(new StyleTarget(found, 1));
        }
        return targets;
    }

    /** How much each style is to count; for those of a net that is added to, what that run found. */
    private List<Double> measuredWeights(List<StyleTarget> targets, @Nullable Recipe base) {
        StyleStrength strength = job.settings().strength();
        double[][] distances = strength.relative() ? distances(targets) : new double[targets.size()][0];
        List<Double> weights = new ArrayList<>(base == null ? List.of() : base.styleWeights());
        for (int style = weights.size(); style < distances.length; style++) {
            weights.add(targets.get(style).grams() == null ? 0.0 : strength.weightAt(distances[style]));
        }
        return weights;
    }

    /** How far photographs are from each style, by style and crop. */
    private double[][] distances(List<StyleTarget> targets) {
        PerceptualLoss judge = new PerceptualLoss(eye, job.settings().objective(), targets);
        double[][] byStyle = new double[targets.size()][JUDGED_CROPS];
        for (int crop = 0; crop < JUDGED_CROPS; crop++) {
            try (NDManager scope = manager.newSubManager()) {
                double[] ofOne = judge.distances(
                        scope.create(photos.crops(crop, 1, JUDGED_SIZE), new Shape(1, 3, JUDGED_SIZE, JUDGED_SIZE)));
                for (int style = 0; style < ofOne.length; style++) {
                    byStyle[style][crop] = ofOne[style];
                }
            }
        }
        return byStyle;
    }

    /** @param styleWeights of all styles; none yet where those of an earlier part will be taken */
    private Recipe planned(@Nullable Recipe base, List<Double> styleWeights) {
        TrainingSettings settings = job.settings();
        TrainingPlan plan = settings.plan();
        Objective objective = settings.objective();
        TrainingJob.Tutor tutor = job.tutor();
        TrainingFolder addTo = job.addTo();
        List<String> names = new ArrayList<>(base == null ? List.of() : base.styles());
        job.styles().forEach(style -> names.add(style.name()));
        return new Recipe(
                Recipe.FORMAT,
                settings.width(),
                settings.stem().toString(),
                settings.norm().toString(),
                names,
                styleWeights.isEmpty() ? Collections.nCopies(names.size(), 0.0) : styleWeights,
                settings.photoSize(),
                base == null ? firstSize(settings.photoSize()) : null,
                settings.augmentation().context() > 0 ? settings.augmentation().context() : null,
                settings.augmentation().leastContrast() < 1
                        ? settings.augmentation().leastContrast()
                        : null,
                plan.batch(),
                plan.learningRate(),
                plan.steps(),
                plan.seed(),
                plan.average() > 0 ? plan.average() : null,
                objective.content(),
                objective.variation(),
                PerceptualLoss.REPRODUCTION_WEIGHT,
                settings.stability(),
                settings.moved() < plan.batch() ? settings.moved() : null,
                objective.contentLayers(),
                objective.styleLayers(),
                objective.styleSize(),
                objective.net().id(),
                Sha256.of(job.vgg()),
                settings.strength().relative() ? settings.strength().value() : null,
                styleFiles(),
                photos.fingerprint(),
                tutor == null ? null : tutor.folder().path().toString(),
                tutor == null ? null : tutor.weight(),
                job.beginWith() == null ? null : job.beginWith().path().toString(),
                addTo == null ? null : addTo.path().toString());
    }

    /** Two thirds of the later size, in multiples that every stem takes. */
    private static int firstSize(int size) {
        return Math.max(SMALLEST_CROP, size * 2 / 3 / TransformerNet.SIZE_MULTIPLE * TransformerNet.SIZE_MULTIPLE);
    }

    private Map<String, List<Recipe.StyleFile>> styleFiles() {
        Map<String, List<Recipe.StyleFile>> files = new LinkedHashMap<>();
        for (Style style : job.styles()) {
            if (!style.isNone()) {
                files.put(
                        style.name(),
                        style.pictures().stream()
                                .map(file -> new Recipe.StyleFile(
                                        file.picture().toString(), file.weight(), Sha256.of(file.picture())))
                                .toList());
            }
        }
        return files;
    }

    /** The recipe of the run that is gone on with, which must be the one planned. */
    private Recipe resumed(Recipe planned) {
        Recipe stored = folder.readRecipe();
        Recipe comparable = planned.strength() == null
                ? planned.withStyleWeights(givenWeights(planned))
                : planned.withStyleWeights(stored.styleWeights());
        List<String> differences = stored.differencesTo(comparable);
        if (!differences.isEmpty()) {
            throw new ModelException(
                    "the run in %s is another: %s; give the options it was started with, --overwrite or"
                                    .formatted(folder.path(), String.join(", ", differences))
                            + " another --output");
        }
        return stored;
    }

    private List<Double> givenWeights(Recipe planned) {
        double weight = job.settings().strength().value();
        return planned.styles().stream()
                .map(name -> name.equals(CardStyle.NONE) ? 0.0 : weight)
                .toList();
    }

    private List<StyleTarget> weighted(List<StyleTarget> targets) {
        List<StyleTarget> weighted = new ArrayList<>();
        for (int style = 0; style < targets.size(); style++) {
            StyleGrams known = targets.get(style).grams();
            weighted.add(
                    known == null
                            ? StyleTarget.photo()
                            : new StyleTarget(known, recipe.styleWeights().get(style)));
        }
        return weighted;
    }

    /** Fresh weights; those of another run; or those of the net that is added to, with a row more in every norm. */
    private Checkpoint begin(@Nullable Recipe base) {
        TrainingFolder other = job.beginWith();
        if (other != null) {
            TransformerNet net = other.readRecipe().net();
            if (!net.equals(recipe.net())) {
                throw new ModelException("the net in %s is another: %s there, %s here; give its --width, --stem, --norm"
                                .formatted(
                                        other.path(),
                                        net.description(),
                                        recipe.net().description())
                        + " and number of styles, or leave out --begin-with");
            }
            return new Checkpoint(
                    0, List.of(), other.readCheckpoint(manager).weights(net).byName());
        }
        TrainingFolder addTo = job.addTo();
        Map<String, NDArray> tensors = base == null || addTo == null
                ? fresh().byName()
                : NewRow.in(
                        addTo.readCheckpoint(manager).weights(base.net()),
                        base.styles().indexOf(CardStyle.NONE));
        return new Checkpoint(0, List.of(), tensors);
    }

    /** What gives the photo back begins with all of it in the shortcut: it has only the rest to unlearn. */
    private Weights fresh() {
        Weights weights = Weights.initial(recipe.net(), manager, recipe.seed());
        int none = recipe.styles().indexOf(CardStyle.NONE);
        if (none >= 0) {
            weights.get(TransformerNet.SHORTCUT).set(new NDIndex(none), 1);
        }
        return weights;
    }

    /** Learns up to the last step, or until it is told to stop; then writes the model, or where the run stands. */
    TrainingJob.Report learn(int every, TrainingListener listener, BooleanSupplier goesOn) {
        TransformerNet net = recipe.net();
        Integer firstSize = recipe.firstPhotoSize();
        Lesson lesson = new Lesson(
                perceptual,
                styleOf(),
                firstSize == null ? recipe.photoSize() : firstSize,
                recipe.photoSize(),
                recipe.augmentation(),
                recipe.stability(),
                recipe.moved(),
                teacher,
                job.addTo() != null);
        Samples samples = new Samples(photos, recipe.styles(), job.styles(), manager);
        try (Training training = new Training(net, precision, recipe.plan(), lesson, photos, start, manager);
                TrainingDiary diary = TrainingDiary.open(folder.path(), training.step(), recipe.batch())) {
            listener.beforeStart(beginning(training.step()));
            Clock clock = new Clock(training.step(), recipe.batch(), start.history());
            training.run(
                    (step, losses) -> {
                        diary.afterStep(step, losses);
                        appraiser
                                .multiple(training.judged())
                                .ifPresent(multiple -> listener.afterComparison(multiple, appraiser.iterations()));
                        listener.afterStep(step, losses);
                        boolean due = step % every == 0 || step == recipe.steps();
                        if (due || clock.sinceSave().compareTo(LONGEST_LOSS) >= 0) {
                            training.save(folder.checkpoint(), clock.legs(step));
                            clock.saved();
                        }
                        if (due) {
                            ContactSheet sheet = samples.paintedBy(training, manager);
                            listener.afterPreview(step, diary.preview(step, sheet, Samples.CELL));
                        }
                    },
                    goesOn);
            int step = training.step();
            List<Checkpoint.Leg> legs = clock.legs(step);
            double speed = clock.imagesPerSecond(step);
            if (step < recipe.steps()) {
                training.save(folder.checkpoint(), legs);
                return new TrainingJob.Report(List.of(), null, precision, speed, legs, photos.unusable());
            }
            List<Path> models = export(training.weights(), legs); // first: a report can be done without
            ContactSheet sheet = samples.paintedBy(training, manager);
            Path page = diary.finish(new Account(job, recipe, photos, precision)
                    .report(sheet, appraiser.judgement(sheet, perceptual, manager), diary.rows(), legs));
            return new TrainingJob.Report(models, page, precision, speed, legs, photos.unusable());
        }
    }

    private LongToIntFunction styleOf() {
        int last = recipe.styles().size() - 1;
        if (job.addTo() != null) {
            return sample -> last;
        }
        return new StyleTurns(recipe.styles().size(), recipe.seed())::styleOf;
    }

    private TrainingListener.Beginning beginning(int stepsBefore) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int style = 0; style < recipe.styles().size(); style++) {
            weights.put(recipe.styles().get(style), recipe.styleWeights().get(style));
        }
        return new TrainingListener.Beginning(
                folder, recipe.net(), stepsBefore, recipe.steps(), recipe.batch(), photos.count(), weights, rankings);
    }

    private List<Path> export(Weights weights, List<Checkpoint.Leg> legs) {
        Cards cards = new Cards(job.credits(), recipe, precision, legs, judge, "");
        OnnxExport.write(recipe.net(), weights, cards.whole(job.output()), job.output());
        List<Path> written = new ArrayList<>(List.of(job.output()));
        int styles = recipe.styles().size();
        for (int style = 0; job.singleFiles() && styles > 1 && style < styles; style++) {
            String name = recipe.styles().get(style);
            if (!name.equals(CardStyle.NONE)) {
                float[] alone = new float[styles];
                alone[style] = 1;
                Path file = TrainingFolder.single(job.output(), name);
                OnnxExport.write(
                        recipe.net().ofOneStyle(),
                        weights.folded(recipe.net(), alone),
                        cards.single(file, style),
                        file);
                written.add(file);
            }
        }
        return written;
    }

    @Override
    public void close() {
        if (teacher != null) {
            teacher.close();
        }
        grams.forEach(StyleGrams::close);
        eye.close();
        manager.close();
    }
}
