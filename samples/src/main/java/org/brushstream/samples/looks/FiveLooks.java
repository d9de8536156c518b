package org.brushstream.samples.looks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.brushstream.samples.film.Chapters;
import org.brushstream.samples.film.FilmEncoder;
import org.brushstream.samples.looks.hands.Hand;
import org.brushstream.samples.looks.solid.Solids;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Makes a film of two minutes in five chapters: {@code comic}, {@code watercolour}, {@code block-print}, {@code blueprint}
 * and {@code ink}, of eight shots each; drawn and composed here.
 *
 * <pre>{@code
 * mvn -q -pl samples -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp samples/target/classes:$(cat samples/target/classpath) org.brushstream.samples.looks.FiveLooks five-looks.mkv
 * }</pre>
 */
public final class FiveLooks {
    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    static final int FRAMES_PER_SECOND = 24;
    private static final double SHOT_SECONDS = 3;
    private static final int SAMPLES =
            FilmEncoder.CHANNELS * FilmEncoder.SAMPLE_RATE / FRAMES_PER_SECOND; // a picture's
    private static final int TOGETHER = 24; // pictures that are painted before they are encoded

    private FiveLooks() {}

    /**
     * Takes the file to write, {@code .mkv} or {@code .mp4}; without one, {@code five-looks.mkv} in the working directory.
     * The word {@code plain} after it leaves the looks away. Beside the film a file of the same name that ends with
     * {@code .csv} lists the shots.
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments.length > 0 ? arguments[0] : "five-looks.mkv");
        boolean plain = arguments.length > 1 && arguments[1].equals("plain");
        if (arguments.length > (plain ? 2 : 1)) {
            System.err.println("give the file to write, and after it at most the word 'plain'");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true"); // draws into memory only
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try {
            List<Shot> shots = Programme.shots(plain, SHOT_SECONDS);
            write(file, shots, WIDTH, HEIGHT, FiveLooks::announce);
            System.out.println(shots.size() + " shots in " + file + ", listed in " + scenes(file));
        } catch (IOException e) {
            System.err.println("cannot write " + file + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static void announce(Shot shot) {
        System.out.printf(
                Locale.ROOT, "%5.1f s: %s, %s%n", shot.start(), shot.look().title(), shot.subject());
    }

    /** The list of shots that belongs to a film. */
    static Path scenes(Path film) {
        return film.resolveSibling(film.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".csv");
    }

    /**
     * Writes a film of some shots, and their list. Both appear once the film is complete.
     *
     * @param begins is told every shot before it is drawn
     */
    static void write(Path file, List<Shot> shots, int width, int height, Consumer<Shot> begins) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException("there is no folder " + folder + "; create it or name another file");
        }
        String name = file.getFileName().toString();
        if (!name.endsWith(".mkv") && !name.endsWith(".mp4")) {
            throw new IOException("the name of the film has to end with .mkv or .mp4");
        }
        Path part = folder.resolve(name + ".part.mp4");
        Path complete = folder.resolve(name + ".chapters" + name.substring(name.length() - 4));
        try {
            encode(part, shots, width, height, begins);
            Chapters.copy(part, complete, Programme.chapters(shots));
            Files.writeString(scenes(file), Programme.scenes(shots));
            Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(complete);
        }
    }

    private static void encode(Path file, List<Shot> shots, int width, int height, Consumer<Shot> begins)
            throws IOException {
        Map<Look, Hand> hands = new EnumMap<>(Look.class);
        try (FilmEncoder encoder = FilmEncoder.create(file, width, height, FRAMES_PER_SECOND)) {
            for (Shot shot : shots) {
                begins.accept(shot);
                Hand hand = hands.computeIfAbsent(
                        shot.look(), look -> look.hand(Shot.OVERSAMPLING * width, Shot.OVERSAMPLING * height));
                Solids still = shot.subject().still(shot.take());
                float[] sound = Score.play(shot);
                int frames = (int) Math.round(shot.seconds() * FRAMES_PER_SECOND);
                for (int first = 0; first < frames; first += TOGETHER) {
                    List<BufferedImage> pictures = IntStream.range(first, Math.min(frames, first + TOGETHER))
                            .parallel()
                            .mapToObj(frame ->
                                    shot.picture(still, hand, (double) frame / FRAMES_PER_SECOND, width, height))
                            .toList();
                    for (int i = 0; i < pictures.size(); i++) {
                        encoder.picture(pictures.get(i));
                        encoder.sound(FloatBuffer.wrap(sound, (first + i) * SAMPLES, SAMPLES));
                    }
                }
            }
        }
    }
}
