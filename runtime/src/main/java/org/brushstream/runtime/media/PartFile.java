package org.brushstream.runtime.media;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that appears whole or not at all: it is written beside its place under another name, then renamed.
 */
final class PartFile implements AutoCloseable {
    private final Path target;
    private final Path part;
    private final boolean overwrite;
    private boolean committed;

    private PartFile(Path target, boolean overwrite) {
        this.target = target;
        this.part = target.resolveSibling(partName(target));
        this.overwrite = overwrite;
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
            if (overwrite) {
                Files.deleteIfExists(file.part);
            }
            Files.createFile(file.part);
        } catch (FileAlreadyExistsException e) {
            throw new MediaException(
                    file.part
                            + " is in the way: another run is writing it, or one was killed; delete it or use --overwrite",
                    e);
        } catch (IOException e) {
            throw new MediaException(
                    "cannot write into the folder " + folder + "; check its permissions and free space", e);
        }
        file.part.toFile().deleteOnExit(); // after Ctrl-C nobody closes us
        return file;
    }

    /** Where it shall be. */
    Path target() {
        return target;
    }

    /** Where it is written meanwhile: {@code painted.part.mkv} for {@code painted.mkv}. */
    Path part() {
        return part;
    }

    private static String partName(Path target) {
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + ".part" + name.substring(dot);
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
            committed = true;
        } catch (IOException e) {
            throw new MediaException("cannot rename " + part + " to " + target + ": " + e.getMessage(), e);
        }
    }

    /** Deletes the part file unless it was committed. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            if (!committed) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new MediaException("cannot delete the unfinished " + part + ": " + e.getMessage(), e);
        }
    }
}
