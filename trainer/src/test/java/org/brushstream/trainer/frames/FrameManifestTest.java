package org.brushstream.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameManifestTest {
    private static final String HEADER = "file,label,film,scene,seconds,hash\n";

    private final Path folder;
    private final Path manifest;

    FrameManifestTest(@TempDir Path folder) {
        this.folder = folder;
        this.manifest = folder.resolve("frames.csv");
    }

    private SampledFrame frame(String name, String film, int scene, long millis) throws IOException {
        Files.createDirectories(folder.resolve("ink"));
        Path file = Files.createFile(folder.resolve("ink").resolve(name));
        return new SampledFrame(file, "ink", film, scene, millis, PerceptualHash.parse("c18d6eb3a4ecc6cc"));
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> FrameManifest.read(folder))
                .withMessage(message);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        FrameManifest frames = new FrameManifest(
                folder,
                List.of(frame("a-000001.500.jpg", "a.mkv", 1, 1_500), frame("b.jpg", "b, \"2\".mkv", 2, 60_000)));
        Files.write(manifest, frames.bytes());

        assertThat(manifest)
                .hasContent(HEADER
                        + "ink/a-000001.500.jpg,ink,a.mkv,1,1.500,c18d6eb3a4ecc6cc\n"
                        + "ink/b.jpg,ink,\"b, \"\"2\"\".mkv\",2,60.000,c18d6eb3a4ecc6cc\n");
        assertThat(FrameManifest.read(folder)).isEqualTo(frames);
    }

    @Test
    void picturesThatSomebodyDeletedAreLeftOut() throws IOException {
        SampledFrame kept = frame("kept.jpg", "a.mkv", 1, 0);
        SampledFrame deleted = frame("deleted.jpg", "a.mkv", 1, 1_000);
        Files.write(manifest, new FrameManifest(folder, List.of(deleted, kept)).bytes());
        Files.delete(deleted.file());

        assertThat(FrameManifest.read(folder).frames()).containsExactly(kept);
        Files.delete(kept.file());
        assertRefused("none of the 2 pictures named in " + manifest + " is there; sample the frames again");
    }

    @Test
    void folderWithoutManifestIsAnsweredWithTheCommandThatMakesOne() {
        assertRefused("the folder " + folder + " holds no frames.csv; make one with brushstream-trainer frames");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ink/a.jpg,ink,a.mkv,1,1.500 | '5 values instead of the 6 of file,label,film,scene,seconds,hash'",
                "../a.jpg,ink,a.mkv,1,1.500,c18d6eb3a4ecc6cc | '../a.jpg lies outside of the folder'",
                "ink/a.jpg,ink,a.mkv,one,1.500,c18d6eb3a4ecc6cc | '''one'' is no number of a scene'",
                "ink/a.jpg,ink,a.mkv,0,1.500,c18d6eb3a4ecc6cc | 'no frame is of scene 0 at 1500 ms'",
                "ink/a.jpg,ink,a.mkv,1,soon,c18d6eb3a4ecc6cc | '''soon'' is no time; write seconds (75.5) or [hours:]minutes:seconds (1:15.5)'",
                "ink/a.jpg,ink,a.mkv,1,1.500,c18d | '''c18d'' is no hash of 16 hexadecimal digits'",
                "\"ink/a.jpg,ink,a.mkv,1,1.500,c18d6eb3a4ecc6cc | 'a quote is not closed'",
            })
    void damagedLineIsNamed(String line, String reason) throws IOException {
        Files.writeString(manifest, HEADER + line + "\n");
        assertRefused(manifest + ", line 2: " + reason + "; mend it, or sample the frames again");
    }

    @Test
    void otherFileOfThatNameIsRefused() throws IOException {
        Files.writeString(manifest, "frame,time\n");
        assertRefused(manifest + " does not begin with the line file,label,film,scene,seconds,hash;"
                + " sample the frames again");
        Files.write(manifest, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertRefused(manifest + " is no text in UTF-8; sample the frames again");
    }
}
