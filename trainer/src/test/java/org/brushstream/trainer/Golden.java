package org.brushstream.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Files that scripts beside them made without any of our code. */
public final class Golden {
    private Golden() {}

    /** A file or folder of {@code src/test/resources/golden}. */
    public static Path path(String name) {
        URL found = Objects.requireNonNull(Golden.class.getResource("/golden/" + name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The arrays of an {@code .npz} by name. */
    public static Map<String, NDArray> arrays(String npz, NDManager manager) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(path(npz))) {
            NDList.decode(manager, in).forEach(array -> arrays.put(array.getName(), array));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return arrays;
    }

    /** One of them, which must exist. */
    public static NDArray array(Map<String, NDArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }

    /** Those whose names begin so, without that beginning. */
    public static Map<String, NDArray> startingWith(String prefix, Map<String, NDArray> arrays) {
        Map<String, NDArray> found = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), array);
            }
        });
        return found;
    }

    /** Of two arrays of the same length; NaN if either holds one. A failed comparison then prints one number. */
    public static float largestDifference(float[] found, float[] expected) {
        if (found.length != expected.length) {
            throw new AssertionError(found.length + " values instead of " + expected.length);
        }
        float largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(found[i] - expected[i]));
        }
        return largest;
    }
}
