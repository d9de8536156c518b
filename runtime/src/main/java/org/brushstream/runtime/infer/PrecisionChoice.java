package org.brushstream.runtime.infer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.machine.Processor;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.runtime.model.StyleModel;
import org.jspecify.annotations.Nullable;

/**
 * Chooses between the two files of a net, in bytes and in floats. On processors that are known to multiply bytes fast, bytes
 * it is; on others the two are compared at the first use of a model, which takes about a second, and the result is remembered.
 */
public final class PrecisionChoice {
    /** Instructions that multiply bytes, as Linux names them. */
    private static final Set<String> FAST_BYTES = Set.of("avx512_vnni", "avx_vnni", "amx_int8", "asimddp");

    private static final FrameSize TIMED = new FrameSize(320, 192);
    private static final int TURNS = 5;
    private static final double LARGEST_DIFFERENCE = 8; // levels on average; of a good pair one or two

    private final ModelStore store;
    private final Path memory;
    private final Processor processor;
    private final BiPredicate<StyleModel, StyleModel> bytesAreBetter;

    /**
     * The choice on this machine, remembered in the user's cache folder.
     *
     * @param threads of one inference, as for {@link StylizerOptions}
     */
    public PrecisionChoice(ModelStore store, int threads) {
        this(
                store,
                cacheFolder().resolve("precision.properties"),
                Processor.here(),
                (bytes, floats) -> bytesAreBetter(bytes, floats, threads));
    }

    /**
     * For tests.
     *
     * @param bytesAreBetter told of the net in bytes and of the one in floats
     */
    PrecisionChoice(
            ModelStore store, Path memory, Processor processor, BiPredicate<StyleModel, StyleModel> bytesAreBetter) {
        this.store = store;
        this.memory = memory;
        this.processor = processor;
        this.bytesAreBetter = bytesAreBetter;
    }

    /**
     * The file that is to paint.
     *
     * @param model of which there may be another file in floats, {@link ModelStore#inFloats}; if there is none, it is itself
     * @param device cards calculate in floats
     * @throws ModelException if a precision is asked for by name and there are no two files
     */
    public StyleModel choose(StyleModel model, Precision wanted, Device device) {
        if (!store.hasFloats(model)) {
            if (wanted != Precision.AUTO) {
                throw new ModelException(
                        "there is one file of model '%s' only, not one in bytes and one in floats; leave"
                                        .formatted(model.name())
                                + " the precision " + wanted + " away");
            }
            return model;
        }
        boolean bytes =
                switch (wanted) {
                    case INT8 -> true;
                    case FLOAT32 -> false;
                    case AUTO -> device == Device.CPU && (multipliesBytesFast() || bytesAreBetter(model));
                };
        return bytes ? model : store.inFloats(model);
    }

    private boolean multipliesBytesFast() {
        return FAST_BYTES.stream().anyMatch(processor.features()::contains);
    }

    private boolean bytesAreBetter(StyleModel model) {
        String key =
                Sha256.of(model.onnx()) + " on " + processor.name() + " by " + DeviceSession.ENVIRONMENT.getVersion();
        Properties known = read();
        String precision = known.getProperty(key, "");
        if (precision.isEmpty()) {
            precision =
                    (bytesAreBetter.test(model, store.inFloats(model)) ? Precision.INT8 : Precision.FLOAT32).toString();
            known.setProperty(key, precision);
            write(known);
        }
        return precision.equals(Precision.INT8.toString());
    }

    private Properties read() {
        Properties known = new Properties();
        if (Files.exists(memory)) {
            try (InputStream in = Files.newInputStream(memory)) {
                known.load(in);
            } catch (IOException | IllegalArgumentException e) {
                known.clear(); // it is measured again
            }
        }
        return known;
    }

    private void write(Properties known) {
        try {
            Files.createDirectories(memory.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(memory)) {
                known.store(out, "Which file of a net is faster here; delete this to have it measured again");
            }
        } catch (IOException e) {
            // Nothing is wrong but that it will be measured again.
        }
    }

    /**
     * Whether the net in bytes paints as fast as the one in floats, and the same: without the instructions it needs, sums of
     * products overflow on some processors. Both are timed in turns, since machines are faster at one time than at another.
     */
    static boolean bytesAreBetter(StyleModel bytes, StyleModel floats, int threads) {
        byte[] noise = new byte[TIMED.rgbBytes()];
        new Random(1).nextBytes(noise);
        Frame frame = new Frame(TIMED, 0, ByteBuffer.wrap(noise));
        StylizerOptions options = new StylizerOptions(null, 0, threads);
        try (OrtStylizer first = OrtStylizer.open(bytes, Device.CPU, options);
                OrtStylizer second = OrtStylizer.open(floats, Device.CPU, options)) {
            List<OrtStylizer> both = List.of(first, second);
            if (difference(first.apply(frame), second.apply(frame))
                    > LARGEST_DIFFERENCE) { // the first frame also makes memory
                return false;
            }
            long[][] nanos = new long[2][TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                for (int net = 0; net < 2; net++) {
                    long start = System.nanoTime();
                    both.get(net).apply(frame);
                    nanos[net][turn] = System.nanoTime() - start;
                }
            }
            return median(nanos[0]) <= median(nanos[1]);
        }
    }

    /** Mean difference of two frames, levels. */
    private static double difference(Frame a, Frame b) {
        ByteBuffer left = a.rgb();
        ByteBuffer right = b.rgb();
        long sum = 0;
        while (left.hasRemaining()) {
            sum += Math.abs((left.get() & 0xFF) - (right.get() & 0xFF));
        }
        return (double) sum / a.size().rgbBytes();
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Path cacheFolder() {
        @Nullable String chosen = System.getenv("XDG_CACHE_HOME");
        Path caches = chosen != null && !chosen.isBlank()
                ? Path.of(chosen)
                : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("brushstream");
    }
}
