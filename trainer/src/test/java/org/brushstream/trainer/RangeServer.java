package org.brushstream.trainer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of one file on this machine that gives ranges of bytes, and misbehaves as it is told. */
public final class RangeServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private byte[] file;
    private String tag = "\"first\"";
    private String linkedTag = "";
    private final List<String> asked = new ArrayList<>();
    private final Map<Integer, Misbehaviour> misbehaviours = new HashMap<>();
    private long bytesGiven;

    /** What happens at one request instead of the usual answer. */
    public interface Misbehaviour {
        void answer(HttpExchange exchange, byte[] file) throws IOException;
    }

    public RangeServer(byte[] file) {
        this.file = file;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/vgg.safetensors");
            exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + linkedTag + "\"");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/vgg.safetensors", this::answer);
        server.start();
    }

    /** Where its file is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/vgg.safetensors");
    }

    /** An address that redirects there, and names the file's SHA-256 on the way as a model hub does. */
    public URI redirecting(String sha256) {
        linkedTag = sha256;
        return address().resolve("/moved");
    }

    /** From now on there is another file. */
    public synchronized void replace(byte[] otherFile, String otherTag) {
        file = otherFile;
        tag = '"' + otherTag + '"';
    }

    /** At the request of that number, from 1, counted from now. */
    public synchronized void at(int request, Misbehaviour misbehaviour) {
        misbehaviours.put(asked.size() + request, misbehaviour);
    }

    /** At every request of these numbers it announces all and breaks off after some bytes. */
    public void cutAt(int from, int to, int afterBytes) {
        for (int request = from; request <= to; request++) {
            at(request, (exchange, bytes) -> give(exchange, bytes, afterBytes));
        }
    }

    /** The ranges that were asked for. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** Of the file, in all answers. */
    public synchronized long bytesGiven() {
        return bytesGiven;
    }

    /** That is asked for. */
    public static int firstByte(HttpExchange exchange) {
        return Integer.parseInt(range(exchange).replaceFirst("bytes=([0-9]+)-.*", "$1"));
    }

    /** That is asked for. */
    public static int lastByte(HttpExchange exchange) {
        return Integer.parseInt(range(exchange).replaceFirst(".*-", ""));
    }

    private static String range(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Range");
    }

    private void answer(HttpExchange exchange) throws IOException {
        Misbehaviour misbehaviour;
        byte[] current;
        synchronized (this) {
            asked.add(range(exchange));
            misbehaviour = misbehaviours.get(asked.size());
            current = file;
        }
        if (misbehaviour == null) {
            give(exchange, current, Integer.MAX_VALUE);
        } else {
            misbehaviour.answer(exchange, current);
        }
        exchange.close();
    }

    private void give(HttpExchange exchange, byte[] current, int atMost) throws IOException {
        int from = firstByte(exchange);
        int until = lastByte(exchange) + 1;
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (until - 1) + "/" + current.length);
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(206, until - from);
        byte[] given = Arrays.copyOfRange(current, from, Math.min(until, from + Math.min(atMost, until - from)));
        exchange.getResponseBody().write(given);
        exchange.getResponseBody().flush();
        synchronized (this) {
            bytesGiven += given.length;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
