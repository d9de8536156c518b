package org.brushstream.runtime.media;

import static org.brushstream.runtime.media.Ffmpeg.MICROS;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;

/**
 * A part of a film that its makers gave a name.
 *
 * @param title as the file has it; empty if the chapter has none
 * @param startMicros when it begins, on the clock of {@link FfmpegSource}'s frames: microseconds from the start of the
 *     file; never negative
 * @param endMicros when it is over; not before it begins
 */
public record Chapter(String title, long startMicros, long endMicros) {
    public Chapter {
        if (startMicros < 0 || endMicros < startMicros) {
            throw new IllegalArgumentException(
                    "a chapter cannot last from " + startMicros + " to " + endMicros + " us");
        }
    }

    /**
     * The chapters of a film by their start, as FFmpeg finds them: one without an end of its own lasts until the next.
     * Of nested ones all are given, so they may overlap.
     *
     * @return empty if the film has none
     * @throws MediaException if the file cannot be read
     */
    public static List<Chapter> of(Path film) {
        try (InputFile input = InputFile.open(film)) {
            return IntStream.range(0, input.container().nb_chapters())
                    .mapToObj(i -> of(input.container().chapters(i), input))
                    .sorted(Comparator.comparingLong(Chapter::startMicros))
                    .toList();
        }
    }

    private static Chapter of(AVChapter chapter, InputFile input) {
        long start = Math.max(0, av_rescale_q(chapter.start(), chapter.time_base(), MICROS) - input.startMicros());
        long end = av_rescale_q(chapter.end(), chapter.time_base(), MICROS) - input.startMicros();
        return new Chapter(title(chapter), start, Math.max(start, end));
    }

    private static String title(AVChapter chapter) {
        AVDictionaryEntry entry = av_dict_get(chapter.metadata(), "title", null, 0);
        if (entry == null) {
            return "";
        }
        try (BytePointer value = entry.value()) {
            return value.getString(StandardCharsets.UTF_8).strip();
        }
    }
}
