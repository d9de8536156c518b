package org.brushstream.runtime.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Kinds of files that are written, known by their ending. */
@SuppressWarnings("ImmutableEnumChecker") // every map here comes from Map.of
enum Container {
    /** Holds every sound track and subtitle, fonts and nearly every time (to 1 ms). */
    MATROSKA(".mkv", "matroska", "lossless video", Map.of()),
    /** Cutting programs read it; times are exact. */
    QUICKTIME(".mov", "mov", "video for editing", Map.of("movflags", "+write_colr")),
    /** The index goes to the front: browsers start before all has come. */
    MP4(".mp4", "mp4", "video for the web", Map.of("movflags", "+faststart")),
    /** One picture, no sound. */
    PNG(".png", "image2pipe", "one picture", Map.of());

    private final String ending;
    private final String format;
    private final String use;
    private final Map<String, String> options;

    Container(String ending, String format, String use, Map<String, String> options) {
        this.ending = ending;
        this.format = format;
        this.use = use;
        this.options = options;
    }

    /** @throws MediaException if the name ends otherwise */
    static Container of(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return Arrays.stream(values())
                .filter(container -> name.toLowerCase(Locale.ROOT).endsWith(container.ending))
                .findFirst()
                .orElseThrow(() -> new MediaException("cannot write " + file + ": its name must end in "
                        + Arrays.stream(values())
                                .map(container -> container.ending + " (" + container.use + ")")
                                .collect(Collectors.joining(", "))));
    }

    /** The preset that is written into it unless another is asked for: the first that names it as its usual one. */
    Preset usual() {
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.containers().get(0) == this)
                .findFirst()
                .orElseThrow();
    }

    /** All that can be written into it. */
    List<Preset> presets() {
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.containers().contains(this))
                .toList();
    }

    String ending() {
        return ending;
    }

    /** FFmpeg's name for it. */
    String format() {
        return format;
    }

    Map<String, String> options() {
        return options;
    }
}
