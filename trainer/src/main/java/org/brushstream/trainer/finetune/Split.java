package org.brushstream.trainer.finetune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.frames.SampledFrame;

/**
 * Which frames are learned from and which tell what was learned: whole scenes are held out, since a frame whose neighbours
 * were learned from tells nothing.
 *
 * @param looks names, in the order of the classifier's scores
 * @param learned by look
 * @param heldOut by look
 */
record Split(List<String> looks, List<List<SampledFrame>> learned, List<List<SampledFrame>> heldOut) {
    private static final int FEWEST_LOOKS = 2;

    /**
     * Draws scenes of each look until their frames are the share that is to be held out, at least one, never all.
     *
     * @param share above 0 and below 1
     * @throws ModelException if there are fewer than two looks, or a look has fewer than two scenes
     */
    static Split of(List<SampledFrame> frames, double share, long seed) {
        Map<String, Map<Integer, List<SampledFrame>>> byLook = new TreeMap<>();
        for (SampledFrame frame : frames) {
            byLook.computeIfAbsent(frame.label(), look -> new LinkedHashMap<>())
                    .computeIfAbsent(frame.scene(), scene -> new ArrayList<>())
                    .add(frame);
        }
        if (byLook.size() < FEWEST_LOOKS) {
            String found = byLook.isEmpty()
                    ? "there are no frames"
                    : "all frames are of one look, "
                            + byLook.keySet().iterator().next();
            throw new ModelException(found + "; there must be two looks or more to tell apart: label other scenes too");
        }
        List<List<SampledFrame>> learned = new ArrayList<>();
        List<List<SampledFrame>> heldOut = new ArrayList<>();
        byLook.forEach((look, scenes) -> {
            if (scenes.size() < 2) {
                throw new ModelException("the look '" + look + "' has frames of one scene only; one is learned from and"
                        + " another held out: give it a second scene, or cut the one in two");
            }
            List<List<SampledFrame>> drawn = new ArrayList<>(scenes.values());
            Collections.shuffle(drawn, new Random(seed)); // the same for every look, whatever the others hold
            int all = drawn.stream().mapToInt(List::size).sum();
            List<SampledFrame> kept = new ArrayList<>();
            List<SampledFrame> out = new ArrayList<>();
            for (int scene = 0; scene < drawn.size(); scene++) {
                boolean lastToLearn = kept.isEmpty() && scene == drawn.size() - 1;
                boolean more = out.isEmpty() || out.size() + drawn.get(scene).size() <= Math.round(share * all);
                (more && !lastToLearn ? out : kept).addAll(drawn.get(scene));
            }
            learned.add(List.copyOf(kept));
            heldOut.add(List.copyOf(out));
        });
        return new Split(List.copyOf(byLook.keySet()), List.copyOf(learned), List.copyOf(heldOut));
    }

    /** Changes when other frames are learned from or held out. */
    String fingerprint() {
        return Integer.toHexString(
                List.of(looks, names(learned), names(heldOut)).hashCode());
    }

    private static List<String> names(List<List<SampledFrame>> byLook) {
        return byLook.stream()
                .flatMap(List::stream)
                .map(frame -> frame.label() + "/" + frame.file().getFileName())
                .toList();
    }

    /** Frames of the smallest look that are learned from. */
    int smallest() {
        return learned.stream().mapToInt(List::size).min().orElseThrow();
    }

    /** Frames that are learned from. */
    int learnedFrames() {
        return learned.stream().mapToInt(List::size).sum();
    }

    /** Frames that are held out. */
    int heldOutFrames() {
        return heldOut.stream().mapToInt(List::size).sum();
    }
}
