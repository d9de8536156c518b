package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.tensors.Safetensors;

/**
 * A training run on disk: a {@code .safetensors} file of float32 tensors, which PyTorch reads and writes too.
 *
 * @param step steps taken
 * @param history which program took them, in order
 * @param settings what the run was started with; one that goes on must have the same
 * @param tensors weights and Adam's moments, by name
 */
public record Checkpoint(int step, List<Leg> history, String settings, Map<String, NDArray> tensors) {
    private static final String STEP = "step";
    private static final String HISTORY = "history";
    private static final String SETTINGS = "settings";
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
     * @throws ModelException if it cannot be written
     */
    static void write(Path file, int step, List<Leg> history, String settings, Weights weights, Adam adam) {
        Map<String, NDArray> tensors = new LinkedHashMap<>(weights.byName());
        tensors.putAll(adam.state());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(STEP, Integer.toString(step));
        metadata.put(HISTORY, JSON.toJson(history));
        metadata.put(SETTINGS, settings);
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
        String settings = metadata.get(SETTINGS);
        if (step == null || history == null || settings == null) {
            throw new ModelException(file + " is not a checkpoint of a training run; delete it to start afresh");
        }
        try {
            return new Checkpoint(
                    Integer.parseInt(step), List.of(JSON.fromJson(history, Leg[].class)), settings, stored.tensors());
        } catch (RuntimeException e) { // numbers that are none, JSON of another kind
            throw new ModelException(
                    "%s is damaged: step '%s', history '%s'; delete it to start afresh".formatted(file, step, history),
                    e);
        }
    }

    /**
     * The weights among the tensors.
     *
     * @throws ModelException if they are not those of this net, though the settings may say so
     */
    public Weights weights(TransformerNet net) {
        try {
            return Weights.of(net, tensors);
        } catch (IllegalArgumentException e) { // here the file's mistake, not the programmer's
            throw new ModelException("the checkpoint is damaged: " + e.getMessage() + " Delete it to start afresh", e);
        }
    }
}
