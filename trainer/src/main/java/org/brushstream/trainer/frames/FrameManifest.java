package org.brushstream.trainer.frames;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.brushstream.runtime.model.ModelException;

/**
 * What a folder of sampled frames holds, as its {@value #NAME} tells: a line {@code file,label,film,scene,seconds,hash}
 * for each frame, the file relative to the folder, with slashes.
 *
 * @param folder where the frames lie
 * @param frames in the order of films and times
 */
public record FrameManifest(Path folder, List<SampledFrame> frames) {
    /** The name of the file. */
    public static final String NAME = "frames.csv";

    private static final String HEADER = "file,label,film,scene,seconds,hash";
    private static final int COLUMNS = HEADER.split(",", -1).length;

    public FrameManifest {
        frames = List.copyOf(frames);
    }

    /**
     * Reads which frames there are. Pictures may be deleted by hand when they do not fit their label: those that are gone
     * are left out.
     *
     * @throws ModelException if the folder holds no frames, or none of a label, or the manifest is damaged
     */
    public static FrameManifest read(Path folder) {
        FrameManifest all = readAll(folder);
        List<SampledFrame> there = all.frames.stream()
                .filter(frame -> Files.isRegularFile(frame.file()))
                .toList();
        if (there.isEmpty()) {
            throw new ModelException("none of the " + all.frames.size() + " pictures named in " + folder.resolve(NAME)
                    + " is there; sample the frames again");
        }
        Set<String> labels = there.stream().map(SampledFrame::label).collect(Collectors.toSet());
        for (SampledFrame frame : all.frames) {
            if (!labels.contains(frame.label())) {
                throw new ModelException("no picture of the label " + frame.label() + " is left in " + folder
                        + "; delete its lines in " + NAME + " too, or sample the frames again");
            }
        }
        return new FrameManifest(folder, there);
    }

    /** The same with the pictures that are gone. */
    static FrameManifest readAll(Path folder) {
        Path file = folder.resolve(NAME);
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    "the folder " + folder + " holds no " + NAME + "; make one with brushstream-trainer frames", e);
        } catch (CharacterCodingException e) {
            throw new ModelException(file + " is no text in UTF-8; sample the frames again", e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new ModelException(file + " does not begin with the line " + HEADER + "; sample the frames again");
        }
        List<SampledFrame> frames = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                SampledFrame frame = frame(folder, CommaSeparated.values(lines.get(i)));
                Scene.requireLabel(frame.label(), file + ", line " + (i + 1));
                frames.add(frame);
            } catch (IllegalArgumentException e) {
                throw new ModelException(
                        "%s, line %d: %s; mend it, or sample the frames again".formatted(file, i + 1, e.getMessage()),
                        e);
            }
        }
        return new FrameManifest(folder, frames);
    }

    private static SampledFrame frame(Path folder, List<String> values) {
        if (values.size() != COLUMNS) {
            throw new IllegalArgumentException(values.size() + " values instead of the " + COLUMNS + " of " + HEADER);
        }
        Path file = folder.resolve(values.get(0)).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new IllegalArgumentException(values.get(0) + " lies outside of the folder");
        }
        return new SampledFrame(
                file,
                values.get(1),
                values.get(2),
                number(values.get(3)),
                Timecode.parse(values.get(4)),
                PerceptualHash.parse(values.get(5)));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number of a scene", e);
        }
    }

    /** What {@value #NAME} holds. */
    byte[] bytes() {
        String text = frames.stream().map(this::line).collect(Collectors.joining("\n", HEADER + "\n", "\n"));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String line(SampledFrame frame) {
        return CommaSeparated.line(List.of(
                relative(frame.file()),
                frame.label(),
                frame.film(),
                String.valueOf(frame.scene()),
                Timecode.seconds(frame.millis()),
                frame.hash().toString()));
    }

    private String relative(Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
