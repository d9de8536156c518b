package org.brushstream.trainer.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.tensors.Safetensors;
import org.brushstream.trainer.tensors.SafetensorsHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps what it has, beside the weights that it writes: {@code fine-tuning} beside {@code fine.safetensors}. Until it
 * has ended, the checkpoint and the best weights so far; for people the curves, the confusion matrix and a table.
 *
 * @param path the folder; it need not exist yet
 */
public record FineTuningFolder(Path path) {
    private static final String STATE = "state";
    private static final Gson JSON = new GsonBuilder().create();

    /**
     * Where a run stands.
     *
     * @param settings that it was started with
     * @param frames fingerprint of the frames that it learns from
     * @param vggSha256 of the file that it began with
     * @param precision in which it calculates
     * @param step steps taken
     * @param seen in the epoch that it is in
     * @param epochs that ended
     */
    record State(
            FineTuningSettings settings,
            String frames,
            String vggSha256,
            Precision precision,
            int step,
            FineTuning.Seen seen,
            List<Epoch> epochs) {
        State {
            Objects.requireNonNull(settings); // what JSON leaves out is null
            Objects.requireNonNull(precision);
            Objects.requireNonNull(seen);
            epochs = List.copyOf(epochs);
        }

        /** Before the first step. */
        static State beginning(FineTuningSettings settings, String frames, String vggSha256, Precision precision) {
            return new State(settings, frames, vggSha256, precision, 0, FineTuning.Seen.NOTHING, List.of());
        }

        /** The same run, further on. */
        State at(int stepNow, FineTuning.Seen seenNow, List<Epoch> epochsNow) {
            return new State(settings, frames, vggSha256, precision, stepNow, seenNow, epochsNow);
        }

        /** The epoch whose weights told the held-out frames best; null before the first has ended. */
        @Nullable
        Epoch best() {
            return epochs.stream()
                    .min((a, b) -> Double.compare(a.heldOutLoss(), b.heldOutLoss()))
                    .orElse(null);
        }
    }

    /** The folder of the run that writes these weights. */
    public static FineTuningFolder of(Path output) {
        String name = String.valueOf(output.getFileName()).replaceFirst("\\.safetensors$", "");
        return new FineTuningFolder(output.resolveSibling(name + "-tuning"));
    }

    private Path checkpoint() {
        return path.resolve("checkpoint.safetensors");
    }

    /** The convolutions of the best epoch so far. */
    Path best() {
        return path.resolve("best.safetensors");
    }

    /** The dense layers of the same epoch, for whoever wants to classify pictures. */
    Path head() {
        return path.resolve("head.safetensors");
    }

    /** Accuracy and loss, epoch by epoch. */
    public Path curves() {
        return path.resolve("curves.png");
    }

    /** Which looks of the held-out frames were taken for which in the best epoch. */
    public Path confusion() {
        return path.resolve("confusion.png");
    }

    Path table() {
        return path.resolve("epochs.csv");
    }

    Path split() {
        return path.resolve("split.csv");
    }

    /** Whether a run was interrupted here. */
    public boolean holdsRun() {
        return Files.exists(checkpoint());
    }

    /** Forgets the run. */
    void clear() {
        try {
            for (Path file : List.of(checkpoint(), best(), head(), curves(), confusion(), table(), split())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new ModelException("the run in " + path + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    void write(State state, Map<String, NDArray> learned, Map<String, NDArray> moments) {
        Map<String, NDArray> tensors = new LinkedHashMap<>(learned);
        tensors.putAll(moments);
        Safetensors.write(checkpoint(), tensors, Map.of(STATE, JSON.toJson(state)));
    }

    /**
     * Reads where the run stands, and no tensors yet.
     *
     * @throws ModelException if the checkpoint is absent or damaged
     */
    State readState() {
        if (!holdsRun()) {
            throw new ModelException("there is no interrupted run in " + path + " to go on with; leave --resume out");
        }
        try {
            String text = SafetensorsHeader.read(checkpoint()).metadata().get(STATE);
            return Objects.requireNonNull(JSON.fromJson(text, State.class));
        } catch (RuntimeException e) { // no file of that kind, absent, no JSON, or JSON of something else
            throw new ModelException(
                    checkpoint() + " is no checkpoint of a fine-tuning; start afresh with --overwrite", e);
        }
    }

    /**
     * Reads the weights and Adam's moments.
     *
     * @param learned receives the weights
     * @param manager owns the moments
     * @return the moments by name
     * @throws ModelException if the checkpoint is damaged
     */
    Map<String, NDArray> read(Map<String, NDArray> learned, NDManager manager) {
        Map<String, NDArray> stored = Safetensors.read(checkpoint(), manager).tensors();
        Map<String, NDArray> moments = new LinkedHashMap<>(stored);
        learned.forEach((name, weight) -> {
            for (String tensor : List.of(name, Adam.MEAN + name, Adam.VARIANCE + name)) {
                NDArray found = stored.get(tensor);
                if (found == null || !found.getShape().equals(weight.getShape())) {
                    throw new ModelException(checkpoint() + " is damaged: " + tensor
                            + " is absent or of another shape; start afresh with --overwrite");
                }
            }
            try (NDArray kept = Objects.requireNonNull(moments.remove(name))) {
                weight.set(new NDIndex("..."), kept);
            }
        });
        return moments;
    }

    /** Says which frames are held out, for whoever wants to judge by the same. */
    void writeSplit(Split split) {
        StringBuilder csv = new StringBuilder("held_out,file\n"); // the file last: its name may hold commas
        split.learned()
                .forEach(look -> look.forEach(
                        frame -> csv.append("false,").append(frame.file()).append('\n')));
        split.heldOut()
                .forEach(look -> look.forEach(
                        frame -> csv.append("true,").append(frame.file()).append('\n')));
        write(split(), csv);
    }

    /** For spreadsheets. */
    void writeTable(List<Epoch> epochs) {
        StringBuilder csv = new StringBuilder("epoch,loss,accuracy,held_out_loss,held_out_accuracy\n");
        for (Epoch epoch : epochs) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.5f,%.4f,%.5f,%.4f%n",
                    epoch.number(),
                    epoch.learnedLoss(),
                    epoch.learnedAccuracy(),
                    epoch.heldOutLoss(),
                    epoch.heldOut().accuracy()));
        }
        write(table(), csv);
    }

    private static void write(Path file, CharSequence text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Ends the run: puts the best weights under the name that was asked for, and forgets where it stood. */
    void finish(Path output) {
        try {
            Files.move(best(), output, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(checkpoint());
        } catch (IOException e) {
            throw new ModelException(
                    output + " cannot be written: " + e.getMessage() + "; the weights are in " + best(), e);
        }
    }
}
