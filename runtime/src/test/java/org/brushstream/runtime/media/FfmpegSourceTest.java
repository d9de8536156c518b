package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FfmpegSourceTest {
    private static final FrameSize SIZE = new FrameSize(64, 48);

    private static final int[] CORNERS = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF};

    private final Path folder;

    FfmpegSourceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> FfmpegSource.open(file))
                .withMessage(message);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> VideoInfo.of(file))
                .withMessage(message);
    }

    @Test
    void refusesWhatIsNotThere() {
        Path file = folder.resolve("clip.mp4");
        assertRefused(file, "there is no file " + file + "; check the name");
    }

    @Test
    void refusesAFolder() {
        assertRefused(folder, folder + " is a folder; name a video or picture inside it");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = Files.createFile(folder.resolve("clip.mp4"));
        assertRefused(file, file + " is empty; was the recording or download cut off?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "notes.mp4", "notes"})
    void refusesText(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "To whom it may concern:\nthis is no video.\n".repeat(50));
        assertRefused(file, file + " is not a video or picture that FFmpeg can read; try `ffprobe` on it");
    }

    @Test
    void refusesSoundAlone() throws IOException {
        byte[] header = {
            'R',
            'I',
            'F',
            'F',
            0x24,
            0x10,
            0,
            0,
            'W',
            'A',
            'V',
            'E',
            'f',
            'm',
            't',
            ' ',
            16,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0x40,
            0x1F,
            0,
            0,
            (byte) 0x80,
            0x3E,
            0,
            0,
            2,
            0,
            16,
            0,
            'd',
            'a',
            't',
            'a',
            0,
            0x10,
            0,
            0
        };
        Path file = Files.write(folder.resolve("sound.wav"), Arrays.copyOf(header, header.length + 0x1000));
        assertRefused(file, file + " has no moving pictures, only sound or text; name a video or a picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mkv", "clip.mp4"})
    void aTruncatedFilmIsRefusedBeforeAnyWork(String name) throws IOException {
        Path whole = Clips.write(folder.resolve(name), tenFrames());
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut-" + name);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length * 6 / 10));

        assertRefused(
                cut,
                cut + " is cut off, bytes are missing at its end; get a whole copy, or keep what there is: ffmpeg -i \""
                        + cut + "\" -c copy whole.mkv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a note", "\0\0\0\0\0\0\0\0", "0123456789 a longer note", "\377\377"})
    void whatIsLeftBehindTheLastBoxCutsNothingOff(String leftover) throws IOException {
        Path file = Clips.write(folder.resolve("clip.mp4"), tenFrames());
        Files.write(file, leftover.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);

        assertThat(Clips.read(file)).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40000000", "7FFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFF0"})
    void aBoxOfAnyStatedSizeThatIsNotThereIsMissed(String size) throws IOException {
        Path file = Clips.write(folder.resolve("clip.mp4"), tenFrames());
        long stated = Long.parseUnsignedLong(size, 16);
        byte[] box = ByteBuffer.allocate(32)
                .putInt(1) // 64 bits follow
                .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
                .putLong(stated)
                .array();
        Files.write(file, box, StandardOpenOption.APPEND);

        assertThat(StatedLength.isCutOff(file)).isTrue();
    }

    private static List<Frame> tenFrames() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            frames.add(Clips.noise(SIZE, 40_000L * i));
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aTruncatedPhotographIsNotTakenForAWholeOne(String format) throws IOException {
        Path photo = photograph(format);
        byte[] bytes = Files.readAllBytes(photo);
        assertThat(Clips.read(photo)).hasSize(1);
        Files.write(photo, Arrays.copyOf(bytes, bytes.length * 8 / 10));

        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Clips.read(photo))
                .withMessage(photo + " is cut off, bytes are missing at its end; get a whole copy");
    }

    @Test
    void fillBytesBeforeAMarkerAreLegal() throws IOException {
        Path photo = photograph("jpg");
        Frame plain = Clips.read(photo).get(0);
        byte[] bytes = Files.readAllBytes(photo);
        Files.write(photo, Arrays.copyOf(bytes, 2));
        Files.write(photo, new byte[] {-1, -1, -1}, StandardOpenOption.APPEND); // JPEG, B.1.1.2
        Files.write(photo, Arrays.copyOfRange(bytes, 2, bytes.length), StandardOpenOption.APPEND);

        assertThat(Clips.read(photo)).containsExactly(plain);
    }

    /** A corner of each colour: red, green, blue, white in reading order. 48x32, by the JDK's own encoder. */
    private Path photograph(String format) throws IOException {
        BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 48; x++) {
                image.setRGB(x, y, CORNERS[2 * (y / 16) + x / 24]);
            }
        }
        Path file = folder.resolve("photo." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    /** The corners in reading order, as somebody sees them who turns the photograph as EXIF 2.3 says (tag 274). */
    @ParameterizedTest
    @CsvSource({"1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"})
    void aPhotographIsTurnedAsItsNoteSays(int note, String corners) throws IOException {
        byte[] plain = Files.readAllBytes(photograph("jpg"));
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) note,
            0,
            0,
            0,
            0,
            0,
            0
        };
        Path file = folder.resolve("noted.jpg");
        Files.write(file, Arrays.copyOf(plain, 2));
        Files.write(file, exif, StandardOpenOption.APPEND);
        Files.write(file, Arrays.copyOfRange(plain, 2, plain.length), StandardOpenOption.APPEND);

        Frame shown = Clips.read(file).get(0);

        FrameSize size = note < 5 ? new FrameSize(48, 32) : new FrameSize(32, 48);
        assertThat(shown.size()).isEqualTo(size).isEqualTo(VideoInfo.of(file).size());
        byte[] rgb = Clips.bytes(shown);
        for (int i = 0; i < 4; i++) {
            int x = size.width() / 4 + i % 2 * size.width() / 2; // the middle of the corner
            int y = size.height() / 4 + i / 2 * size.height() / 2;
            int expected = CORNERS["RGBW".indexOf(corners.charAt(i))];
            for (int channel = 0; channel < 3; channel++) {
                int value = rgb[3 * (y * size.width() + x) + channel] & 0xFF;
                assertThat(value).isCloseTo(expected >> (16 - 8 * channel) & 0xFF, within(12)); // JPEG of pure colours
            }
        }
    }

    @Test
    void aDamagedPictureInTheMiddleIsReportedAtTheEnd() throws IOException {
        Path file = Clips.write(folder.resolve("clip.mp4"), tenFrames());
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + bytes.length / 8, (byte) 0); // more than one picture
        Files.write(file, bytes);
        List<Frame> frames = new ArrayList<>();

        try (FfmpegSource source = FfmpegSource.open(file)) {
            assertThatExceptionOfType(DamagedMediaException.class)
                    .isThrownBy(() -> {
                        for (Frame frame; (frame = source.read()) != null; ) {
                            frames.add(frame);
                        }
                    })
                    .withMessageStartingWith(file + " is damaged: a picture")
                    .withMessageContaining("the " + frames.size() + " pictures that decode were read");
            assertThat(source.read()).isNull();
        }
        assertThat(frames).hasSizeBetween(7, 10);
    }

    @Test
    void aPercentSignInANameIsOnlyThat() throws IOException {
        Path file = folder.resolve("100%02d.png");
        List<Frame> one = Clips.noises(SIZE, 0);
        Files.move(Clips.write(folder.resolve("one.png"), one), file);

        assertThat(Clips.read(file)).isEqualTo(one);
    }

    @Test
    void readsNamesThatLookLikeProtocolsAndAreNotAscii() throws IOException {
        String names = System.getProperty("sun.jnu.encoding", "UTF-8");
        assumeTrue(
                Charset.forName(names).newEncoder().canEncode("\u00e4\u6ce2"),
                "file names are " + names + " here (set LANG=C.UTF-8): names that are not ASCII not tried");
        Path file = Files.createDirectory(folder.resolve("http:\u00e4")).resolve("\u6ce2 1.mkv");
        List<Frame> frames = Clips.noises(SIZE, 0, 40_000);

        assertThat(file.toString().getBytes(StandardCharsets.UTF_8).length)
                .isGreaterThan(file.toString().length());
        assertThat(Clips.read(Clips.write(file, frames))).isEqualTo(frames);
    }

    @Test
    void closingTwiceOrEarlyIsHarmlessAndEndsTheStream() {
        FfmpegSource source = FfmpegSource.open(Clips.write(folder.resolve("clip.mkv"), tenFrames()));
        assertThat(source.read()).isNotNull();
        source.close();
        source.close();
        assertThat(source.read()).isNull();
    }

    @Test
    void tellsWhatAVideoIs() {
        Path file = Clips.write(folder.resolve("clip.mp4"), Clips.noises(SIZE, 0, 40_000, 80_000, 120_000));

        assertThat(VideoInfo.of(file))
                .isEqualTo(new VideoInfo(file, SIZE, Clips.RATE, new Ratio(1, 1), 160_000, 4, false, false, false));
    }

    @Test
    void tellsWhatAPictureIs() {
        Path file = Clips.write(folder.resolve("photo.png"), Clips.noises(new FrameSize(5, 3), 0));

        VideoInfo info = VideoInfo.of(file);

        assertThat(info.size()).isEqualTo(new FrameSize(5, 3));
        assertThat(info.frames()).isEqualTo(1);
        assertThat(info.framesEstimated()).isFalse();
    }
}
