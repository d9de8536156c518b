package org.brushstream.player.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A browser without a window that shows one page, driven by the Chrome DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process browser;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final WebSocket socket;

    private Chromium(Process browser, String host) throws IOException, InterruptedException {
        this.browser = browser;
        String target = client.send(
                        HttpRequest.newBuilder(URI.create("http://" + host + "/json/new?about:blank"))
                                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
        String address = JsonParser.parseString(target)
                .getAsJsonObject()
                .get("webSocketDebuggerUrl")
                .getAsString();
        socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .buildAsync(URI.create(address), new Answers())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Starts it with an empty page; the test is skipped where it is not installed.
     *
     * @param profile a folder that it keeps its things in
     */
    static Chromium start(Path profile) throws IOException, InterruptedException {
        Files.createDirectories(profile);
        Files.deleteIfExists(profile.resolve("DevToolsActivePort")); // of an earlier run
        String program = List.of("chromium", "chromium-browser", "google-chrome").stream()
                .filter(Xvfb::installed)
                .findFirst()
                .orElse("");
        assumeTrue(!program.isEmpty(), "Chromium is not installed: the page is not looked at");
        Process browser = new ProcessBuilder(
                        program,
                        "--headless=new",
                        "--no-sandbox", // root has none, and it shows our own page only
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile.toAbsolutePath())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Chromium(browser, "127.0.0.1:" + port(browser, profile));
        } catch (IOException | InterruptedException | RuntimeException | Error e) { // skipped tests among them
            end(browser);
            throw e;
        }
    }

    /** Waits until it listens. */
    private static String port(Process browser, Path profile) throws IOException, InterruptedException {
        Path port = profile.resolve("DevToolsActivePort"); // it writes that when it listens
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
            assumeTrue(
                    browser.isAlive() && System.nanoTime() < end, "Chromium does not start: the page is not looked at");
            Thread.sleep(50);
        }
        return Files.readAllLines(port).get(0);
    }

    /** As large as a phone or a desk's screen. */
    void size(int width, int height, double scale) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("width", width);
        parameters.addProperty("height", height);
        parameters.addProperty("deviceScaleFactor", scale);
        parameters.addProperty("mobile", scale > 1);
        ask("Emulation.setDeviceMetricsOverride", parameters);
    }

    void open(URI page) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("url", page.toString());
        ask("Page.navigate", parameters);
    }

    /** What an expression of JavaScript is on the page. */
    JsonElement evaluate(String expression) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("expression", expression);
        parameters.addProperty("returnByValue", true);
        parameters.addProperty("awaitPromise", true);
        JsonObject answer = ask("Runtime.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer);
        }
        JsonElement value = answer.getAsJsonObject("result").get("value");
        return value == null ? JsonNull.INSTANCE : value;
    }

    /** Waits until an expression is true. */
    void await(String expression) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds(expression)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + expression);
            }
            Thread.sleep(50);
        }
    }

    /** A page that is on its way has nothing yet to ask for. */
    private boolean holds(String expression) {
        try {
            return evaluate("Boolean(" + expression + ")").getAsBoolean();
        } catch (AssertionError e) {
            return false;
        }
    }

    void photograph(Path png) throws IOException {
        String data =
                ask("Page.captureScreenshot", new JsonObject()).get("data").getAsString();
        Files.write(png, Base64.getDecoder().decode(data));
    }

    private JsonObject ask(String method, JsonObject parameters) {
        int own = number.incrementAndGet();
        JsonObject message = new JsonObject();
        message.addProperty("id", own);
        message.addProperty("method", method);
        message.add("params", parameters);
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(own, answer);
        socket.sendText(message.toString(), true)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        JsonObject whole = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (whole.has("error")) {
            throw new AssertionError(method + ": " + whole.get("error"));
        }
        return whole.getAsJsonObject("result");
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonObject answer = JsonParser.parseString(text.toString()).getAsJsonObject();
                text.setLength(0);
                if (answer.has("id")) {
                    Objects.requireNonNull(asked.remove(answer.get("id").getAsInt()))
                            .complete(answer);
                }
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        end(browser);
    }

    private static void end(Process browser) {
        List<ProcessHandle> parts = browser.descendants().toList(); // asked now: orphans cannot be found any more
        Xvfb.end(browser);
        parts.forEach(ProcessHandle::destroyForcibly);
    }
}
