package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.tensors.Safetensors;

/**
 * A training run on disk: a {@code .safetensors} file of float32 tensors, which PyTorch reads and writes too.
 *
 * @param step steps taken
 * @param history which program took them, in order
 * @param tensors weights, Adam's moments and the running mean of the weights, if one is kept, by name
 */
public record Checkpoint(int step, List<Leg> history, Map<String, NDArray> tensors) {
    private static final String STEP = "step";
    private static final String HISTORY = "history";
    private static final Gson JSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    /**
     * A part of a run that was not interrupted.
     *
     * @param program {@code java} or {@code pytorch}
     * @param fromStep steps taken before it
     * @param toStep steps taken after it
     * @param hardware for people: "2 cores of ..."
     * @param minutes that it took
     */
    public record Leg(String program, int fromStep, int toStep, String hardware, double minutes) {
        public Leg {
            Objects.requireNonNull(program); // what JSON leaves out is null
            Objects.requireNonNull(hardware);
            if (fromStep < 0 || toStep < fromStep || !(minutes >= 0)) {
                throw new IllegalArgumentException(
                        "no leg takes " + minutes + " minutes from step " + fromStep + " to " + toStep);
            }
        }

        /** As a card tells it: "java, 1500 steps in 18.2 minutes on AMD EPYC 7543, 2 threads". */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s, %d steps in %.1f minutes on %s", program, toStep - fromStep, minutes, hardware);
        }
    }

    public Checkpoint {
        if (step < 0) {
            throw new IllegalArgumentException("steps are counted from 0, not " + step);
        }
        history = List.copyOf(history);
    }

    /**
     * Keeps a run; an older checkpoint is replaced once the new one is whole.
     *
     * @param state what else it goes on with: Adam's moments, the running mean
     * @throws ModelException if it cannot be written
     */
    static void write(Path file, int step, List<Leg> history, Weights weights, Map<String, NDArray> state) {
        Map<String, NDArray> tensors = new LinkedHashMap<>(weights.byName());
        tensors.putAll(state);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(STEP, Integer.toString(step));
        metadata.put(HISTORY, JSON.toJson(history));
        Safetensors.write(file, tensors, metadata);
    }

    /**
     * Reads a run.
     *
     * @param manager owns the tensors
     * @throws ModelException if the file is no checkpoint
     */
    public static Checkpoint read(Path file, NDManager manager) {
        Safetensors stored;
        try {
            stored = Safetensors.read(file, manager);
        } catch (ModelException e) {
            throw new ModelException(file + " is not a checkpoint that can be read; delete it to start afresh", e);
        }
        Map<String, String> metadata = stored.metadata();
        String step = metadata.get(STEP);
        String history = metadata.get(HISTORY);
        if (step == null || history == null) {
            throw new ModelException(file + " is not a checkpoint of a training run; delete it to start afresh");
        }
        try {
            return new Checkpoint(
                    Integer.parseInt(step), List.of(JSON.fromJson(history, Leg[].class)), stored.tensors());
        } catch (RuntimeException e) { // numbers that are none, JSON of another kind
            throw new ModelException(
                    "%s is damaged: step '%s', history '%s'; delete it to start afresh".formatted(file, step, history),
                    e);
        }
    }

    /**
     * The weights among the tensors.
     *
     * @throws ModelException if they are not those of this net
     */
    public Weights weights(TransformerNet net) {
        try {
            return Weights.of(net, tensors);
        } catch (IllegalArgumentException e) { // here the file's mistake, not the programmer's
            throw new ModelException("the checkpoint is damaged: " + e.getMessage() + " Delete it to start afresh", e);
        }
    }
}
