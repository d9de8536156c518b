package org.brushstream.runtime.media;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A file that appears whole or not at all: it is written beside its place under another name, then renamed. That name
 * is each run's own, so that two runs for one place never share a file: the last to finish wins.
 */
final class PartFile implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom(); // differs between processes of one moment

    private final Path target;
    private final Path part;
    private final boolean overwrite;
    private final Thread atExit; // after Ctrl-C nobody closes us
    private boolean kept;

    private PartFile(Path target, boolean overwrite) {
        this.target = target;
        this.part = target.resolveSibling(partName(target));
        this.overwrite = overwrite;
        // Not deleted at once: whoever lets Ctrl-C end a run in order does so in a hook as well, and may yet finish the
        // file.
        this.atExit = new Thread(() -> part.toFile().deleteOnExit(), "brushstream-delete-part");
    }

    /** Makes the empty part file, which shows at once whether the folder can be written to. */
    static PartFile create(Path target, boolean overwrite) {
        PartFile file = new PartFile(target, overwrite);
        file.requireFreeTarget();
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new MediaException("cannot write " + target + ": there is no folder " + folder + "; make it first");
        }
        try {
            Files.createFile(file.part);
        } catch (IOException e) {
            throw new MediaException(
                    "cannot write into the folder " + folder + "; check its permissions and free space", e);
        }
        try {
            Runtime.getRuntime().addShutdownHook(file.atExit);
        } catch (IllegalStateException e) { // the JVM is exiting
            file.part.toFile().delete();
            throw new MediaException("stopped before " + target + " was begun", e);
        }
        return file;
    }

    /** Where it shall be. */
    Path target() {
        return target;
    }

    /** Where it is written meanwhile: {@code painted.5e0c71d2.part.mkv} for {@code painted.mkv}. */
    Path part() {
        return part;
    }

    private static String partName(Path target) {
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.');
        return "%s.%08x.part%s".formatted(name.substring(0, dot), RANDOM.nextInt(), name.substring(dot));
    }

    private void requireFreeTarget() {
        if (Files.isDirectory(target)) {
            throw new MediaException(target + " is a folder; name a file to write");
        }
        if (!overwrite && Files.exists(target)) {
            throw new MediaException(target + " exists already; use --overwrite to replace it, or another name");
        }
    }

    /** Makes the result visible, in one step for whoever looks. */
    void commit() {
        requireFreeTarget(); // somebody may have made one meanwhile
        try {
            Files.move(part, target, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new MediaException("cannot rename " + part + " to " + target + ": " + e.getMessage(), e);
        }
    }

    /** The part file stays, although it is not whole: for results that nobody can make again. */
    void keep() {
        kept = true;
    }

    /** Deletes the part file, which is gone if it was committed, unless it is kept. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            if (!kept) {
                Files.deleteIfExists(part);
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is exiting: the hook runs, and finds nothing to do
        } catch (IOException e) {
            throw new MediaException("cannot delete the unfinished " + part + ": " + e.getMessage(), e);
        }
    }
}
