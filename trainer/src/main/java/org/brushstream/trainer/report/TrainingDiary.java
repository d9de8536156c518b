package org.brushstream.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.plot.TrainingGraph;

/**
 * What a training leaves in its folder for people: {@code losses.csv} as it goes, {@code preview-000500.png} and
 * {@code losses.png} now and then, {@code training-report.html} at the end. Not thread-safe.
 *
 * <p>One call at the start, one after each step, one at each preview, one at the end:
 *
 * <pre>{@code
 * try (TrainingDiary diary = TrainingDiary.open(folder, training.step(), batch)) {
 *     training.run((step, losses) -> {
 *         diary.afterStep(step, losses);
 *         if (step % 500 == 0) {
 *             diary.preview(step, new ContactSheet(photos, rows), 192);
 *         }
 *     });
 *     diary.finish(new TrainingReport("great-wave", recipe, sheet, diary.rows(), ...));
 * }
 * }</pre>
 */
public final class TrainingDiary implements AutoCloseable {
    private static final String LOG = "losses.csv";
    private static final String GRAPH = "losses.png";
    private static final String PAGE = "training-report.html";
    private static final Pattern PREVIEW = Pattern.compile("preview-\\d{6,}\\.png");

    private final Path folder;
    private final int batch;
    private final LongSupplier nanos;
    private final LossLog log;
    private final double secondsBefore;
    private final long begin;
    private long lap;

    TrainingDiary(Path folder, int step, int batch, LongSupplier nanos) {
        if (step < 0 || batch < 1) {
            throw new IllegalArgumentException(
                    "a training goes on from step 0 or more in batches of 1 or more, not " + step + " and " + batch);
        }
        this.folder = folder;
        this.batch = batch;
        this.nanos = nanos;
        log = LossLog.open(folder.resolve(LOG), step);
        List<LossLog.Row> before = log.rows();
        secondsBefore = before.isEmpty() ? 0 : before.get(before.size() - 1).seconds();
        begin = nanos.getAsLong();
        lap = begin;
    }

    /**
     * Opens the diary of a training that starts now.
     *
     * @param folder that holds its checkpoints; must exist
     * @param step that it goes on from, 0 for a fresh one: what was noted of later steps is forgotten
     * @param batch pictures in one step, at least 1
     * @throws org.brushstream.runtime.model.ModelException if nothing can be written there
     */
    public static TrainingDiary open(Path folder, int step, int batch) {
        return new TrainingDiary(folder, step, batch, System::nanoTime);
    }

    /**
     * Deletes the diary of a training that is to be forgotten, and nothing else.
     *
     * @param folder that holds it, or none
     * @throws IOException if it cannot be deleted
     */
    public static void forget(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(TrainingDiary::isOurs).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return List.of(LOG, GRAPH, PAGE).contains(name) || PREVIEW.matcher(name).matches();
    }

    /**
     * Notes a step, at its end.
     *
     * @param step from 1
     * @throws org.brushstream.runtime.model.ModelException if the log cannot be written
     */
    public void afterStep(int step, Losses losses) {
        long now = nanos.getAsLong();
        double seconds = Math.max(1, now - lap) / 1e9;
        log.append(new LossLog.Row(
                step, (long) step * batch, secondsBefore + (now - begin) / 1e9, losses, batch / seconds));
        lap = now;
    }

    /** All steps noted so far, those before an interruption included. */
    public List<LossLog.Row> rows() {
        return log.rows();
    }

    /**
     * Writes {@code preview-000500.png}, and draws {@code losses.png} anew. Its time is counted in the seconds of the
     * log, but not as the next step's.
     *
     * @param cell height of the sheet's cells in pixels, {@value ContactSheet#MIN_CELL} to
     *     {@value ContactSheet#MAX_CELL}
     * @return the preview
     * @throws org.brushstream.runtime.model.ModelException if they cannot be written
     */
    public Path preview(int step, ContactSheet sheet, int cell) {
        Path picture = folder.resolve(String.format(Locale.ROOT, "preview-%06d.png", step));
        sheet.write(picture, cell);
        drawLosses();
        lap = nanos.getAsLong();
        return picture;
    }

    private void drawLosses() {
        if (!log.rows().isEmpty()) {
            TrainingGraph.write(points(log.rows()), folder.resolve(GRAPH));
        }
    }

    static List<TrainingGraph.Point> points(List<LossLog.Row> rows) {
        return rows.stream()
                .map(row -> new TrainingGraph.Point(row.step(), row.losses()))
                .toList();
    }

    /**
     * Writes {@code training-report.html}, and draws {@code losses.png} a last time.
     *
     * @return the page
     * @throws org.brushstream.runtime.model.ModelException if they cannot be written
     */
    public Path finish(TrainingReport report) {
        drawLosses();
        Path page = folder.resolve(PAGE);
        report.write(page);
        return page;
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        log.close();
    }
}
