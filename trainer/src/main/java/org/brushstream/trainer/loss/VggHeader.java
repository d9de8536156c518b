package org.brushstream.trainer.loss;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.brushstream.runtime.model.ModelException;

/**
 * What stands at the beginning of a {@code .safetensors} file of VGG weights: which net it is, and where the tensors of its
 * convolutions lie. All that the net needs is there and fits together; whatever else the file holds is left out.
 *
 * <p>The format: the header's length in 8 bytes, little endian; the header, JSON; the tensors' bytes
 * (https://github.com/huggingface/safetensors#format).
 *
 * @param tensors in the order in which they lie in the file
 */
public record VggHeader(Vgg net, List<Tensor> tensors) {
    /** The format's own limit, bytes: a damaged file may say any number. */
    public static final long MAX_LENGTH = 100_000_000;

    private static final Map<String, Integer> VALUE_BYTES = Map.of("F32", Float.BYTES, "F16", Short.BYTES);
    private static final long ANY = -1; // size of an axis

    /**
     * A tensor's place.
     *
     * @param name as torchvision calls it, {@code features.N.weight} or {@code features.N.bias}
     * @param type {@code F32} or {@code F16}, little endian
     * @param begin its first byte, counted from the end of the header
     * @param end the byte after its last
     */
    public record Tensor(String name, String type, List<Long> shape, long begin, long end) {
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    public VggHeader {
        tensors =
                tensors.stream().sorted(Comparator.comparingLong(Tensor::begin)).toList();
    }

    /**
     * Reads a file's header only: it is known in a moment what the file holds, though not whether all of it is there.
     *
     * @throws ModelException if the file is absent, no {@code .safetensors}, or no VGG
     */
    public static VggHeader read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("no VGG weights at " + file
                    + "; give a .safetensors file with --vgg, or get one with" + " brushstream-trainer vgg fetch");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Long.BYTES);
            long length = start.length < Long.BYTES ? 0 : length(start);
            // The decoder would make room for any header, however long a damaged file says it is.
            if (length < 1 || length > Math.min(Files.size(file) - Long.BYTES, MAX_LENGTH)) {
                throw new IOException("a header of " + length + " bytes in a file of " + Files.size(file));
            }
            return parse(in.readNBytes((int) length), file.toString(), "give torchvision's vgg19 or vgg16 with --vgg");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static ModelException unreadable(Path file, Exception cause) {
        return new ModelException(file + " is not a readable .safetensors file (truncated?); fetch it again", cause);
    }

    /** The header's length, from a file's first 8 bytes; below 0 if it is no number that there is. */
    public static long length(byte[] start) {
        return ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /**
     * Understands a header.
     *
     * @param json UTF-8
     * @param where the file or address, for what is said of it
     * @param remedy what to do if it is no VGG
     * @throws IOException if it is no header of the format
     * @throws ModelException if it is one of something else: a tensor that VGG needs is absent or of another shape or type
     */
    public static VggHeader parse(byte[] json, String where, String remedy) throws IOException {
        JsonObject header;
        try {
            header = JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (RuntimeException e) { // Gson has several
            throw new IOException("the header is no JSON", e);
        }
        if (header.has("features.1.weight")) { // between the first convolution and its ReLU
            throw new ModelException(where + " holds a VGG with batch normalisation; " + remedy);
        }
        Vgg net = Vgg.nearest(header.keySet());
        Entries entries = new Entries(header, where + " does not hold " + net + ": ", "; " + remedy);
        List<Tensor> tensors = new ArrayList<>();
        long inputs = 3;
        for (Vgg.Layer layer : net.all()) {
            Tensor weight = entries.tensor(layer.weight(), ANY, inputs, 3, 3);
            long outputs = weight.shape().get(0);
            tensors.add(weight);
            tensors.add(entries.tensor(layer.bias(), outputs));
            inputs = outputs;
        }
        return new VggHeader(net, tensors);
    }

    /**
     * The header's entries, and how to refuse one.
     *
     * @param before what is said before the problem
     * @param after and what after it
     */
    private record Entries(JsonObject header, String before, String after) {
        /** @param expected its shape, as far as it is known */
        Tensor tensor(String name, long... expected) throws IOException {
            JsonElement entry = header.get(name);
            if (entry == null) {
                throw new ModelException(before + name + " should be " + shape(expected) + " but is absent" + after);
            }
            Tensor found = read(name, entry);
            long[] actual = found.shape().stream().mapToLong(Long::longValue).toArray();
            if (!fits(actual, expected)) {
                throw new ModelException(
                        before + name + " should be " + shape(expected) + " but is " + shape(actual) + after);
            }
            Integer bytes = VALUE_BYTES.get(found.type());
            if (bytes == null) {
                throw new ModelException(
                        before + name + " should be stored as F32 or F16 but is " + found.type() + after);
            }
            long values = Arrays.stream(actual).reduce(1, (a, b) -> a * b);
            if (found.begin() < 0 || found.end() - found.begin() != bytes * values) {
                throw new IOException(name + " lies from " + found.begin() + " to " + found.end()
                        + ", which is no room for " + values + " values");
            }
            return found;
        }

        private static Tensor read(String name, JsonElement entry) throws IOException {
            try {
                JsonObject described = entry.getAsJsonObject();
                List<Long> offsets = numbers(described.getAsJsonArray("data_offsets"));
                return new Tensor(
                        name,
                        described.get("dtype").getAsString(),
                        numbers(described.getAsJsonArray("shape")),
                        offsets.get(0),
                        offsets.get(1));
            } catch (RuntimeException e) { // absent, of another type, or too few
                throw new IOException("the header's entry of " + name + " is damaged", e);
            }
        }

        private static List<Long> numbers(JsonArray array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(JsonElement::getAsLong)
                    .toList();
        }

        private static boolean fits(long[] actual, long[] expected) {
            if (actual.length != expected.length) {
                return false;
            }
            return IntStream.range(0, actual.length)
                    .allMatch(axis -> expected[axis] == ANY ? actual[axis] > 0 : expected[axis] == actual[axis]);
        }

        private static String shape(long[] sizes) {
            return Arrays.stream(sizes)
                    .mapToObj(size -> size == ANY ? "any" : Long.toString(size))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}
