package org.brushstream.trainer.finetune;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
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
     * Draws scenes of each look whose frames are about the share that is to be held out; at least one, never all.
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
            List<List<SampledFrame>> out = heldOut(drawn, share);
            List<SampledFrame> kept = drawn.stream()
                    .filter(scene -> !out.contains(scene))
                    .flatMap(List::stream)
                    .toList();
            learned.add(kept);
            heldOut.add(out.stream().flatMap(List::stream).toList());
        });
        return new Split(List.copyOf(byLook.keySet()), List.copyOf(learned), List.copyOf(heldOut));
    }

    /** The scenes, in order, that fit into the share; where none does, the smallest. Never all. */
    private static List<List<SampledFrame>> heldOut(List<List<SampledFrame>> scenes, double share) {
        int all = scenes.stream().mapToInt(List::size).sum();
        List<List<SampledFrame>> out = new ArrayList<>();
        int frames = 0;
        for (List<SampledFrame> scene : scenes) {
            if (frames + scene.size() <= Math.round(share * all) && out.size() < scenes.size() - 1) {
                out.add(scene);
                frames += scene.size();
            }
        }
        return out.isEmpty() ? List.of(Collections.min(scenes, Comparator.comparingInt(List::size))) : out;
    }

    /** 16 hexadecimal digits that change when other frames are learned from or held out, or the same ones show other things. */
    String fingerprint() {
        String all = Stream.of(learned, heldOut)
                .flatMap(List::stream)
                .map(look -> look.stream()
                        .map(frame -> "%s/%s %s %d"
                                .formatted(
                                        frame.label(),
                                        frame.file().getFileName(),
                                        frame.hash(),
                                        frame.file().toFile().length()))
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
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
