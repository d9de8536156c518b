package org.brushstream.trainer.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggHeader;
import org.jspecify.annotations.Nullable;

/**
 * Gets the convolutions out of a file of VGG weights, a seventh of it, by asking for ranges of bytes.
 *
 * <p>What has arrived lies in a {@code .part} file beside the output, which begins with what the server said of its file; a
 * run that was cut off goes on there unless that has changed. A part of a file has no SHA-256 that its publisher could state.
 * What can be checked is: that the server says its file is the known one, that every answer has the length and place asked
 * for, that each tensor is there in its shape and type and of finite numbers, and, where the weights turn out to be Oxford's,
 * that all known layers are.
 *
 * @param output the file to write; {@code .sha256} beside it keeps its SHA-256
 * @param sha256 of the output, lower-case hexadecimal, where the caller knows it
 */
public record VggFetch(VggSource source, Path output, Optional<String> sha256) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1); // doubled from cut to cut
    private static final int CUTS = 5;
    private static final int BLOCK = 1 << 16; // bytes
    private static final String REMEDY = "give another address with --from";

    /** Hears how it goes on, on the thread that runs it. */
    public interface Listener {
        /**
         * Called when it is known what there is to fetch, before it is; again if the server's file changes meanwhile.
         *
         * @param bytes to fetch, with those that were fetched before
         * @param fileBytes length of the server's file
         * @param arrived of {@code bytes}, in an earlier run
         */
        void begins(long bytes, long fileBytes, long arrived);

        /** Called when some have arrived: {@code bytes} of all in all. */
        void arrived(long bytes);

        /** Called when the connection was cut, before another attempt: the {@code time}th, from 1. */
        void cut(int time, String why);

        /** Called when what an earlier run fetched is of no use: the server has another file now, or another was asked. */
        void startsAnew();
    }

    /** What is known of where weights come from. */
    public enum Origin {
        /** The original values, in all layers whose fingerprints are known. */
        OXFORD,
        /** Other values than Oxford's. */
        OTHER_TRAINING,
        /** There is no fingerprint of this net to compare with. */
        UNKNOWN
    }

    /**
     * What was done.
     *
     * @param alreadyThere whether the file was there before, unchanged since it was fetched
     * @param sha256 of the file
     * @param stated whether the server stated that its file is the known one, by the SHA-256 of all of it
     */
    public record Report(Path file, boolean alreadyThere, String sha256, boolean stated, Origin origin) {}

    /** The server's file is another one than a moment ago. */
    private static final class Changed extends Exception {
        private static final long serialVersionUID = 1;
    }

    public VggFetch {
        sha256.ifPresent(digits -> {
            if (!digits.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, unlike " + digits);
            }
        });
    }

    /**
     * Fetches, or goes on fetching, or finds that it has been fetched.
     *
     * @throws ModelException if the server cannot be reached, cuts the connection too often, gives no ranges or another file
     *     than was asked for, the file cannot be written, or what arrived does not pass the checks
     */
    public Report run(Listener listener) {
        return run(listener, PATIENCE, FIRST_PAUSE);
    }

    /** @param firstPause after the first cut */
    Report run(Listener listener, Duration patience, Duration firstPause) {
        if (Files.exists(output)) {
            return found();
        }
        try (PartFile part = PartFile.of(output);
                RemoteFile remote = new RemoteFile(source.address(), patience)) {
            Connection connection = new Connection(remote, listener, firstPause);
            Excerpt excerpt = fetched(connection, part, listener);
            return checked(excerpt, part);
        }
    }

    /**
     * Makes sure that a file is as it was fetched. Of one that was not fetched nothing is known, and nothing said.
     *
     * @return its SHA-256, where it was fetched
     * @throws ModelException if it has changed, or cannot be read
     */
    public static Optional<String> requireUnchanged(Path file) {
        Optional<String> known = Seal.read(file);
        known.ifPresent(sha256 -> {
            String actual = Sha256.of(file);
            if (!actual.equals(sha256)) {
                throw new ModelException(file + " has changed since it was fetched: its SHA-256 is " + actual
                        + ", it was " + sha256 + "; delete it and fetch it again");
            }
        });
        return known;
    }

    private Report found() {
        String actual = requireUnchanged(output)
                .orElseThrow(() -> new ModelException(output + " exists, and not from an earlier run of this command;"
                        + " choose another --output, or delete it"));
        if (sha256.isPresent() && !actual.equals(sha256.get())) {
            throw new ModelException(output + " was fetched before and has the SHA-256 " + actual + ", not "
                    + sha256.get() + "; choose another --output");
        }
        Vgg held = VggHeader.read(output).net();
        if (held != source.net()) {
            throw new ModelException(output + " was fetched before and holds " + held + "; choose another --output");
        }
        return new Report(output, true, actual, false, Origin.UNKNOWN);
    }

    private Excerpt fetched(Connection connection, PartFile part, Listener listener) {
        for (int files = 0; ; files++) {
            try {
                Excerpt excerpt = plan(connection);
                if (!part.beginsWith(excerpt.head())) {
                    if (!part.isEmpty()) {
                        listener.startsAnew();
                    }
                    part.cutTo(0);
                    requireRoom(part, excerpt.headBytes() + excerpt.bytes());
                    part.append(excerpt.head());
                }
                long arrived = part.size() - excerpt.headBytes();
                listener.begins(excerpt.bytes(), excerpt.identity().bytes(), arrived);
                while (arrived < excerpt.bytes()) {
                    connection.copy(excerpt.next(arrived), part, excerpt.headBytes());
                    arrived = part.size() - excerpt.headBytes();
                }
                part.cutTo(excerpt.headBytes() + excerpt.bytes());
                return excerpt;
            } catch (Changed e) {
                if (files == 1) {
                    throw new ModelException(
                            source.address() + " changes while it is fetched; try again later, or " + REMEDY, e);
                }
            }
        }
    }

    private static void requireRoom(PartFile part, long bytes) {
        try {
            long room = Files.getFileStore(part.path()).getUsableSpace();
            if (room < bytes) {
                throw new ModelException(
                        "%s takes %.1f MB, there is room for %.1f; choose another --output or make room"
                                .formatted(part.path(), bytes / 1e6, room / 1e6));
            }
        } catch (IOException e) {
            // a system that does not tell: it will when the disk is full
        }
    }

    /** Asks for the file's header and understands it. */
    private Excerpt plan(Connection connection) throws Changed {
        long length = VggHeader.length(connection.get(0, Long.BYTES));
        RemoteFile.Identity identity = connection.identity();
        requireKnownFile(identity);
        long dataStart = Long.BYTES + length;
        try {
            if (length < 1 || length > Math.min(VggHeader.MAX_LENGTH, identity.bytes() - Long.BYTES)) {
                throw new IOException("a header of " + length + " bytes in a file of " + identity.bytes());
            }
            byte[] json = connection.get(Long.BYTES, dataStart);
            VggHeader header = VggHeader.parse(json, source.address().toString(), REMEDY);
            long last = header.tensors().get(header.tensors().size() - 1).end();
            if (last > identity.bytes() - dataStart) {
                throw new IOException("tensors up to byte " + last + " in a file of " + identity.bytes());
            }
            if (header.net() != source.net()) {
                throw new ModelException("%s holds %s, not %s; add --net %s, or %s"
                        .formatted(
                                source.address(),
                                header.net(),
                                source.net(),
                                header.net().id(),
                                REMEDY));
            }
            return Excerpt.of(header, dataStart, identity, source.address());
        } catch (IOException e) {
            throw new ModelException(
                    source.address() + " is no .safetensors file (" + e.getMessage() + "); " + REMEDY, e);
        }
    }

    private void requireKnownFile(RemoteFile.Identity identity) {
        if (source.sha256().isPresent()
                && identity.sha256().isPresent()
                && !identity.sha256().equals(source.sha256())) {
            throw new ModelException(
                    source.address() + " is another file than the one that is known: the server states the"
                            + " SHA-256 " + identity.tag() + ", not "
                            + source.sha256().get() + "; to take it all the same, name it"
                            + " with --from");
        }
    }

    private Report checked(Excerpt excerpt, PartFile part) {
        Inspection inspection = Inspection.of(source.net());
        for (VggHeader.Tensor tensor : excerpt.tensors()) {
            byte[] values = part.read(excerpt.headBytes() + tensor.begin(), (int) (tensor.end() - tensor.begin()));
            inspection.look(tensor, values).ifPresent(problem -> reject(part, problem));
        }
        inspection.verdict().ifPresent(problem -> reject(part, problem));
        String actual = Sha256.of(part.path());
        if (sha256.isPresent() && !actual.equals(sha256.get())) {
            reject(part, "its SHA-256 is " + actual + ", not " + sha256.get());
        }
        Seal.write(output, actual); // first: without it the file would be nobody's
        part.finish();
        boolean stated =
                source.sha256().isPresent() && excerpt.identity().sha256().equals(source.sha256());
        return new Report(output, false, actual, stated, origin(inspection));
    }

    private Origin origin(Inspection inspection) {
        if (source.net() != Vgg.VGG19) {
            return Origin.UNKNOWN;
        }
        return inspection.isOxford() ? Origin.OXFORD : Origin.OTHER_TRAINING;
    }

    private void reject(PartFile part, String problem) {
        throw new ModelException("what came from " + source.address() + " is not used: " + problem + "; it is kept as "
                + part.reject() + ", and the same command starts anew");
    }

    /** Asks again when the connection is cut, some times. */
    private final class Connection {
        private final RemoteFile remote;
        private final Listener listener;
        private Duration pause;
        private int cuts;
        private boolean answered;
        private RemoteFile.@Nullable Identity identity;

        Connection(RemoteFile remote, Listener listener, Duration firstPause) {
            this.remote = remote;
            this.listener = listener;
            this.pause = firstPause;
        }

        /** Of the file that all bytes come from, since the first. */
        RemoteFile.Identity identity() {
            return Objects.requireNonNull(identity, "nothing was asked yet");
        }

        /** Few bytes, all at once. */
        byte[] get(long from, long until) throws Changed {
            byte[] bytes = new byte[(int) (until - from)];
            while (true) {
                try (RemoteFile.Answer answer = remote.open(from, until)) {
                    requireSame(answer.identity());
                    int count = 0;
                    byte[] block = new byte[BLOCK];
                    for (int read; (read = answer.read(block)) > 0; count += read) {
                        System.arraycopy(block, 0, bytes, count, read);
                    }
                    if (count < bytes.length) {
                        throw new IOException(bytes.length - count + " bytes are missing");
                    }
                    return bytes;
                } catch (IOException e) {
                    waitAfter(e, "");
                }
            }
        }

        /** Appends what comes of a range, which may be less than all of it. */
        void copy(Excerpt.Range range, PartFile part, long head) throws Changed {
            try (RemoteFile.Answer answer = remote.open(range.from(), range.until())) {
                requireSame(answer.identity());
                byte[] block = new byte[BLOCK];
                for (int read; (read = answer.read(block)) > 0; ) {
                    part.append(ByteBuffer.wrap(block, 0, read));
                    listener.arrived(part.size() - head);
                }
            } catch (IOException e) {
                waitAfter(e, "; what has arrived is kept");
            }
        }

        private void requireSame(RemoteFile.Identity found) throws Changed {
            answered = true;
            if (identity == null) {
                identity = found;
            } else if (!identity.equals(found)) {
                identity = null; // the next to ask begins with the new file
                throw new Changed();
            }
        }

        private void waitAfter(IOException cut, String kept) {
            String why = cut.getMessage() == null ? cut.getClass().getSimpleName() : cut.getMessage();
            if (!answered) { // nobody waits for minutes to hear of a network that is not there
                throw new ModelException(
                        "%s does not answer (%s); check the network and try again, or %s"
                                .formatted(source.address().getHost(), why, REMEDY),
                        cut);
            }
            cuts++;
            if (cuts > CUTS) {
                throw new ModelException(
                        "the connection to %s was cut %d times, at last: %s%s; give the same command again to go on"
                                .formatted(source.address().getHost(), cuts, why, kept),
                        cut);
            }
            listener.cut(cuts, why);
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException("interrupted" + kept, e);
            }
            pause = pause.multipliedBy(2);
        }
    }
}
