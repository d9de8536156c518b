package org.brushstream.trainer.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelException;

/**
 * A film that frames are taken from.
 *
 * @param path where it lies
 * @param info what it is
 */
record Film(Path path, VideoInfo info) {
    /** A file name holds 255 bytes on most systems: so many letters of three bytes, a time and an ending. */
    private static final int LONGEST_STEM = 70;

    /** In place of a length that the file does not tell, in milliseconds; many of them still make a number. */
    static final long ENDLESS = Long.MAX_VALUE / 1_000_000;

    private static final long SECOND = 1000;

    /**
     * Opens films to see what they are.
     *
     * @throws MediaException if one is absent or no film
     * @throws ModelException if one is named twice
     */
    static List<Film> openAll(List<Path> paths) {
        List<Film> films = new ArrayList<>();
        for (Path path : paths) {
            Film film = new Film(path, VideoInfo.of(path));
            if (films.stream().anyMatch(earlier -> earlier.isSameFile(film))) {
                throw new ModelException(path + " is named twice; name it with --input once");
            }
            films.add(film);
        }
        return films;
    }

    private boolean isSameFile(Film other) {
        try {
            return Files.isSameFile(path, other.path);
        } catch (IOException e) {
            throw new MediaException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file's name. */
    String name() {
        return String.valueOf(path.getFileName());
    }

    /** The file's name without its ending, as the names of its frames begin. */
    String stem() {
        String stem = name().replaceFirst("(?<=.)\\.[^.]*$", "").replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return stem.length() > LONGEST_STEM ? stem.substring(0, LONGEST_STEM) : stem;
    }

    /** How long its pictures last, in milliseconds; {@link #ENDLESS} if the file does not tell. */
    long length() {
        return info.durationMicros() == 0 ? ENDLESS : Timecode.millis(info.durationMicros());
    }

    /** The length as players show it, rounded up to seconds: nobody knows it better. */
    long latestEnd() {
        return (length() + SECOND - 1) / SECOND * SECOND;
    }

    /** The size of frames with this shorter side, pixels being square in them; its own where that is smaller. */
    FrameSize sizeOf(int shortSide) {
        double width = info.size().width() * info.pixelShape().toDouble();
        double height = info.size().height();
        double scale = Math.min(1, shortSide / Math.min(width, height));
        return new FrameSize(
                (int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale)));
    }
}
