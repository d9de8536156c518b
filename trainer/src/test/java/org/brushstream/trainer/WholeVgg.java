package org.brushstream.trainer;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A file as model hubs have it: the convolutions of a small VGG, and much else before, between and behind them. */
public final class WholeVgg {
    /** A tensor as the format stores it. */
    public record Stored(String type, String shape, ByteBuffer bytes) {}

    private static final int OTHER_BYTES = 20_000;

    private final Map<String, Stored> tensors = new LinkedHashMap<>();

    private WholeVgg() {}

    /** Of a golden file, such as {@code tiny_vgg.safetensors}. */
    public static WholeVgg of(String golden) {
        WholeVgg whole = new WholeVgg();
        whole.putOther("head.fc.bias");
        try {
            byte[] file = Files.readAllBytes(Golden.path(golden));
            int length =
                    (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
            JsonObject header = JsonParser.parseString(new String(file, 8, length, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            for (String name : header.keySet()) {
                JsonObject entry = header.getAsJsonObject(name);
                int begin = entry.getAsJsonArray("data_offsets").get(0).getAsInt();
                int end = entry.getAsJsonArray("data_offsets").get(1).getAsInt();
                whole.tensors.put(
                        name,
                        new Stored(
                                entry.get("dtype").getAsString(),
                                entry.get("shape").toString(),
                                ByteBuffer.wrap(file, 8 + length + begin, end - begin)
                                        .slice()));
                if (name.equals("features.7.bias")) {
                    whole.putOther("pre_logits.fc1.weight");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        whole.putOther("head.fc.weight");
        return whole;
    }

    private void putOther(String name) {
        byte[] bytes = new byte[OTHER_BYTES];
        new Random(name.hashCode()).nextBytes(bytes);
        tensors.put(name, new Stored("F32", "[" + OTHER_BYTES / Float.BYTES + "]", ByteBuffer.wrap(bytes)));
    }

    /** Adds or replaces a tensor. */
    public WholeVgg with(String name, Stored tensor) {
        tensors.put(name, tensor);
        return this;
    }

    public WholeVgg without(String name) {
        tensors.remove(name);
        return this;
    }

    public Stored get(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /** The file's bytes. */
    public byte[] bytes() {
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        int place = 0;
        for (Map.Entry<String, Stored> tensor : tensors.entrySet()) {
            Stored stored = tensor.getValue();
            header.append(",%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(
                            new Gson().toJson(tensor.getKey()),
                            stored.type(),
                            stored.shape(),
                            place,
                            place + stored.bytes().remaining()));
            place += stored.bytes().remaining();
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + place).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        tensors.values().forEach(stored -> file.put(stored.bytes().duplicate()));
        return file.array();
    }
}
