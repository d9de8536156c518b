package org.brushstream.player.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.model.ModelException;

/** A benchmark as JSON: the records as they are, sizes as "640x360", devices as "cpu". */
public final class BenchmarkFile {
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(FrameSize.class, (JsonSerializer<FrameSize>)
                    (size, type, context) -> new JsonPrimitive(size.toString()))
            .registerTypeAdapter(FrameSize.class, (JsonDeserializer<FrameSize>)
                    (json, type, context) -> FrameSize.parse(json.getAsString()))
            .registerTypeAdapter(Device.class, (JsonSerializer<Device>)
                    (device, type, context) -> new JsonPrimitive(device.toString()))
            .registerTypeAdapter(Device.class, (JsonDeserializer<Device>)
                    (json, type, context) -> Device.valueOf(json.getAsString().toUpperCase(Locale.ROOT)))
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create();

    private BenchmarkFile() {}

    /**
     * Writes a file; an existing one is replaced.
     *
     * @throws ModelException if that cannot be done
     */
    public static void write(Benchmark benchmark, Path file) {
        try {
            Files.writeString(file, GSON.toJson(benchmark) + "\n");
        } catch (IOException e) {
            throw new ModelException("the benchmark cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Undoes {@link #write}.
     *
     * @throws ModelException if the file is not there, or is no benchmark of this format
     */
    public static Benchmark read(Path file) {
        try {
            JsonObject json = GSON.fromJson(Files.readString(file), JsonObject.class);
            if (json == null || !json.has("format") || json.get("format").getAsInt() != Benchmark.FORMAT) {
                throw new ModelException(file + " is no benchmark of format " + Benchmark.FORMAT
                        + "; give a file that this version wrote with --json");
            }
            return GSON.fromJson(json, Benchmark.class);
        } catch (IOException e) {
            throw new ModelException(
                    "there is no benchmark to be read in " + file + "; give a file that --json wrote", e);
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException e) { // whatever Gson and the constructors of the records say
            throw new ModelException(file + " is no benchmark, or a damaged one; give a file that --json wrote", e);
        }
    }
}
