package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.optimize.Adam;

/**
 * A training run on disk: an {@code .npz} of float32 tensors, {@code numpy.load} opens it too.
 *
 * @param step steps taken
 * @param history what the run was started with; one that goes on must have the same
 * @param tensors weights and Adam's moments, by name
 */
public record Checkpoint(int step, String history, Map<String, NDArray> tensors) {
    private static final String STEP = "step";
    private static final String HISTORY = "history"; // UTF-8, uint8

    /** Writes a new file and puts it in the place of the old one, so that a crash leaves one of them whole. */
    static void write(Path file, int step, String history, Weights weights, Adam adam, NDManager manager) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (NDManager scope = manager.newSubManager()) {
            NDList list = weights.named();
            adam.state().forEach((name, moment) -> list.add(named(moment, name)));
            byte[] text = history.getBytes(StandardCharsets.UTF_8);
            list.add(named(scope.create(step), STEP));
            list.add(named(scope.create(ByteBuffer.wrap(text), new Shape(text.length), DataType.UINT8), HISTORY));
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                list.encode(out, NDList.Encoding.NPZ);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            part.toFile().delete(); // half a checkpoint is of no use, and the disk may be full
            throw new ModelException("the checkpoint " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a run.
     *
     * @param manager owns the tensors
     * @throws ModelException if the file is no checkpoint
     */
    public static Checkpoint read(Path file, NDManager manager) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (NDArray tensor : NDList.decode(manager, in)) {
                tensors.put(tensor.getName(), tensor);
            }
        } catch (IOException | RuntimeException e) {
            throw new ModelException(file + " is not a checkpoint that can be read; delete it to start afresh", e);
        }
        NDArray step = tensors.remove(STEP);
        NDArray history = tensors.remove(HISTORY);
        if (step == null || history == null) {
            throw new ModelException(file + " is not a checkpoint of a training run; delete it to start afresh");
        }
        return new Checkpoint(step.getInt(), new String(history.toByteArray(), StandardCharsets.UTF_8), tensors);
    }

    private static NDArray named(NDArray tensor, String name) {
        tensor.setName(name);
        return tensor;
    }

    /**
     * The weights among the tensors.
     *
     * @throws ModelException if they are not those of this net, though the history may say so
     */
    public Weights weights(TransformerNet net) {
        try {
            return Weights.of(net, tensors);
        } catch (IllegalArgumentException e) { // here the file's mistake, not the programmer's
            throw new ModelException("the checkpoint is damaged: " + e.getMessage() + " Delete it to start afresh", e);
        }
    }
}
