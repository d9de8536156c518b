package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class MicrophoneTest {
    private static final FrameSize SIZE = new FrameSize(16, 16);

    private static void assumeDevices() {
        assumeTrue(Devices.areThere(), "FFmpeg's library of devices does not load here: no computed sound");
    }

    @Test
    void computedSoundComesAsItIsComputedAndNeverEarly() {
        assumeDevices();
        long begun = System.nanoTime();
        // A quarter and minus a half of 32768.
        try (Microphone microphone = Microphone.open("lavfi:aevalsrc=exprs=0.25|-0.5:sample_rate=48000")) {
            long nanos = 0;
            for (int i = 0; i < 5; i++) {
                Sound sound = Objects.requireNonNull(microphone.read());
                ShortBuffer samples = sound.pcm().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
                for (int sample = 0; sample < sound.length(); sample++) {
                    assertThat(samples.get()).isEqualTo((short) 8192);
                    assertThat(samples.get()).isEqualTo((short) -16384);
                }
                if (i > 0) { // the first stretch sets the clock
                    nanos += sound.nanos();
                }
                assertThat(sound.startNanos() + sound.nanos() - begun).isGreaterThanOrEqualTo(nanos);
            }
        }
    }

    @Test
    void whatIsNoMicrophoneIsSaidSo() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Microphone.open("line in"))
                .withMessage("'line in' is no microphone; write default, pulse:NAME, alsa:NAME or lavfi:GRAPH");
        assumeDevices();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Microphone.open("pulse:nosuchsource"))
                .withMessageStartingWith("microphone pulse:nosuchsource cannot be used: ");
    }

    @Test
    void soundIsRecordedBitForBitWithoutGapsWhereItsTimesAreAboutRight(@TempDir Path folder) {
        Path file = folder.resolve("recorded.mkv");
        byte[] first = pcm(4800, 1);
        byte[] second = pcm(4800, 2);
        byte[] third = pcm(480, 3);
        try (FfmpegSink sink = FfmpegSink.createWithSound(file, VideoInfo.live(SIZE, Clips.RATE), Map.of())) {
            sink.write(Clips.noise(SIZE, 0));
            sink.write(new Sound(0, ByteBuffer.wrap(first)), 0);
            sink.write(Clips.noise(SIZE, 40_000));
            sink.write(new Sound(0, ByteBuffer.wrap(second)), 130_000); // 30 ms late, as packets come
            sink.write(new Sound(0, ByteBuffer.wrap(third)), 600_000); // after a real gap
            sink.write(Clips.noise(SIZE, 700_000));
            sink.finish();
        }
        byte[] all = Tools.run(
                "ffmpeg", "-v", "error", "-i", file.toString(), "-map", "0:a", "-c", "copy", "-f", "s16le", "-");
        assertThat(ByteBuffer.wrap(all))
                .isEqualTo(ByteBuffer.allocate(first.length + second.length + third.length)
                        .put(first)
                        .put(second)
                        .put(third)
                        .flip());
        assertThat(Tools.text(
                                "ffprobe",
                                "-v",
                                "error",
                                "-select_streams",
                                "a",
                                "-show_entries",
                                "packet=pts_time",
                                "-of",
                                "csv=p=0",
                                file.toString())
                        .lines())
                .containsExactly("0.000000", "0.100000", "0.600000");
        assertThat(Clips.read(file)).hasSize(3);
    }

    private static byte[] pcm(int samples, int value) {
        byte[] pcm = new byte[4 * samples];
        Arrays.fill(pcm, (byte) value);
        return pcm;
    }
}
