package org.brushstream.trainer.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;

/**
 * A folder of frames that appears whole or not at all: it is filled beside its place under another name, then renamed.
 * Unless the process is killed nothing is left under that name.
 */
final class FrameFolder implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom(); // differs between processes of one moment

    /** What systems leave in folders that people have looked into. */
    private static final Set<String> OF_NO_WORTH = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

    private final Path target;
    private final Path part;
    private final boolean overwrite;
    private boolean finished;

    private FrameFolder(Path target, Path part, boolean overwrite) {
        this.target = target;
        this.part = part;
        this.overwrite = overwrite;
    }

    /**
     * Makes the empty folder, and those it lies in.
     *
     * @throws ModelException if it may not take that place, see {@link #requireFree}, or cannot be written
     */
    static FrameFolder create(Path target, boolean overwrite) {
        requireFree(target, overwrite);
        try {
            Path place = Files.exists(target)
                    ? target.toRealPath() // a link goes on pointing to it
                    : target.toAbsolutePath().normalize();
            Files.createDirectories(place.getParent());
            Path part = Files.createDirectory(aside(place, "part"));
            return new FrameFolder(place, part, overwrite);
        } catch (IOException e) {
            throw new ModelException(
                    "the folder " + target + " cannot be written: " + reason(e) + "; choose another --output", e);
        }
    }

    private static Path aside(Path place, String what) {
        return place.resolveSibling(
                String.format(Locale.ROOT, "%s.%08x.%s", place.getFileName(), RANDOM.nextInt(), what));
    }

    /**
     * Finds out whether a folder of frames may take this place: if there is nothing, or an empty folder, or one with frames
     * and nothing else that may be replaced.
     *
     * @throws ModelException if not
     */
    static void requireFree(Path target, boolean overwrite) {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new ModelException(target + " is a file; choose another --output for the folder of frames");
        }
        List<Path> files = files(target);
        if (files.isEmpty()) {
            return;
        }
        if (!overwrite) {
            throw new ModelException("the folder " + target
                    + " is not empty; add --overwrite to replace the frames in it, or choose another --output");
        }
        Set<Path> ours = Files.exists(target.resolve(FrameManifest.NAME))
                ? FrameManifest.readAll(target).frames().stream()
                        .map(SampledFrame::file)
                        .collect(Collectors.toSet())
                : Set.of();
        for (Path file : files) {
            boolean mayGo = ours.contains(file.normalize())
                    || file.equals(target.resolve(FrameManifest.NAME))
                    || OF_NO_WORTH.contains(String.valueOf(file.getFileName()));
            if (!mayGo) {
                throw new ModelException("the folder " + target + " holds " + target.relativize(file)
                        + " too, which is no sampled frame; move it away, or choose another --output");
            }
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !Files.isDirectory(file)).toList();
        } catch (IOException | UncheckedIOException e) { // the latter for a folder inside it
            throw new ModelException("the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What the system says; of the two most frequent reasons Java's message is the file's name alone. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof NoSuchFileException ? "no folder can be made there" : String.valueOf(e.getMessage());
    }

    /** Where it is filled meanwhile. */
    Path path() {
        return part;
    }

    /**
     * Writes a file, and the folders it lies in.
     *
     * @param file under {@link #path()}
     */
    void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new ModelException(
                    file + " cannot be written: " + reason(e) + "; make room or choose another --output", e);
        }
    }

    /** Gives the folder its name. What was there before is deleted after that. */
    void finish() {
        requireFree(target, overwrite); // somebody may have put something there meanwhile
        Path old = aside(target, "old");
        try {
            if (Files.exists(target)) {
                Files.move(target, old);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            finished = true;
        } catch (IOException e) {
            if (Files.exists(old) && !Files.exists(target)) {
                old.toFile().renameTo(target.toFile());
            }
            throw new ModelException(
                    part + " cannot be renamed to " + target + ": " + reason(e) + "; choose another --output", e);
        }
        delete(old);
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException e) {
                // it stays, under a name that says what it is
            }
        }
    }

    /** Deletes what was not finished. */
    @Override
    public void close() {
        if (!finished) {
            delete(part);
        }
    }
}
