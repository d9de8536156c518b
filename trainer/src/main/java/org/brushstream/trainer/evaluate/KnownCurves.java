package org.brushstream.trainer.evaluate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.Objective;

/**
 * The optimizer's curves of one style by one objective, photo by photo, as far as runs have painted them. A longer one is
 * known up to where the measure ends, a shorter one is not.
 */
public final class KnownCurves {
    /** Changes when the same settings would give another curve, so that kept ones of before are not taken for it. */
    private static final int VERSION = 3;

    private final CurveStore store;
    private final int iterations;
    private final String settings; // all that the curves of every photo depend on, in words

    /** The same, with a store that can be written. */
    KnownCurves(CurveStore store, Measure measure, Path style, Objective objective, String vgg) {
        this.store = store;
        this.iterations = measure.iterations();
        this.settings = "version " + VERSION + ", " + planned(measure.plan()) + ", style " + Sha256.of(style) + ", "
                + objective + " by " + vgg + ", "
                + measure.precision().name().toLowerCase(Locale.ROOT) + ", photo ";
    }

    /**
     * Those in the measure's cache, which need not exist.
     *
     * @param style the picture, by whose bytes it is known
     * @param vgg SHA-256 of the weights that judge
     * @throws org.brushstream.runtime.model.ModelException if the style picture cannot be read
     */
    public static KnownCurves of(Measure measure, Path style, Objective objective, String vgg) {
        return new KnownCurves(CurveStore.of(measure.cache()), measure, style, objective, vgg);
    }

    /** Without the number of iterations: a longer curve begins as a shorter one. */
    private static String planned(GatysPlan plan) {
        return String.format(
                Locale.ROOT,
                "L-BFGS of %d pairs from %s, %d px",
                plan.history(),
                plan.start() == GatysPlan.Start.CONTENT ? "content" : "noise (seed " + plan.seed() + ")",
                plan.size());
    }

    /** The curve of a photo, by whose bytes it is known. */
    Optional<GatysCurve> find(Path photo) {
        return store.find(settings + Sha256.of(photo))
                .filter(curve -> curve.reaches(iterations))
                .map(curve -> curve.upTo(iterations));
    }

    /**
     * Keeps the curve of a photo.
     *
     * @throws org.brushstream.runtime.model.ModelException if it cannot be written
     */
    void keep(Path photo, GatysCurve curve) {
        store.keep(settings + Sha256.of(photo), curve);
    }

    /**
     * What the optimizer came to in the end: its total, the mean over all photos with a known curve, whichever they are.
     *
     * @return empty if there is none
     */
    public OptionalDouble meanTotal() {
        return store.findAll(settings).stream()
                .filter(curve -> curve.reaches(iterations))
                .mapToDouble(curve -> curve.at(iterations).total())
                .average();
    }
}
