package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;

import org.jspecify.annotations.Nullable;

/** FFmpeg's library of cameras and other devices, which needs libraries of the system that are not everywhere. */
final class Devices {
    private static final @Nullable String MISSING = load();

    private Devices() {}

    private static @Nullable String load() {
        Ffmpeg.load();
        try {
            avdevice_register_all();
            return null;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    /** Whether {@link #require()} would succeed. */
    static boolean areThere() {
        return MISSING == null;
    }

    /** To be called before a device is looked for; fails where the library cannot be loaded. */
    static void require() {
        if (MISSING != null) {
            throw new MediaException(
                    "cameras cannot be used, since a library of the system is missing (" + MISSING
                            + "); on Debian and Ubuntu: apt install libpulse0 libasound2 libxcb-shm0; films still work as --camera FILE");
        }
    }
}
