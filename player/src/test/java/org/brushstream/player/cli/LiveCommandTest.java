package org.brushstream.player.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says; these tests have no display. */
final class LiveCommandTest {
    private static final String FILM = "../samples/media/city.mp4"; // needs no library of devices

    private static final String NO_LIBRARY = "a library of the system is missing"; // as in most containers

    @TempDir
    private Path folder;

    @Test
    void wrongUsageExitsWithTwoAndASentence() {
        usage("--size", "640");
        usage("--strength", "2");
        usage("--strength", "NaN");
        usage("--style", "a:-1");
        usage("--fade", "long");
        usage("--fade", "4 parsecs");
        usage("--threads", "-1");
        usage("--tempo", "0");
        usage("--cues", "great-wave-live");
        usage("--cues", "great-wave-live,,udnie");
        usage("--cues", "a,b", "--every", "1.5 beats");
        usage("--every", "soon");
        usage("--for", "-3s");
        usage("--token", "sunflowers");
        usage("--serve", "http");
        usage("--serve", "99999");
        usage("--serve", "8080", "--token", "short");
        assertThat(usage("--serve", "0.0.0.0:8080")).contains("--token");
    }

    private static String usage(String... options) {
        CommandRun run = live(options);
        assertThat(run.exitCode()).as(String.join(" ", options)).isEqualTo(2);
        assertThat(run.err()).endsWith("--help" + System.lineSeparator()).doesNotContain("\tat ");
        return run.err();
    }

    private static CommandRun live(String... options) {
        Object[] words = new Object[options.length + 1];
        words[0] = "live";
        System.arraycopy(options, 0, words, 1, options.length);
        return CommandRun.of(words);
    }

    @Test
    void withoutADisplayItSaysWhereElseThePictureCanGo() {
        oneSentence(live("--camera", FILM), "no display", "--serve", "--virtual-camera");
        oneSentence(live("--camera", FILM, "--no-window"), "--serve", "--virtual-camera");
    }

    @Test
    void whatIsMissingIsNamed() {
        oneSentence(live("--camera", "none.mp4", "--for", "1s"), "none.mp4");
        oneSentence(live("--camera", FILM, "--for", "1s", "--style", "graet-wave"), "did you mean 'great-wave'");
        CommandRun virtual =
                live("--camera", FILM, "--for", "1s", "--size", "64x36", "--virtual-camera", "/dev/video987");
        boolean library = !virtual.err().contains(NO_LIBRARY);
        oneSentence(virtual, library ? new String[] {"/dev/video987", "v4l2loopback"} : new String[] {"apt install"});
        oneSentence(
                live("--camera", FILM, "--for", "1s", "--serve", "192.0.2.1:8080", "--token", "sunflowers"), "--serve");
    }

    private static void oneSentence(CommandRun run, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).contains(words);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void paintsForSomeSecondsAndSaysHowItWent() {
        Path film = folder.resolve("painted.mkv");
        CommandRun run = live(
                "--camera",
                FILM,
                "--size",
                "64x36",
                "--for",
                "3s",
                "--serve",
                "0",
                "--record",
                film.toString(),
                "--microphone",
                "lavfi:sine=frequency=440");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("great-wave-live at 64x36", "http://localhost:");
        assertThat(run.out())
                .containsPattern("\\d+ frames captured, [1-9]\\d* painted, \\d+ left out .*frames/s, delay \\d+ ms")
                .contains("recorded " + film + ": ");
        assertThat(film).isNotEmptyFile();
    }

    @Test
    void aRecordingThatFailedIsAFailure() {
        Path film = folder.resolve("nowhere").resolve("painted.mkv");
        CommandRun run = live("--camera", FILM, "--size", "64x36", "--for", "2s", "--record", film.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("recording has ended", "nowhere").doesNotContain("\tat ");
    }

    @Test
    void aFilmThatIsThereIsNotRecordedOver() {
        oneSentence(live("--camera", FILM, "--for", "1s", "--record", FILM), "city.mp4", "--record");
    }

    @Test
    void camerasAreListedOrSaidToBeAbsent() {
        CommandRun run = CommandRun.of("cameras");

        if (run.exitCode() == 0) {
            assertThat(run.out()).containsAnyOf("/dev/video", "There is no camera");
        } else {
            oneSentence(run, NO_LIBRARY);
        }
    }
}
