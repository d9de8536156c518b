package org.brushstream.trainer.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.motion.KnownMotion;
import org.brushstream.trainer.picture.PhotoFolder;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a run, prepared on a thread of their own, one ahead: while a step calculates, the next one's photos are
 * decoded. What a batch holds depends on the seed and the step alone.
 */
final class Batches implements AutoCloseable {
    private final PhotoFolder photos;
    private final TrainingPlan plan;
    private final Lesson lesson;
    private final ExecutorService loader =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "batches")); // ended by close()
    private int expected;
    private @Nullable Future<Batch> next;

    Batches(PhotoFolder photos, TrainingPlan plan, Lesson lesson) {
        this.photos = photos;
        this.plan = plan;
        this.lesson = lesson;
    }

    /**
     * Waits for the batch of a step, and has the following one prepared.
     *
     * @param step from 1
     * @throws ModelException if no photo can be decoded
     */
    Batch take(int step) {
        Future<Batch> asked = next != null && step == expected ? next : loader.submit(() -> prepare(step));
        try {
            Batch batch = asked.get();
            expected = step + 1;
            next = step < plan.steps() ? loader.submit(() -> prepare(step + 1)) : null;
            return batch;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException known) {
                throw known;
            }
            throw new IllegalStateException("the photos of step " + step + " cannot be prepared", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for photos", e);
        }
    }

    private Batch prepare(int step) {
        long first = (long) (step - 1) * plan.batch();
        Augmentation augmentation = lesson.augmentation();
        int judged = lesson.sizeAt(step, plan);
        int side = judged + augmentation.context();
        int moved = lesson.movedAt(step, plan);
        int[] styles = new int[plan.batch()];
        List<KnownMotion> motions = new ArrayList<>();
        float[] noise = new float[moved * 3 * side * side];
        for (int i = 0; i < styles.length; i++) {
            styles[i] = lesson.styleOf().applyAsInt(first + i);
            if (i < moved) {
                // Another stream than those of crops and styles.
                SplittableRandom random = new SplittableRandom(~plan.seed() * 0xD1342543DE82EF95L + first + i);
                KnownMotion motion = KnownMotion.random(random);
                motions.add(motion);
                int start = i * 3 * side * side;
                for (int value = start; value < start + 3 * side * side; value++) {
                    noise[value] = (float) (motion.noise() * random.nextGaussian());
                }
            }
        }
        float[] crops = photos.crops(first, plan.batch(), side);
        // A third stream; by a large odd number, since generators of neighbouring seeds begin alike.
        SplittableRandom random = new SplittableRandom((plan.seed() * 31 + step) * 0x9E3779B97F4A7C15L);
        List<Augmentation.Fade> fades = new ArrayList<>();
        for (int style : styles) {
            // What gives the photo back is to give back faint ones too.
            fades.add(lesson.perceptual().givesBack(style) ? Augmentation.Fade.NONE : augmentation.fade(random));
        }
        Batch.Judged part = new Batch.Judged(augmentation.offset(random), augmentation.offset(random), judged);
        return new Batch(side, crops, styles, motions, noise, part, fades);
    }

    /** Waits for what is being decoded: OpenCV is not to be torn down underneath it. */
    @Override
    public void close() {
        loader.shutdownNow();
        try {
            if (!loader.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the photos of the next step cannot be decoded in a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
