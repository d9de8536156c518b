package org.brushstream.samples.city;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.brushstream.samples.film.FilmEncoder;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Makes the sample film {@code samples/media/city.mp4}: a town in the blue hour, six seconds, drawn and composed here.
 *
 * <pre>{@code
 * mvn -q -pl samples -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp samples/target/classes:$(cat samples/target/classpath) org.brushstream.samples.city.NightCity
 * }</pre>
 */
public final class NightCity {
    static final int FRAMES_PER_SECOND = 30;
    static final int FRAMES = (int) Math.round(Moment.FILM_SECONDS * FRAMES_PER_SECOND);

    private NightCity() {}

    /** Takes the file to write; without one, {@code samples/media/city.mp4} below the working directory. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments.length > 0 ? arguments[0] : "samples/media/city.mp4");
        System.setProperty("java.awt.headless", "true"); // draws into memory only
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try {
            write(file, FRAMES);
            System.out.println(FRAMES + " frames in " + file);
        } catch (IOException e) {
            System.err.println("cannot write " + file + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /** Writes the first frames of the film, with their sound. The file appears, or is replaced, once it is complete. */
    static void write(Path file, int frames) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException("there is no folder " + folder + "; create it or name another file");
        }
        Path part = folder.resolve(file.getFileName() + ".part.mp4");
        try {
            encode(part, frames);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void encode(Path file, int frames) throws IOException {
        CityScene scene = new CityScene();
        float[] music = Beat.play((double) frames / FRAMES_PER_SECOND);
        int perFrame = music.length / frames;
        try (FilmEncoder encoder = FilmEncoder.create(file, CityScene.WIDTH, CityScene.HEIGHT, FRAMES_PER_SECOND)) {
            for (int frame = 0; frame < frames; frame++) {
                encoder.picture(scene.at((double) frame / FRAMES_PER_SECOND));
                encoder.sound(FloatBuffer.wrap(music, frame * perFrame, perFrame));
            }
        }
    }
}
