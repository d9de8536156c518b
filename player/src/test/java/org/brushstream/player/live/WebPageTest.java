package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.brushstream.runtime.live.CameraState;
import org.brushstream.runtime.media.MediaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page as clients other than its own script see it: what it gives, and what it refuses to whom. */
final class WebPageTest {
    private static final int COLOUR = 0x30a060;
    private static final int JPEG_ERROR = 6; // levels, of one plain colour at quality 0.85

    private static final int PATIENCE_MILLIS = 30_000;

    private final FakeControls controls = new FakeControls("a", "b", "broken");
    private final Desk desk = DeskTest.desk(controls);
    private final HttpClient client = HttpClient.newHttpClient();
    private WebPage page = WebPage.open(desk, ServeAddress.parse("0", Optional.empty()));

    @AfterEach
    void close() {
        page.close();
        desk.close();
    }

    private void serveWithToken(String token) {
        page.close();
        page = WebPage.open(desk, ServeAddress.parse("0", Optional.of(token)));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + page.uri().getPort() + path);
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(at(path)), headers);
    }

    private HttpResponse<byte[]> turn(String json, String... headers) {
        return send(
                HttpRequest.newBuilder(at("/desk"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                headers);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers) {
        try {
            HttpRequest.Builder whole = headers.length == 0 ? request : request.headers(headers);
            whole.timeout(Duration.ofMillis(PATIENCE_MILLIS));
            return client.send(whole.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of a request in which every header can be chosen, as an attacker can. */
    private int raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), page.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((request.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
        }
    }

    // ---- what it gives

    @Test
    void pageAndItsPartsAreThere() {
        assertThat(get("/").headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(get("/?plain").statusCode()).isEqualTo(200);
        assertThat(get("/page.js").headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(get("/page.css").headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        for (String nothing :
                new String[] {"/page.html/..", "/still.png", "/../pom.xml", "/style/x.png", "/style/99999.png"}) {
            assertThat(get(nothing).statusCode()).as(nothing).isEqualTo(404);
        }
    }

    @Test
    void stateIsWhatTheDeskAndTheSessionSay() {
        controls.camera = CameraState.LOST;
        desk.toggleInMix(1);
        JsonObject state = JsonParser.parseString(new String(get("/state").body(), StandardCharsets.UTF_8))
                .getAsJsonObject();

        assertThat(state.get("camera").getAsString()).isEqualTo("LOST");
        assertThat(state.get("style").getAsString()).isEqualTo("a:0.5,b:0.5");
        assertThat(state.get("corners").toString()).isEqualTo("[0,1]");
        assertThat(state.get("styles").getAsJsonArray()).hasSize(3);
        assertThat(state.get("framesPerSecond").getAsDouble()).isEqualTo(30);
    }

    @Test
    void knobsTurn() {
        assertThat(turn("{\"choose\": 1}").statusCode()).isEqualTo(200);
        assertThat(turn("{\"strength\": 0.5, \"bypass\": true}").statusCode()).isEqualTo(200);
        assertThat(turn("{\"mix\": 0}").statusCode()).isEqualTo(200);

        assertThat(controls.calls).containsExactly("style b", "strength 0.5", "bypass true", "style b:0.5,a:0.5");
    }

    @Test
    void whatIsNotUnderstoodTurnsNothing() {
        for (String wrong : new String[] {
            "", "x", "[]", "{\"choose\": \"one\"}", "{\"strength\": {}}", "{\"strength\": 0.5, \"format\": 1}", "null"
        }) {
            assertThat(turn(wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(turn("{\"choose\": " + " ".repeat(5000) + "1}").statusCode()).isEqualTo(413);
        assertThat(turn("{\"choose\": 99}").statusCode()).isEqualTo(200); // as a key without a style
        assertThat(controls.calls).isEmpty();
    }

    @Test
    void theNewestPictureIsGivenAsJpeg() throws IOException {
        controls.show(0, 0xffffff, false);
        controls.show(0, COLOUR, false);

        assertColour(get("/picture.jpg").body());
    }

    private static void assertColour(byte[] jpeg) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(FakeControls.SIZE.width());
        assertThat(image.getHeight()).isEqualTo(FakeControls.SIZE.height());
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat((image.getRGB(20, 20) >> shift) & 0xff).isCloseTo((COLOUR >> shift) & 0xff, within(JPEG_ERROR));
        }
    }

    @Test
    void theStreamIsPictureAfterPictureAndNeverAnOlderOne() throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(at("/picture.mjpg")).build(), BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("multipart/x-mixed-replace; boundary=picture");
        try (DataInputStream in = new DataInputStream(response.body())) {
            assertThat(new String(in.readNBytes(9), StandardCharsets.US_ASCII)).isEqualTo("--picture");
            controls.show(0, 0, false);
            part(in);
            for (int i = 1; i <= 50; i++) { // some of these are gone when the next part is made
                controls.show(0, 0x050505 * i, false); // grey is off by less than one level
            }
            controls.show(0, COLOUR, false);
            List<Integer> greys = new ArrayList<>();
            byte[] last = part(in);
            while (new String(get("/picture.jpg").body(), StandardCharsets.ISO_8859_1)
                            .compareTo(new String(last, StandardCharsets.ISO_8859_1))
                    != 0) {
                greys.add(ImageIO.read(new ByteArrayInputStream(last)).getRGB(20, 20) & 0xff);
                last = part(in);
            }
            assertColour(last);
            assertThat(greys).isSorted().doesNotHaveDuplicates();
        }
    }

    /** One part: headers, a JPEG of the length they state, and the boundary behind it. */
    private static byte[] part(DataInputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        while (lines.size() < 4) {
            int next = in.readUnsignedByte();
            if (next == '\n') {
                lines.add(line.toString().strip());
                line.setLength(0);
            } else {
                line.append((char) next);
            }
        }
        assertThat(lines.get(1)).isEqualTo("Content-Type: image/jpeg");
        byte[] jpeg = in.readNBytes(Integer.parseInt(lines.get(2).replace("Content-Length: ", "")));
        assertThat(new String(in.readNBytes(11), StandardCharsets.US_ASCII)).isEqualTo("\r\n--picture");
        return jpeg;
    }

    @Test
    void smallPicturesAreGivenOnceTheyArePainted() throws IOException, InterruptedException {
        while (desk.pictures().picture(1).isEmpty()) {
            Thread.sleep(10);
        }
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(get("/style/1.png").body()));

        assertThat(image.getRGB(5, 5) & 0xffffff).isEqualTo(TwoColours.BLUE);
        assertThat(get("/style/2.png").statusCode()).isEqualTo(404); // the broken one
        assertThat(get("/style/3.png").statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressThatIsTakenIsNamedInOneSentence() {
        ServeAddress taken = ServeAddress.parse(Integer.toString(page.uri().getPort()), Optional.empty());

        assertThatThrownBy(() -> WebPage.open(desk, taken))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("--serve");
    }

    // ---- what it refuses

    @Test
    void withoutATokenOnlyTheNamesOfThisMachineAreAnswered() throws IOException {
        int port = page.uri().getPort();
        for (String host : new String[] {"localhost:" + port, "127.0.0.1:" + port, "LOCALHOST:" + port}) {
            assertThat(raw("GET /state HTTP/1.1\nHost: " + host)).as(host).isEqualTo(200);
        }
        // A page whose own name leads to 127.0.0.1 (DNS rebinding) would read and turn everything.
        for (String host :
                new String[] {"evil.example:" + port, "localhost", "localhost:1", "localhost.evil.example:" + port}) {
            assertThat(raw("GET /state HTTP/1.1\nHost: " + host)).as(host).isEqualTo(403);
        }
        assertThat(raw("GET /state HTTP/1.0")).isEqualTo(403);
    }

    @Test
    void pagesOfOtherSitesTurnNothing() throws IOException {
        int port = page.uri().getPort();
        String body = "{\"choose\":1}";
        String post = "POST /desk HTTP/1.1\nHost: localhost:" + port + "\nContent-Length: " + body.length();
        String json = "\nContent-Type: application/json";

        assertThat(raw(post + json + "\nOrigin: http://evil.example\n\n" + body))
                .isEqualTo(403);
        assertThat(raw(post + json + "\nOrigin: null\n\n" + body)).isEqualTo(403);
        assertThat(raw(post + json + "\nOrigin: http://localhost:" + (port + 1) + "\n\n" + body))
                .isEqualTo(403);
        assertThat(raw(post + json + "\nSec-Fetch-Site: cross-site\n\n" + body)).isEqualTo(403);
        // What a form can send without the browser asking first.
        assertThat(raw(post + "\nContent-Type: text/plain\n\n" + body)).isEqualTo(415);
        assertThat(raw(post + "\n\n" + body)).isEqualTo(415);
        assertThat(controls.calls).isEmpty();

        assertThat(raw(post + json + "\nOrigin: http://localhost:" + port + "\nSec-Fetch-Site: same-origin\n\n" + body))
                .isEqualTo(200);
        assertThat(controls.calls).containsExactly("style b");
    }

    @Test
    void pagesOfOtherSitesSeeNothingButMayLinkHere() throws IOException {
        String end = " HTTP/1.1\nHost: localhost:" + page.uri().getPort() + "\nSec-Fetch-Site: ";
        controls.show(0, COLOUR, false);
        for (String path : new String[] {"/state", "/picture.jpg", "/picture.mjpg", "/style/0.png", "/page.js"}) {
            assertThat(raw("GET " + path + end + "cross-site")).as(path).isEqualTo(403);
        }
        assertThat(raw("GET /" + end + "cross-site")).isEqualTo(200);
        assertThat(raw("GET /picture.mjpg" + end + "same-origin")).isEqualTo(200); // as in OBS
        assertThat(raw("GET /picture.mjpg" + end + "none")).isEqualTo(200);
    }

    @Test
    void requestsThatNeverEndAreGivenUpAndStreamsAreNot() throws IOException, InterruptedException {
        HttpResponse<InputStream> stream =
                client.send(HttpRequest.newBuilder(at("/picture.mjpg")).build(), BodyHandlers.ofInputStream());
        try (DataInputStream pictures = new DataInputStream(stream.body());
                Socket socket =
                        new Socket(InetAddress.getLoopbackAddress(), page.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("GET /state HTTP/1.1\nHost: ".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            pictures.skipNBytes("--picture".length());
            controls.show(0, COLOUR, false);
            assertColour(part(pictures)); // though it was asked for earlier
        }
    }

    @Test
    void theAddressIsTheOneThatIsServed() {
        for (String[] pair : new String[][] {
            {"127.0.0.1:0", "http://localhost:"},
            {"127.0.0.2:0", "http://127.0.0.2:"},
            {"[::1]:0", "http://[0:0:0:0:0:0:0:1]:"}
        }) {
            try (WebPage other = WebPage.open(desk, ServeAddress.parse(pair[0], Optional.empty()))) {
                assertThat(other.uri().toString()).startsWith(pair[1]);
            } catch (MediaException e) {
                assertThat(pair[0]).startsWith("[::1]"); // not all machines have IPv6
            }
        }
    }

    @Test
    void onlyTheDeskTakesChanges() throws IOException {
        int port = page.uri().getPort();
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
            assertThat(raw(method + " /state HTTP/1.1\nHost: localhost:" + port + "\nContent-Length: 0"))
                    .as(method)
                    .isEqualTo(405);
        }
    }

    @Test
    void withATokenNothingIsGivenWithoutIt() {
        serveWithToken("sunflowers");
        controls.show(0, COLOUR, false);

        for (String path : new String[] {
            "/",
            "/page.js",
            "/state",
            "/picture.jpg",
            "/picture.mjpg",
            "/style/0.png",
            "/?token=",
            "/?token=sunflower",
            "/?token=sunflowersx",
            "/?xtoken=sunflowers"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(turn("{\"choose\": 1}").statusCode()).isEqualTo(403);
        assertThat(get("/state", "Cookie", "brushstream=wrong").statusCode()).isEqualTo(403);
        assertThat(controls.calls).isEmpty();
    }

    @Test
    void theTokenIsTakenFromTheAddressAndThenFromTheCookie() {
        serveWithToken("sunflowers");
        controls.show(0, COLOUR, false);
        HttpResponse<byte[]> first = get("/?token=sunflowers");
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(page.uri().getQuery()).isEqualTo("token=sunflowers");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(get("/state", "Cookie", "other=1; " + pair).statusCode()).isEqualTo(200);
        assertThat(get("/picture.jpg?token=sunflowers").statusCode()).isEqualTo(200); // as OBS asks
        assertThat(turn("{\"choose\": 1}", "Cookie", pair).statusCode()).isEqualTo(200);
        assertThat(turn("{\"choose\": 0}", "Cookie", pair, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(controls.calls).containsExactly("style b");
    }

    @Test
    void withATokenEveryNameOfTheMachineWillDo() throws IOException {
        serveWithToken("sunflowers");
        assertThat(raw("GET /state?token=%73unflowers HTTP/1.1\nHost: x")).isEqualTo(200);

        assertThat(raw("GET /state?token=sunflowers HTTP/1.1\nHost: studio.local:"
                        + page.uri().getPort()))
                .isEqualTo(200);
    }

    @Test
    void everyAnswerForbidsFramesAndScriptsOfOthers() {
        for (String path : new String[] {"/", "/state", "/nothing"}) {
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        assertThat(Objects.requireNonNull(page.uri().getHost())).isEqualTo("localhost");
    }
}
