package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;

final class CamerasTest {
    /** As list_formats() in FFmpeg's libavdevice/v4l2.c writes it, for a common webcam and a capture card of any size. */
    private static final String SAID = """
            [video4linux2,v4l2 @ 0x55d0] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 320x240 1280x720
            [video4linux2,v4l2 @ 0x55d0] Compressed:       mjpeg :          Motion-JPEG : 1920x1080 640x480 320x240
            [video4linux2,v4l2 @ 0x55d0] Raw       :     yuv420p :     Planar YUV 4:2:0 : {32-4096, 2}x{32-4096, 2}
            """;

    @Test
    void sizesAreReadFromWhatFfmpegSays() {
        assertThat(Cameras.sizes(SAID))
                .containsExactly(
                        new FrameSize(1920, 1080),
                        new FrameSize(1280, 720),
                        new FrameSize(640, 480),
                        new FrameSize(320, 240));
        assertThat(Cameras.sizes("")).isEmpty();
    }

    @Test
    void camerasCanBeListedWhereThereAreNone() {
        assumeTrue(Devices.areThere(), "FFmpeg's library of devices does not load here: no cameras listed");
        assertThat(Cameras.list())
                .allSatisfy(camera -> assertThat(camera.device()).isNotBlank());
    }

    /** The messages of glibc's linker, and of the JVM and JavaCPP around it. */
    @Test
    void aMissingLibraryIsNamed() {
        UnsatisfiedLinkError linker =
                new UnsatisfiedLinkError("/cache/ffmpeg.jar/libjniavdevice.so: libpulse.so.0: cannot"
                        + " open shared object file: No such file or directory");
        Throwable around = new UnsatisfiedLinkError("no jniavdevice in java.library.path: /usr/lib").initCause(linker);
        assertThat(Devices.missing(around)).isEqualTo("libpulse.so.0");
        assertThat(Devices.missing(new NoClassDefFoundError("Could not initialize class")))
                .isEqualTo("libavdevice");
    }

    @Test
    void camerasAreToldFromFiles() {
        assertThat(Cameras.isDevice("0")).isTrue();
        assertThat(Cameras.isDevice("/dev/video2")).isTrue();
        assertThat(Cameras.isDevice("0.mp4")).isFalse();
    }

    @Test
    void aMissingVirtualCameraSaysHowToLoadTheModule() {
        assumeTrue(Cameras.FORMAT.equals("v4l2"), "virtual cameras are tried on Linux only");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> VirtualCamera.open("/dev/video987", new FrameSize(640, 360)))
                .withMessage("there is no virtual camera /dev/video987; install v4l2loopback-dkms, then: sudo modprobe"
                        + " v4l2loopback exclusive_caps=1 card_label=Brushstream video_nr=987");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> VirtualCamera.open("/dev/video987", new FrameSize(321, 180)))
                .withMessageEndingWith("try --size 322x180");
    }

    /** Of ITU-R BT.601, limited range: white is 235/128/128, red 81/90/240, blue 41/240/110, all rounded. */
    @Test
    void framesBecomeTheBytesOfAWebcam() {
        assertThat(yuyv(255, 255, 255)).containsExactly(235, 128, 235, 128);
        byClose(yuyv(255, 0, 0), 81, 90, 81, 240);
        byClose(yuyv(0, 0, 255), 41, 240, 41, 110);
    }

    /** swscale's tables may be off by one. */
    private static void byClose(int[] yuyv, int... byHand) {
        for (int i = 0; i < byHand.length; i++) {
            assertThat(yuyv[i]).isCloseTo(byHand[i], within(1));
        }
    }

    /** The first two pixels of a frame of one colour, scaled from another size. */
    private static int[] yuyv(int red, int green, int blue) {
        FrameSize size = new FrameSize(32, 18);
        byte[] rgb = new byte[size.rgbBytes()];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        try (Yuyv yuyv = new Yuyv(new FrameSize(18, 10));
                BytePointer target = new BytePointer(360)) {
            assertThat(yuyv.bytes()).isEqualTo(360);
            yuyv.convert(new Frame(size, 0, ByteBuffer.wrap(rgb)), target);
            int[] first = new int[4];
            for (int i = 0; i < 4; i++) {
                first[i] = target.get(i) & 0xFF;
            }
            return first;
        }
    }
}
