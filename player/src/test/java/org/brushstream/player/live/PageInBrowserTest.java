package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.brushstream.runtime.live.CameraState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page in a browser, touched as on a phone; photographs of it stay in {@code target/page}. */
final class PageInBrowserTest {
    private static final Path PHOTOGRAPHS = Path.of("target", "page");
    private static final String PICTURE = "document.getElementById('picture')";

    private final FakeControls controls = new FakeControls("a", "b", "c");
    private final Desk desk = DeskTest.desk(controls);
    private volatile boolean on = true;
    private final Thread film = new Thread(this::film, "film");

    private void film() {
        while (on) {
            controls.show(WindowDriver.SOURCE, WindowDriver.PAINTED, false);
            try {
                Thread.sleep(40);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @AfterEach
    void close() {
        on = false;
        desk.close();
    }

    @Test
    void everythingOnThePageWorks() throws IOException, InterruptedException {
        Files.createDirectories(PHOTOGRAPHS);
        film.start();
        try (Chromium browser = Chromium.start(Path.of("target", "chromium"));
                WebPage page = WebPage.open(desk, ServeAddress.parse("0", Optional.of("sunflowers")))) {
            browser.size(390, 780, 2);
            browser.open(page.uri());
            browser.await("document.querySelectorAll('.style img').length === 3");
            browser.await(PICTURE + ".naturalWidth === 64");
            assertThat(browser.evaluate("location.href").getAsString()).doesNotContain("sunflowers");
            assertThat(browser.evaluate("document.cookie").getAsString()).isEmpty(); // scripts cannot read it
            assertThat(browser.evaluate("document.documentElement.scrollWidth").getAsInt())
                    .isLessThanOrEqualTo(390);
            assertThat(browser.evaluate(middle()).getAsString()).isEqualTo("rgb(96, 160, 64)"); // PAINTED, within 8

            touch(browser, "document.querySelectorAll('.style')[1]");
            browser.await("document.querySelectorAll('.style')[1].getAttribute('aria-selected') === 'true'");
            touch(browser, "document.getElementById('mix')");
            touch(browser, "document.querySelectorAll('.style')[2]");
            browser.await("document.getElementById('words').textContent === 'B + C'");
            browser.evaluate("(s => { s.value = 40; s.dispatchEvent(new Event('input'));"
                    + " s.dispatchEvent(new Event('change')); })(document.getElementById('strength'))");
            touch(browser, "document.getElementById('bypass')");
            touch(browser, "document.getElementById('mirror')");
            browser.await("document.getElementById('mirror').getAttribute('aria-pressed') === 'true'");
            awaitCalls(5); // over several connections, in any order
            assertThat(controls.calls)
                    .containsExactlyInAnyOrder(
                            "style b", "style b:0.5,c:0.5", "strength 0.4", "bypass true", "mirror true");
            browser.photograph(PHOTOGRAPHS.resolve("phone.png"));

            controls.camera = CameraState.LOST;
            browser.await("!document.getElementById('sign').hidden");
            browser.size(1280, 900, 1);
            browser.photograph(PHOTOGRAPHS.resolve("desk.png"));

            browser.open(URI.create(page.uri().toString().replace("?token", "?plain&token")));
            browser.await("document.body.classList.contains('plain') && " + PICTURE + ".naturalWidth === 64");
            assertThat(browser.evaluate("getComputedStyle(document.getElementById('knobs')).display")
                            .getAsString())
                    .isEqualTo("none");
            browser.photograph(PHOTOGRAPHS.resolve("plain.png"));
        }
    }

    private void awaitCalls(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (controls.calls.size() < count && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    private static void touch(Chromium browser, String element) {
        browser.evaluate(element + ".click()");
    }

    /** The colour in the middle of the picture, rounded to sixteens: JPEG is off by some levels. */
    private static String middle() {
        return """
                (() => {
                  const canvas = document.createElement('canvas');
                  canvas.width = canvas.height = 1;
                  const context = canvas.getContext('2d');
                  context.drawImage(document.getElementById('picture'), 0, 0, 1, 1);
                  const round = level => 16 * Math.round(level / 16);
                  return 'rgb(' + [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(round).join(', ') + ')';
                })()""";
    }
}
