package org.brushstream.trainer.finetune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.brushstream.trainer.frames.SampledFrame;
import org.brushstream.trainer.picture.View;

/** Which frames are looked at in which step, and how. It depends on the seed and the step alone. */
final class Curriculum {
    private final Split split;
    private final FineTuningSettings settings;
    private int orderedEpoch = -1;
    private List<Task> order = List.of();

    /**
     * A picture to look at.
     *
     * @param look its place among the looks
     */
    record Task(SampledFrame frame, int look, View view) {}

    Curriculum(Split split, FineTuningSettings settings) {
        this.split = split;
        this.settings = settings;
    }

    /** Pictures in an epoch, all variants counted. */
    int epochPictures() {
        int frames = settings.balance() == FineTuningSettings.Balance.SAMPLING
                ? split.smallest() * split.looks().size()
                : split.learnedFrames();
        return frames * settings.variants();
    }

    /** Steps in an epoch; the last may have fewer pictures than a batch. */
    int epochSteps() {
        return (epochPictures() - 1) / settings.batch() + 1;
    }

    /** @param step from 1, within the whole run */
    List<Task> tasks(int step) {
        int epoch = (step - 1) / epochSteps();
        if (epoch != orderedEpoch) {
            order = ordered(epoch);
            orderedEpoch = epoch;
        }
        int first = (step - 1) % epochSteps() * settings.batch();
        return order.subList(first, Math.min(order.size(), first + settings.batch()));
    }

    private List<Task> ordered(int epoch) {
        Random shuffle = new Random(settings.seed() * 1_000_003 + epoch);
        SplittableRandom views = new SplittableRandom(~settings.seed() * 1_000_003 + epoch);
        List<Task> tasks = new ArrayList<>();
        for (int look = 0; look < split.looks().size(); look++) {
            List<SampledFrame> frames = new ArrayList<>(split.learned().get(look));
            if (settings.balance() == FineTuningSettings.Balance.SAMPLING) {
                Collections.shuffle(frames, shuffle);
                frames = frames.subList(0, split.smallest());
            }
            for (SampledFrame frame : frames) {
                for (int variant = 0; variant < settings.variants(); variant++) {
                    tasks.add(new Task(frame, look, View.random(views)));
                }
            }
        }
        Collections.shuffle(tasks, shuffle);
        return tasks;
    }

    /** How much a picture of each look counts, 1 on average over the pictures of an epoch. */
    float[] weights() {
        int looks = split.looks().size();
        float[] weights = new float[looks];
        for (int look = 0; look < looks; look++) {
            weights[look] = settings.balance() == FineTuningSettings.Balance.SAMPLING
                    ? 1
                    : (float) split.learnedFrames()
                            / looks
                            / split.learned().get(look).size();
        }
        return weights;
    }
}
