package org.brushstream.player.live;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.brushstream.runtime.media.MediaException;
import org.jspecify.annotations.Nullable;

/**
 * The live picture, the style strip and the knobs as a page: for a phone, and without the knobs for OBS and other programs.
 *
 * <table>
 * <caption>Addresses</caption>
 * <tr><td>{@code /}</td><td>the page; {@code /?plain} is the picture alone, as large as the window</td></tr>
 * <tr><td>{@code /picture.mjpg}</td><td>the picture as it changes: JPEGs in {@code multipart/x-mixed-replace}</td></tr>
 * <tr><td>{@code /picture.jpg}</td><td>the newest picture</td></tr>
 * <tr><td>{@code /state}</td><td>how the desk stands and the session goes, as JSON</td></tr>
 * <tr><td>{@code /style/N.png}</td><td>the small picture of the strip's place N, from 0</td></tr>
 * <tr><td>{@code POST /desk}</td><td>turns a knob: {@link DeskJson#apply}</td></tr>
 * </table>
 *
 * <p>Nothing here writes files on this machine. {@link Access} says who may do what.
 */
public final class WebPage implements AutoCloseable {
    private static final int THREADS = 48;
    private static final int STREAMS = 32; // browsers that show the picture at once
    private static final int LONGEST_BODY = 4096; // bytes
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(10); // of one picture
    private static final String BOUNDARY = "picture";

    static {
        // Else the end of each picture waits up to 40 ms for more (Nagle); read once, by the first server of the
        // process.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        // Else whoever begins requests and does not end them holds all threads.
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", "10"); // seconds
        }
    }

    /** What is sent back. */
    private static final class Answer {
        private final int code;
        private final String type;
        private final byte[] body;

        private Answer(int code, String type, byte[] body) {
            this.code = code;
            this.type = type;
            this.body = body;
        }

        static Answer text(int code, String text) {
            return new Answer(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final Desk desk;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Access access;
    private final ServeAddress address;
    private final JpegPictures pictures = new JpegPictures();
    private final Semaphore streams = new Semaphore(STREAMS);
    private final WriteLimit limit = new WriteLimit(LONGEST_WRITE);

    private WebPage(Desk desk, HttpServer server, ServeAddress address) {
        this.desk = desk;
        this.server = server;
        this.address = address;
        access = Access.of(
                address.token(), bracketed(address), server.getAddress().getPort());
        threads = new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "live-page");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Serves from now on.
     *
     * @throws MediaException if the address is not this machine's, or taken
     */
    public static WebPage open(Desk desk, ServeAddress address) {
        HttpServer server;
        try {
            server = HttpServer.create(address.socket(), 0);
        } catch (IOException e) {
            throw new MediaException(
                    "the page cannot be served at " + bracketed(address) + ":" + address.port() + " (" + e.getMessage()
                            + "); choose another port or an address of this machine with --serve",
                    e);
        }
        WebPage page = new WebPage(desk, server, address);
        server.setExecutor(page.threads);
        server.createContext("/", page::handle);
        desk.controls().watch(page.pictures);
        desk.pictures().start();
        server.start();
        return page;
    }

    private static String bracketed(ServeAddress address) {
        String text = address.host().getHostAddress();
        return address.host() instanceof Inet6Address ? "[" + text.replaceFirst("%.*", "") + "]" : text;
    }

    /** What to open in a browser: with the token, if there is one. */
    public URI uri() {
        InetSocketAddress bound = server.getAddress();
        String host = bracketed(address).equals("127.0.0.1") ? "localhost" : bracketed(address);
        return URI.create("http://" + host + ":" + bound.getPort() + "/"
                + address.token().map(token -> "?token=" + token).orElse(""));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean changes = !exchange.getRequestMethod().equals("GET")
                    && !exchange.getRequestMethod().equals("HEAD");
            String path = exchange.getRequestURI().getPath();
            @Nullable String query = exchange.getRequestURI().getRawQuery();
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer"); // the address may hold the token
            exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self';"
                                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            Optional<String> refusal = access.refusal(exchange.getRequestHeaders(), path, query, changes);
            if (refusal.isPresent()) {
                send(exchange, Answer.text(403, refusal.get()));
            } else if (changes) {
                send(exchange, path.equals("/desk") ? turn(exchange) : Answer.text(405, "only /desk can be changed"));
            } else if (path.equals("/picture.mjpg")) {
                stream(exchange);
            } else {
                if (path.equals("/") && Access.parameter(query, "token").isPresent()) {
                    exchange.getResponseHeaders()
                            .set(
                                    "Set-Cookie",
                                    Access.COOKIE + "=" + address.token().orElse("")
                                            + "; Path=/; HttpOnly; SameSite=Strict");
                }
                send(exchange, answer(path));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
        }
    }

    private Answer answer(String path) throws IOException, InterruptedException {
        return switch (path) {
            case "/" -> resource("page.html", "text/html; charset=utf-8");
            case "/page.css" -> resource("page.css", "text/css; charset=utf-8");
            case "/page.js" -> resource("page.js", "text/javascript; charset=utf-8");
            case "/state" -> json(DeskJson.of(desk));
            case "/picture.jpg" -> newest();
            default -> path.matches("/style/\\d{1,4}\\.png") ? small(path) : Answer.text(404, "there is nothing here");
        };
    }

    private Answer newest() throws InterruptedException {
        JpegPictures.Jpeg jpeg = pictures.next(0, PATIENCE);
        return jpeg == null ? Answer.text(503, "there is no picture yet") : new Answer(200, "image/jpeg", jpeg.bytes());
    }

    private static Answer json(JsonObject object) {
        return new Answer(200, "application/json", object.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Answer resource(String name, String type) throws IOException {
        try (InputStream in = Objects.requireNonNull(WebPage.class.getResourceAsStream(name))) {
            return new Answer(200, type, in.readAllBytes());
        }
    }

    private Answer small(String path) throws IOException {
        int place = Integer.parseInt(path.replaceAll("\\D", ""));
        Optional<BufferedImage> picture = desk.pictures().picture(place);
        if (picture.isEmpty()) {
            return Answer.text(404, "that picture is not painted yet");
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture.get(), "png", png);
        return new Answer(200, "image/png", png.toByteArray());
    }

    /** Only JSON is taken: a page of another site cannot send that unasked. */
    private Answer turn(HttpExchange exchange) throws IOException {
        @Nullable String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            return Answer.text(415, "the desk takes application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Answer.text(413, "the desk takes " + LONGEST_BODY + " bytes at most");
        }
        try {
            DeskJson.apply(JsonParser.parseString(new String(body, StandardCharsets.UTF_8)), desk);
            return json(DeskJson.of(desk));
        } catch (JsonParseException | IllegalArgumentException | IllegalStateException e) {
            return Answer.text(400, "the desk does not understand that");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.code, -1);
            return;
        }
        exchange.sendResponseHeaders(answer.code, answer.body.length);
        exchange.getResponseBody().write(answer.body);
    }

    /** The newest picture again and again; a browser that is slow gets fewer of them, never older ones. */
    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        if (exchange.getRequestMethod().equals("HEAD") || !streams.tryAcquire()) {
            send(exchange, Answer.text(503, "the picture is shown " + STREAMS + " times already"));
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=" + BOUNDARY);
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(ascii("--" + BOUNDARY));
            out.flush();
            long last = 0;
            while (!pictures.closed()) {
                JpegPictures.Jpeg jpeg = pictures.next(last, PATIENCE);
                if (jpeg != null) {
                    limit.write(() -> part(out, jpeg.bytes()));
                    last = jpeg.number();
                }
            }
        } finally {
            streams.release();
        }
    }

    private static void part(OutputStream out, byte[] jpeg) throws IOException {
        out.write(ascii("\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n"));
        out.write(jpeg);
        out.write(ascii("\r\n--" + BOUNDARY)); // now: browsers show a part when the next begins
        out.flush();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Serves no more. Closing twice is harmless. */
    @Override
    public void close() {
        desk.controls().unwatch(pictures);
        pictures.close();
        server.stop(0);
        threads.shutdownNow();
        limit.close();
    }
}
