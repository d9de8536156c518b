package org.brushstream.trainer.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.evaluate.Measure;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * What a run's paintings are compared with.
 *
 * @param heldOut folder of photographs that the net does not learn from and is judged by at its end; {@code null} for a few
 *     of those that it learns from
 * @param measure which photographs of that folder and how; where its cache knows the optimizer's curves, the net is told how
 *     it compares with them
 */
public record Judging(@Nullable Path heldOut, Measure measure) {
    /** By the measure that is usual, so that the curves which other evaluations have painted serve here too. */
    public static Judging usual(@Nullable Path heldOut) {
        return new Judging(heldOut, Measure.usual());
    }

    /**
     * Finds out at the beginning what would be found out at the end, after hours.
     *
     * @param learnedFrom folder of the photographs to learn from
     * @throws ModelException if there is no folder of held-out photographs, it holds too few, one of them cannot be judged or
     *     is to be learned from
     */
    void requireInputs(Path learnedFrom) {
        if (heldOut == null) {
            return;
        }
        List<Path> all = PhotoFolder.list(heldOut, "--held-out");
        List<Path> chosen = measure.chosen(all)
                .orElseThrow(() -> new ModelException("the folder %s holds %d photographs, %d are to be judged; give a"
                                .formatted(heldOut, all.size(), measure.photos())
                        + " folder of more with --held-out"));
        for (Path photo : chosen) {
            Pictures.requireUsable(photo);
            if (isWithin(learnedFrom, photo)) {
                throw new ModelException("the held-out photograph " + photo + " lies in " + learnedFrom
                        + ", from which the net learns; move one of the folders out of the other");
            }
        }
    }

    private static boolean isWithin(Path folder, Path file) {
        try {
            return file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            throw new ModelException(file + " or " + folder + " cannot be found any more: " + e.getMessage(), e);
        }
    }
}
