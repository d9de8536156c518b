package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** FFmpeg's library of cameras and other devices, which needs libraries of the system that are not everywhere. */
final class Devices {
    // "/cache/libjniavdevice.so: libpulse.so.0: cannot open shared object file: No such file or directory"
    private static final Pattern LIBRARY = Pattern.compile("([^/\\s:]+\\.so[.\\d]*): (?!\\S+\\.so)");

    private static final @Nullable String MISSING = load();

    private Devices() {}

    private static @Nullable String load() {
        Ffmpeg.load();
        try {
            avdevice_register_all();
            return null;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return missing(e);
        }
    }

    /** The library that is not there: the system's linker names it, in a cause or in something suppressed. */
    static String missing(Throwable failure) {
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            Matcher library = LIBRARY.matcher(String.valueOf(next.getMessage()));
            if (library.find()) {
                return library.group(1);
            }
            open.addAll(List.of(next.getSuppressed()));
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
        }
        return "libavdevice";
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
