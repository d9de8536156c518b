package org.brushstream.trainer.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.Float16Utils;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.brushstream.runtime.model.ModelException;

/**
 * What a {@code .safetensors} file holds.
 *
 * @param tensors float32 by name, in the order of the file
 * @param metadata texts by name
 */
public record Safetensors(Map<String, NDArray> tensors, Map<String, String> metadata) {
    /**
     * Makes a folder for such files and finds out whether it can be written: hours of training should not end there.
     *
     * @throws ModelException if it cannot
     */
    public static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".test"));
        } catch (IOException e) {
            throw new ModelException(
                    "the folder " + folder + " for checkpoints cannot be written (" + e.getMessage()
                            + "); choose another --output",
                    e);
        }
    }

    /**
     * Writes a file under a temporary name and moves it into place: whenever that fails, for a full disk or a lost process,
     * an older file of that name is still whole.
     *
     * @param tensors float32, in the order in which they shall lie in the file
     * @throws ModelException if the file cannot be written
     */
    public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) {
        Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
            if (tensor.getValue().getDataType() != DataType.FLOAT32) {
                throw new IllegalArgumentException(tensor.getKey() + " should be float32 but is "
                        + tensor.getValue().getDataType());
            }
            long begin = end;
            end += Float.BYTES * tensor.getValue().size();
            entries.put(
                    tensor.getKey(),
                    new SafetensorsHeader.Entry("F32", tensor.getValue().getShape(), begin, end));
        }
        byte[] header = new SafetensorsHeader(entries, metadata, 0).toBytes();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel out = FileChannel.open(
                    part, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeFully(out, ByteBuffer.wrap(header));
                for (NDArray tensor : tensors.values()) {
                    writeFully(out, littleEndian(tensor.toFloatArray()));
                }
                out.force(true); // or a power cut may leave the new name with nothing behind it
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            part.toFile().delete(); // half a file is of no use, and the disk may be full
            throw new ModelException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /**
     * Reads a whole file. Floats of 16 bits, of either kind, become 32.
     *
     * @param manager owns the tensors
     * @throws ModelException if the file is absent, damaged or cut off, or holds numbers of another kind
     */
    public static Safetensors read(Path file, NDManager manager) {
        SafetensorsHeader header = SafetensorsHeader.read(file);
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        try (FileChannel in = FileChannel.open(file)) {
            for (Map.Entry<String, SafetensorsHeader.Entry> named :
                    header.entries().entrySet()) {
                SafetensorsHeader.Entry entry = named.getValue();
                long values = requireRoom(named.getKey(), entry);
                ByteBuffer bytes =
                        ByteBuffer.allocate((int) (entry.end() - entry.begin())).order(ByteOrder.LITTLE_ENDIAN);
                readFully(in, bytes, header.dataStart() + entry.begin());
                float[] floats = new float[(int) values];
                switch (entry.type()) {
                    case "F32" -> bytes.asFloatBuffer().get(floats);
                    case "F16" -> floats = Float16Utils.fromShortBuffer(bytes.asShortBuffer());
                    default -> fromBfloat16(bytes.asShortBuffer(), floats);
                }
                tensors.put(named.getKey(), manager.create(floats, entry.shape()));
            }
        } catch (IOException e) {
            tensors.values().forEach(NDArray::close);
            throw SafetensorsHeader.unreadable(file, e);
        }
        return new Safetensors(tensors, header.metadata());
    }

    /** The number of values, once it is sure that they are floats, fill their place and fit into an array. */
    private static long requireRoom(String name, SafetensorsHeader.Entry entry) throws IOException {
        int bytes =
                switch (entry.type()) {
                    case "F32" -> Float.BYTES;
                    case "F16", "BF16" -> Short.BYTES;
                    default ->
                        throw new IOException(name + " is of type " + entry.type() + "; F32, F16 and BF16 can be read");
                };
        long room = entry.end() - entry.begin();
        double values = 1; // a product that would overflow is none that fits
        for (long length : entry.shape().getShape()) {
            values *= length;
        }
        if (room != bytes * values || room > Integer.MAX_VALUE) {
            throw new IOException(
                    name + ", " + entry.type() + " of shape " + entry.shape() + ", does not lie in " + room + " bytes");
        }
        return room / bytes;
    }

    /** The upper halves of 32-bit floats. */
    private static void fromBfloat16(ShortBuffer halves, float[] floats) {
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.intBitsToFloat(halves.get(i) << Short.SIZE);
        }
    }

    private static void readFully(FileChannel in, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            if (in.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("it was cut off while it was read");
            }
        }
        bytes.flip();
    }
}
