package org.brushstream.trainer.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brushstream.runtime.model.ModelException;

/**
 * A file at a server that gives ranges of bytes (RFC 9110, section 14). Its methods throw {@link IOException} for what may
 * pass, a cut connection or a busy server, and {@link ModelException} for what will not. Not thread-safe.
 */
final class RemoteFile implements AutoCloseable {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<Integer> BUSY = Set.of(408, 429, 500, 502, 503, 504);
    private static final int PARTIAL_CONTENT = 206;

    private final URI address;
    private final Duration patience;
    private final HttpClient client;
    private final Timer timer = new Timer("brushstream-fetch", true);

    /** @param patience how long a silent server is waited for */
    RemoteFile(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
    }

    /**
     * What the server says of the file; of two equal ones the bytes may be mixed.
     *
     * @param tag the strongest that it states: of the content where a hub redirects to a store, else the answer's own ETag or
     *     date; empty for none
     * @param bytes length of the whole file
     */
    record Identity(String tag, long bytes) {
        /** SHA-256 of the whole file, where the tag is one. */
        Optional<String> sha256() {
            return SHA256.matcher(tag).matches() ? Optional.of(tag) : Optional.empty();
        }
    }

    /** Bytes on their way; to be closed, at whatever place. */
    final class Answer implements AutoCloseable {
        private final Identity identity;
        private final InputStream body;
        private long left;

        private Answer(Identity identity, InputStream body, long length) {
            this.identity = identity;
            this.body = body;
            this.left = length;
        }

        Identity identity() {
            return identity;
        }

        /**
         * Waits for some bytes.
         *
         * @return how many, at least 1; 0 once all have been given that the server announced
         * @throws IOException if the connection was cut, or nothing came for too long
         */
        int read(byte[] buffer) throws IOException {
            if (left == 0) {
                return 0;
            }
            TimerTask giveUp = new TimerTask() { // the client's own limit ends with the answer's head
                        @Override
                        public void run() {
                            close();
                        }
                    };
            timer.schedule(giveUp, patience.toMillis());
            int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (!giveUp.cancel()) {
                throw new IOException("nothing came for " + patience.toSeconds() + " s");
            }
            if (read < 0) {
                throw new IOException(left + " bytes are missing");
            }
            left -= read;
            return read;
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                // what has been read is whole, the rest is not wanted
            }
        }
    }

    /**
     * Asks for a range.
     *
     * @param from its first byte
     * @param until the byte after its last
     * @return an answer that begins there; the server may give less, not more
     */
    Answer open(long from, long until) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Range", "bytes=" + from + "-" + (until - 1))
                .header("User-Agent", "brushstream-trainer")
                .timeout(patience)
                .build();
        HttpResponse<InputStream> response = send(request);
        int status = response.statusCode();
        if (status != PARTIAL_CONTENT) {
            response.body().close();
            throw refusal(status);
        }
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        long end = range.matches() ? Long.parseLong(range.group(2)) + 1 : 0;
        if (end <= from || end > until || Long.parseLong(range.group(1)) != from) {
            response.body().close();
            throw new ModelException("%s does not answer with the bytes that were asked for (%s for %d to %d); %s"
                    .formatted(
                            address,
                            response.headers().firstValue("Content-Range").orElse("no Content-Range"),
                            from,
                            until - 1,
                            elsewhere()));
        }
        return new Answer(new Identity(tag(response), Long.parseLong(range.group(3))), response.body(), end - from);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted while waiting for " + address.getHost(), e);
        }
    }

    private RuntimeException refusal(int status) throws IOException {
        if (BUSY.contains(status)) {
            throw new IOException("the server answered " + status);
        }
        return new ModelException(
                status == 200
                        ? address.getHost() + " gives no parts of a file, only all of " + address
                                + "; get it in another way and name it with --vgg, or " + elsewhere()
                        : "%s answered %d to %s; check the address, or %s"
                                .formatted(address.getHost(), status, address, elsewhere()));
    }

    private static String elsewhere() {
        return "give another address with --from";
    }

    /**
     * A hub that redirects to a store names the file's SHA-256 on the way there, in a header of its own; a store's addresses
     * and tags may change.
     */
    private static String tag(HttpResponse<?> response) {
        Optional<? extends HttpResponse<?>> step = Optional.of(response);
        while (step.isPresent()) {
            Optional<String> linked = step.get().headers().firstValue("X-Linked-Etag");
            if (linked.isPresent()) {
                return unquoted(linked.get());
            }
            step = step.get().previousResponse();
        }
        HttpHeaders headers = response.headers();
        return headers.firstValue("ETag")
                .map(RemoteFile::unquoted)
                .or(() -> headers.firstValue("Last-Modified"))
                .orElse("");
    }

    private static String unquoted(String tag) {
        return tag.replaceFirst("^W/", "").replace("\"", "");
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
