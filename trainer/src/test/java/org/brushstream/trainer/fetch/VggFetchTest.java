package org.brushstream.trainer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.RangeServer;
import org.brushstream.trainer.WholeVgg;
import org.brushstream.trainer.loss.Vgg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the bytes come: at once, in pieces, from servers and onto disks that do not do as they should. */
final class VggFetchTest extends Fetching {
    VggFetchTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void onlyTheConvolutionsAreAskedForAndTheyArriveAsTheyWere() throws IOException {
        VggFetch.Report report = fetch();
        assertOnlyTheConvolutions();
        long wanted = Files.size(Golden.path("tiny_vgg.safetensors"));
        assertThat(heard.said).singleElement().asString().matches("begins [0-9]+ of " + WHOLE.length + " after 0");
        assertThat(server.asked()).hasSize(4); // length, header, two ranges around what lies between them
        assertThat(server.bytesGiven()).isLessThan(wanted + 1000).isLessThan(WHOLE.length - 40_000);
        assertThat(report.file()).isEqualTo(output);
        assertThat(report.alreadyThere()).isFalse();
        assertThat(report.stated()).isFalse();
        assertThat(report.origin()).isEqualTo(VggFetch.Origin.OTHER_TRAINING);
        assertThat(report.sha256()).isEqualTo(Sha256.of(output));
        assertThat(output.resolveSibling("vgg.safetensors.sha256")).hasContent(report.sha256() + "  vgg.safetensors\n");
    }

    @Test
    void fileSaysWhatItWasMadeFrom() throws IOException {
        fetch();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(output)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[(int) bytes.getLong()];
        bytes.get(json);
        assertThat(json.length % 8).isZero();
        assertThat(new String(json, StandardCharsets.UTF_8).stripTrailing())
                .startsWith("{\"__metadata__\":{\"origin\":\"%s, tag first, %d bytes\"},"
                                .formatted(server.address(), WHOLE.length)
                        + "\"features.0.weight\":{\"dtype\":\"F16\",\"shape\":[6,3,3,3],\"data_offsets\":[0,324]},")
                .endsWith("}}");
    }

    @Test
    void secondRunFindsTheFileUnchangedAndAsksNobody() {
        String sha256 = fetch().sha256();
        int asked = server.asked().size();
        VggFetch.Report again = fetch();
        assertThat(again.alreadyThere()).isTrue();
        assertThat(again.sha256()).isEqualTo(sha256);
        assertThat(server.asked()).hasSize(asked);
    }

    @Test
    void fileThatChangedAfterwardsIsNotTakenForTheFetchedOne() throws IOException {
        fetch();
        Files.writeString(output, "something else");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(output + " has changed since it was fetched: its SHA-256 is ");
    }

    @Test
    void fileOfAnotherKindIsNeitherReplacedNorUsed() throws IOException {
        Files.createDirectories(output.getParent());
        Files.writeString(output, "mine");
        assertThatThrownBy(this::fetch).isInstanceOf(ModelException.class).hasMessageContaining("exists, and not from");
        assertThat(output).hasContent("mine");
    }

    @Test
    void vgg16IsFetchedAsWell() {
        server.replace(WholeVgg.of("tiny_vgg16.safetensors").bytes(), "sixteen");
        VggFetch.Report report =
                fetch(new VggFetch(VggSource.at(server.address(), Vgg.VGG16), output, Optional.empty()));
        assertThat(report.origin()).isEqualTo(VggFetch.Origin.UNKNOWN);
        assertThat(Files.exists(output)).isTrue();
    }

    @Test
    void cutConnectionsAreMendedFiveTimesAndNoByteIsAskedForTwice() throws IOException {
        server.cutAt(3, 7, 500);
        fetch();
        assertOnlyTheConvolutions();
        assertThat(heard.said).hasSize(6).endsWith("cut 1", "cut 2", "cut 3", "cut 4", "cut 5");
        assertThat(server.bytesGiven()).isLessThan(Files.size(Golden.path("tiny_vgg.safetensors")) + 1000);
    }

    @Test
    void runThatIsCutTooOftenSaysSoAndTheNextGoesOnThere() throws IOException {
        server.cutAt(3, 8, 500);
        assertFails("was cut 6 times", "what has arrived is kept", "give the same command again to go on");
        assertThat(part).exists();
        long before = server.bytesGiven();

        fetch();
        assertOnlyTheConvolutions();
        assertThat(heard.said).last().asString().endsWith(" after 3000");
        assertThat(heard.said).doesNotContain("anew");
        assertThat(server.bytesGiven() - before)
                .isLessThan(Files.size(Golden.path("tiny_vgg.safetensors")) - 3000 + 1000);
    }

    @Test
    void cutInTheHeaderIsMendedToo() throws IOException {
        server.cutAt(2, 3, 100);
        fetch();
        assertOnlyTheConvolutions();
    }

    @Test
    void busyServerIsAskedAgain() throws IOException {
        server.at(2, (exchange, file) -> exchange.sendResponseHeaders(503, -1));
        server.at(4, (exchange, file) -> exchange.sendResponseHeaders(429, -1));
        fetch();
        assertOnlyTheConvolutions();
        assertThat(heard.said).contains("cut 1", "cut 2");
    }

    @Test
    void silentServerIsNotWaitedForForever() throws IOException {
        server.at(3, (exchange, file) -> {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            exchange.getRequestHeaders().getFirst("Range").replace('=', ' ') + "/" + file.length);
            exchange.getResponseHeaders().set("ETag", "\"first\"");
            exchange.sendResponseHeaders(206, 0);
            exchange.getResponseBody().write(file, 0, 1); // of another place, but that nobody could know
            exchange.getResponseBody().flush();
            sleep();
        });
        VggFetch fetch = new VggFetch(VggSource.at(server.address(), Vgg.VGG19), output, Optional.empty());
        fetch.run(heard, Duration.ofSeconds(2), Duration.ofMillis(1));
        assertThat(heard.said).contains("cut 1");
        assertThat(output).exists();
    }

    private static void sleep() {
        try {
            Thread.sleep(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void fileThatChangedBetweenTwoRunsIsFetchedAnew() throws IOException {
        server.cutAt(3, 8, 500);
        assertFails("give the same command again");
        server.replace(WHOLE, "second");
        fetch();
        assertOnlyTheConvolutions();
        assertThat(heard.said).contains("anew").last().asString().endsWith(" after 0");
    }

    @Test
    void fileThatChangesMeanwhileIsFetchedAnewOnce() throws IOException {
        byte[] other = WHOLE.clone();
        other[other.length - 1] ^= 1;
        server.at(4, (exchange, file) -> {
            server.replace(other, "second");
            partOf(exchange, "second", other);
        });
        fetch();
        assertOnlyTheConvolutions();
        assertThat(heard.said).contains("anew");
    }

    @Test
    void fileThatChangesAgainAndAgainIsGivenUp() {
        for (int request = 1; request < 20; request++) {
            String tag = "tag " + request;
            server.at(request, (exchange, file) -> partOf(exchange, tag, file));
        }
        assertFails("changes while it is fetched");
    }

    private static void partOf(HttpExchange exchange, String tag, byte[] file) throws IOException {
        int from = RangeServer.firstByte(exchange);
        int until = RangeServer.lastByte(exchange) + 1;
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, until - 1, file.length));
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(206, until - from);
        exchange.getResponseBody().write(file, from, until - from);
    }

    @Test
    void serverWithoutRangesIsNotReadToTheEnd() {
        server.at(1, (exchange, file) -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        });
        assertFails("127.0.0.1 gives no parts of a file, only all of " + server.address(), "--vgg", "--from");
        assertThat(part).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 416})
    void otherAnswersAreToldWithTheirNumber(int status) {
        server.at(1, (exchange, file) -> exchange.sendResponseHeaders(status, -1));
        assertFails("127.0.0.1 answered " + status + " to " + server.address(), "--from");
        assertThat(part).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 1-8/100", "bytes 0-8/100", "bytes */100", "bytes 0-7/*", "0-7", ""})
    void answerWithOtherBytesThanAskedForIsRefused(String range) {
        server.at(1, (exchange, file) -> {
            exchange.getResponseHeaders().set("Content-Range", range);
            exchange.sendResponseHeaders(206, 8);
            exchange.getResponseBody().write(file, 0, 8);
        });
        assertFails("does not answer with the bytes that were asked for", "for 0 to 7");
    }

    @Test
    void serverThatIsNotThereIsNotAskedAgain() {
        URI address = server.address();
        server.close();
        assertThatThrownBy(() -> fetch(address))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("127.0.0.1 does not answer (")
                .hasMessageContaining("check the network");
        assertThat(heard.said).isEmpty();
        assertThat(part).doesNotExist();
    }

    @Test
    void serverMustStateTheKnownFileIfItStatesAny() {
        String known = Sha256.of(WHOLE);
        VggSource source = new VggSource(Vgg.VGG19, server.redirecting(known), Optional.of(known), "Nobody's.");
        assertThat(fetch(new VggFetch(source, output, Optional.empty())).stated())
                .isTrue();

        String other = "f".repeat(64);
        server.redirecting(other);
        VggFetch again = new VggFetch(source, folder.resolve("again"), Optional.empty());
        assertThatThrownBy(() -> fetch(again))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "is another file than the one that is known: the server states the SHA-256 " + other);
        assertThat(folder.resolve("again")).doesNotExist();
    }

    @Test
    void fullDiskIsToldWithWhatToDo() throws IOException {
        assumeThat(Path.of("/dev/full")).exists(); // Linux has a disk that is always full
        Files.createDirectories(output.getParent());
        Files.createSymbolicLink(part, Path.of("/dev/full"));
        assertFails(part + " cannot be written: ", "make room");
    }

    @Test
    void folderThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(folder.resolve("inner"), "no folder");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(part + " cannot be written: ")
                .hasMessageContaining("--output");
    }

    @Test
    void twoRunsDoNotWriteTheSameFile() throws IOException {
        try (PartFile other = PartFile.of(output)) {
            assertThat(other.isEmpty()).isTrue();
            assertFails("another run is fetching " + output);
        }
        fetch();
        assertOnlyTheConvolutions();
        try (Stream<Path> files = Files.list(output.getParent())) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void usualSourcesAreAtOneRevisionOfKnownContent() {
        for (Vgg net : Vgg.values()) {
            VggSource source = VggSource.usual(net);
            assertThat(source.address().toString())
                    .matches("https://huggingface\\.co/timm/" + net.id()
                            + "\\.tv_in1k/resolve/[0-9a-f]{40}/model\\.safetensors");
            assertThat(source.sha256().orElseThrow()).matches("[0-9a-f]{64}");
        }
        assertThatThrownBy(() -> VggSource.at(URI.create("ftp://example.org/vgg"), Vgg.VGG19))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ftp://example.org/vgg");
    }
}
