package org.brushstream.trainer.evaluate;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.loss.Losses;
import org.jspecify.annotations.Nullable;

/** Curves on disk: one JSON file each, named after all that the curve depends on. */
final class CurveStore {
    private static final Gson GSON = new Gson();
    private static final String ENDING = ".json";
    private static final int NAME_DIGITS = 32; // of SHA-256's 64: still no two curves share a name

    private final Path folder;

    private CurveStore(Path folder) {
        this.folder = folder;
    }

    /** A folder of curves to look into, which need not exist. */
    static CurveStore of(Path folder) {
        return new CurveStore(folder);
    }

    /**
     * Opens a folder of curves: minutes of painting should not end where nothing can be kept.
     *
     * @param folder made if it does not exist
     * @throws ModelException if it cannot be made or nothing can be written there
     */
    static CurveStore open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder, new IOException("no permission to write"));
        }
        return new CurveStore(folder);
    }

    /**
     * A file's content: what the curve is of, how it was made, and a column for each number. Anything may be absent in a file
     * that somebody else wrote.
     */
    private record Stored(
            @Nullable String of,
            @Nullable String painted,
            int processors,
            boolean settled,
            @Nullable List<Double> seconds,
            @Nullable List<Float> content,
            @Nullable List<Float> style,
            @Nullable List<Float> variation,
            @Nullable List<Float> total) {
        static Stored from(String of, GatysCurve curve) {
            return new Stored(
                    of,
                    curve.painted().toString(),
                    curve.processors(),
                    curve.settled(),
                    curve.seconds(),
                    column(curve, Losses::content),
                    column(curve, Losses::style),
                    column(curve, Losses::variation),
                    column(curve, Losses::total));
        }

        private static List<Float> column(GatysCurve curve, ToDoubleFunction<Losses> term) {
            return curve.points().stream()
                    .map(losses -> (float) term.applyAsDouble(losses))
                    .toList();
        }

        /** Fails with some RuntimeException if this is no curve. */
        GatysCurve curve() {
            List<Losses> points = new ArrayList<>();
            for (int i = 0; i < Objects.requireNonNull(total).size(); i++) {
                points.add(new Losses(number(content, i), number(style, i), number(variation, i), number(total, i)));
            }
            return new GatysCurve(
                    points,
                    Objects.requireNonNull(seconds),
                    settled,
                    Instant.parse(Objects.requireNonNull(painted)),
                    processors);
        }

        private static float number(@Nullable List<Float> column, int row) {
            return Objects.requireNonNull(Objects.requireNonNull(column).get(row));
        }
    }

    /**
     * Finds a curve.
     *
     * @param of all that it depends on, in words
     * @return empty if it was never kept, or cannot be read any more
     */
    Optional<GatysCurve> find(String of) {
        return read(file(of), of::equals);
    }

    /**
     * Finds all curves of one kind, in no order.
     *
     * @param beginning of the words for all that they depend on
     * @return without those that cannot be read any more
     */
    List<GatysCurve> findAll(String beginning) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .flatMap(file -> read(file, of -> of.startsWith(beginning)).stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) { // who may not look into it knows of none
            return List.of();
        }
    }

    private static Optional<GatysCurve> read(Path file, Predicate<String> wanted) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            @Nullable Stored stored = GSON.fromJson(Files.readString(file), Stored.class);
            @Nullable String of = stored == null ? null : stored.of();
            return of == null || !wanted.test(of) ? Optional.empty() : Optional.of(stored.curve());
        } catch (IOException | RuntimeException e) { // whatever is wrong with it: painted again and written anew
            return Optional.empty();
        }
    }

    /**
     * Keeps a curve; one of the same name is replaced.
     *
     * @throws ModelException if it cannot be written
     */
    void keep(String of, GatysCurve curve) {
        Path file = file(of);
        // Two runs may paint the same curve: each writes a part file of its own.
        Path part = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(part, GSON.toJson(Stored.from(of, curve)) + "\n");
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            part.toFile().delete(); // half a curve is of no use, and the disk may be full
            throw unwritable(folder, e);
        }
    }

    private Path file(String of) {
        return folder.resolve(Sha256.of(of.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS) + ENDING);
    }

    private static ModelException unwritable(Path folder, IOException cause) {
        return new ModelException(
                "the curves of the optimizer cannot be kept in " + folder + " (" + cause.getMessage()
                        + "); choose another folder with --cache",
                cause);
    }
}
