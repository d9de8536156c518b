package org.brushstream.trainer.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;

/**
 * The losses of a training on disk, a line of comma-separated values for each step: any table program reads it while the
 * training goes on. Not thread-safe.
 */
public final class LossLog implements AutoCloseable {
    private static final String HEADER =
            "step,images,seconds,content,style,variation,reproduction,stability,imitation,total,images_per_second";
    private static final int COLUMNS = HEADER.split(",", -1).length;

    private final Path file;
    private final List<Row> rows;
    private final BufferedWriter writer;

    private LossLog(Path file, List<Row> rows, BufferedWriter writer) {
        this.file = file;
        this.rows = rows;
        this.writer = writer;
    }

    /**
     * A step.
     *
     * @param step from 1
     * @param images seen since the first step, repeats counted
     * @param seconds of training since the first step, interruptions not counted
     * @param losses of the step's batch
     * @param imagesPerSecond of this step
     */
    public record Row(int step, long images, double seconds, Losses losses, double imagesPerSecond) {
        private String line() {
            return String.format(
                    Locale.ROOT,
                    "%d,%d,%.3f,%s,%s,%s,%s,%s,%s,%s,%.3f",
                    step,
                    images,
                    seconds,
                    losses.content(),
                    losses.style(),
                    losses.variation(),
                    losses.reproduction(),
                    losses.stability(),
                    losses.imitation(),
                    losses.total(),
                    imagesPerSecond);
        }

        /** Empty for a line that is not whole: a program that was killed left it so. */
        private static Optional<Row> of(String line) {
            String[] cells = line.split(",", -1);
            if (cells.length != COLUMNS) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Row(
                        Integer.parseInt(cells[0]),
                        Long.parseLong(cells[1]),
                        Double.parseDouble(cells[2]),
                        new Losses(
                                Float.parseFloat(cells[3]),
                                Float.parseFloat(cells[4]),
                                Float.parseFloat(cells[5]),
                                Float.parseFloat(cells[6]),
                                Float.parseFloat(cells[7]),
                                Float.parseFloat(cells[8]),
                                Float.parseFloat(cells[9])),
                        Double.parseDouble(cells[10])));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * Starts a log, or goes on with one.
     *
     * @param file made if it does not exist
     * @param step of the checkpoint that the training goes on from, 0 for a fresh one: rows beyond it are cut off, for
     *     these steps will be taken again
     * @throws ModelException if the file is something else, or cannot be written
     */
    public static LossLog open(Path file, int step) {
        try {
            List<Row> kept = new ArrayList<>();
            StringBuilder text = new StringBuilder(HEADER).append('\n');
            for (Row row : Files.exists(file) ? read(file) : List.<Row>of()) {
                if (row.step() <= step) {
                    kept.add(row);
                    text.append(row.line()).append('\n');
                }
            }
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new LossLog(file, kept, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Up to the first line that is not whole. */
    private static List<Row> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (!lines.isEmpty() && !lines.get(0).equals(HEADER)) {
            throw new ModelException(file + " is no log of losses, which begins with " + HEADER
                    + "; move it away, the training writes one of that name");
        }
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            Optional<Row> row = Row.of(line);
            if (row.isEmpty()) {
                break;
            }
            rows.add(row.get());
        }
        return rows;
    }

    /** All rows so far, those before an interruption included. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    /**
     * Adds a row; it lies on disk when this returns.
     *
     * @throws ModelException if it cannot be written
     */
    public void append(Row row) {
        rows.add(row);
        try {
            writer.write(row.line());
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static ModelException unwritable(Path file, IOException cause) {
        return new ModelException("the log of losses " + file + " cannot be written: " + cause.getMessage(), cause);
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
