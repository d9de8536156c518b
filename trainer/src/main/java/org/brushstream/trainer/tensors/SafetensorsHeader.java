package org.brushstream.trainer.tensors;

import ai.djl.ndarray.types.Shape;
import com.google.gson.GsonBuilder;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.brushstream.runtime.model.ModelException;

/**
 * What stands at the beginning of a {@code .safetensors} file: its length in 8 bytes, little endian, then JSON that says of
 * every tensor of what type and shape it is and where it lies in the data behind
 * (https://github.com/huggingface/safetensors#format).
 *
 * @param entries by name, in the order of the header
 * @param metadata texts by name
 * @param dataStart where the data begin, bytes from the beginning of the file
 */
public record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, long dataStart) {
    private static final String METADATA = "__metadata__";
    private static final int MAX_LENGTH = 100_000_000; // bytes: the format's own limit

    /**
     * One tensor.
     *
     * @param type {@code F32}, {@code F16}, {@code BF16} and others, little endian
     * @param begin its first byte, counted from the beginning of the data
     * @param end the byte after its last
     */
    public record Entry(String type, Shape shape, long begin, long end) {
        public Entry {
            if (begin < 0 || end < begin || Arrays.stream(shape.getShape()).anyMatch(length -> length < 0)) {
                throw new IllegalArgumentException(
                        "no tensor " + shape + " lies between bytes " + begin + " and " + end);
            }
        }
    }

    public SafetensorsHeader {
        if (entries.containsKey(METADATA)) {
            throw new IllegalArgumentException("no tensor may be called " + METADATA);
        }
    }

    /**
     * Reads a file's header only, which tells most that are of another kind or were cut off.
     *
     * @throws ModelException if the file is absent or no {@code .safetensors} file, or a tensor lies beyond its end
     */
    public static SafetensorsHeader read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            byte[] start = in.readNBytes(Long.BYTES);
            long length = start.length < Long.BYTES
                    ? 0
                    : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
            // A damaged file may say any number, which should not become so much memory.
            if (length < 1 || length > Math.min(size - Long.BYTES, MAX_LENGTH)) {
                throw new IOException("a header of " + length + " bytes in a file of " + size);
            }
            SafetensorsHeader header = parse(in.readNBytes((int) length));
            for (Map.Entry<String, Entry> entry : header.entries.entrySet()) {
                if (entry.getValue().end() > size - header.dataStart) {
                    throw new IOException(entry.getKey() + " lies beyond the end of the file");
                }
            }
            return header;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static ModelException unreadable(Path file, IOException cause) {
        return new ModelException(
                Files.exists(file)
                        ? file + " is not a readable .safetensors file: " + cause.getMessage()
                        : "there is no file " + file,
                cause);
    }

    /**
     * Understands a header.
     *
     * @param json UTF-8, without the length in front
     * @throws IOException if it is none
     */
    static SafetensorsHeader parse(byte[] json) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            JsonObject header = JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            header.asMap().forEach((name, value) -> {
                if (name.equals(METADATA)) {
                    value.getAsJsonObject().asMap().forEach((key, text) -> metadata.put(key, text.getAsString()));
                } else {
                    entries.put(name, entry(value.getAsJsonObject()));
                }
            });
        } catch (RuntimeException e) { // Gson has several, and nulls where something is absent
            throw new IOException("its header is damaged", e);
        }
        return new SafetensorsHeader(entries, metadata, (long) Long.BYTES + json.length);
    }

    private static Entry entry(JsonObject described) {
        long[] offsets = numbers(described.getAsJsonArray("data_offsets"));
        Shape shape = new Shape(numbers(described.getAsJsonArray("shape")));
        return new Entry(described.get("dtype").getAsString(), shape, offsets[0], offsets[1]);
    }

    private static long[] numbers(JsonArray array) {
        return array.asList().stream().mapToLong(JsonElement::getAsLong).toArray();
    }

    /** The bytes in front of the data, spaces behind the JSON: the data begin at a multiple of 8. */
    byte[] toBytes() {
        JsonObject header = new JsonObject();
        JsonObject texts = new JsonObject();
        metadata.forEach(texts::addProperty);
        header.add(METADATA, texts);
        entries.forEach((name, entry) -> {
            JsonObject described = new JsonObject();
            described.addProperty("dtype", entry.type());
            described.add("shape", array(entry.shape().getShape()));
            described.add("data_offsets", array(entry.begin(), entry.end()));
            header.add(name, described);
        });
        String json = new GsonBuilder().disableHtmlEscaping().create().toJson(header);
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        int length = (text.length + 7) / 8 * 8;
        byte[] padded = Arrays.copyOf(text, length);
        Arrays.fill(padded, text.length, length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(padded)
                .array();
    }

    private static JsonArray array(long... numbers) {
        JsonArray array = new JsonArray();
        for (long number : numbers) {
            array.add(number);
        }
        return array;
    }
}
