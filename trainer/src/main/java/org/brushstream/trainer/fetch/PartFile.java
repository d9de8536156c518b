package org.brushstream.trainer.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.brushstream.runtime.model.ModelException;

/**
 * What has arrived of a file: its beginning, under another name. It stays when a run ends early, and the next run goes on
 * with it. Only one at a time may.
 */
final class PartFile implements AutoCloseable {
    private final Path target;
    private final Path part;
    private final FileChannel channel;

    private PartFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    /**
     * Opens it, and makes it and its folder where there is none.
     *
     * @throws ModelException if it cannot be written, or another run has it
     */
    static PartFile of(Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            if (!locked(channel)) {
                channel.close();
                throw new ModelException("another run is fetching " + target + "; wait for it, or stop it");
            }
            return new PartFile(target, part, channel);
        } catch (IOException e) {
            throw new ModelException(
                    part + " cannot be written: " + reason(e) + "; choose another --output or make room", e);
        }
    }

    /** The lock ends with the channel, or with the process. */
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // another run in this process
            return false;
        }
    }

    /** What the system says, which repeats the file's name in front. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Bytes that are there. */
    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Whether it begins so. */
    boolean beginsWith(ByteBuffer head) {
        return size() >= head.remaining()
                && ByteBuffer.wrap(read(0, head.remaining())).equals(head);
    }

    /** These bytes, all of which must be there. */
    byte[] read(long from, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw new IOException("it has become shorter");
                }
            }
            return buffer.array();
        } catch (IOException e) {
            throw new ModelException(part + " cannot be read: " + reason(e) + "; delete it to start anew", e);
        }
    }

    /** Drops everything behind the first so many bytes. */
    void cutTo(long bytes) {
        try {
            channel.truncate(bytes);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Appends what remains in the buffer. */
    void append(ByteBuffer buffer) {
        try {
            long end = channel.size();
            while (buffer.hasRemaining()) {
                end += channel.write(buffer, end);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ModelException unwritable(IOException cause) {
        return new ModelException(
                part + " cannot be written: " + reason(cause)
                        + "; what has arrived is kept: make room, then give the same command again",
                cause);
    }

    /** Gives it the name that was meant. */
    void finish() {
        move(target);
    }

    /**
     * Puts it aside, so that the next run starts anew.
     *
     * @return where it lies now
     */
    Path reject() {
        Path aside = target.resolveSibling(target.getFileName() + ".rejected");
        move(aside);
        return aside;
    }

    private void move(Path place) {
        try {
            channel.force(true);
            channel.close(); // some systems move no open file
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ModelException(part + " cannot be renamed to " + place + ": " + reason(e), e);
        }
    }

    /** Whether it was finished or not; an empty one is not left behind. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                boolean empty = channel.size() == 0;
                channel.close();
                if (empty) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            // nothing is lost: it is appended to without any buffer
        }
    }

    Path path() {
        return part;
    }
}
