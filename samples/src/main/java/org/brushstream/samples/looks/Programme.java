package org.brushstream.samples.looks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.brushstream.samples.film.Chapters.Chapter;
import org.brushstream.samples.looks.subjects.Subject;

/**
 * The order of the shots. Every chapter shows every subject once, in another take than all other chapters: whoever learns
 * to tell the chapters apart has to look at how they are painted.
 */
final class Programme {
    private static final Look[] CHAPTERS = {
        Look.COMIC, Look.WATERCOLOUR, Look.BLOCK_PRINT, Look.BLUEPRINT, Look.INK,
    };
    private static final int STRIDE = 3; // from subject to subject within a chapter, so that neighbours differ

    private Programme() {}

    /**
     * All shots in their order.
     *
     * @param plain the same shots without any look
     * @param seconds how long each is
     */
    static List<Shot> shots(boolean plain, double seconds) {
        List<Shot> shots = new ArrayList<>();
        Subject[] subjects = Subject.values();
        for (int chapter = 0; chapter < CHAPTERS.length; chapter++) {
            for (int n = 0; n < subjects.length; n++) {
                int subject = (STRIDE * n + chapter) % subjects.length;
                int take = (chapter + 2 * subject) % Subject.TAKES;
                double start = shots.size() * seconds;
                shots.add(new Shot(plain ? Look.PLAIN : CHAPTERS[chapter], subjects[subject], take, start, seconds));
            }
        }
        return shots;
    }

    /** Shots of the same look in a row. */
    static List<Chapter> chapters(List<Shot> shots) {
        List<Chapter> chapters = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= shots.size(); i++) {
            if (i == shots.size() || shots.get(i).look() != shots.get(first).look()) {
                chapters.add(new Chapter(
                        shots.get(first).look().title(),
                        shots.get(first).start(),
                        shots.get(i - 1).end()));
                first = i;
            }
        }
        return chapters;
    }

    /** One line for every shot, a header first: label, start and end in seconds. */
    static String scenes(List<Shot> shots) {
        StringBuilder csv = new StringBuilder("label,start,end\n");
        for (Shot shot : shots) {
            csv.append(String.format(Locale.ROOT, "%s,%.3f,%.3f%n", shot.look().title(), shot.start(), shot.end())
                    .replace("\r", ""));
        }
        return csv.toString();
    }
}
