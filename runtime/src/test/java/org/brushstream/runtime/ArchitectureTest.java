package org.brushstream.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: media and infer stand side by side on frame, and know nothing of each other. */
final class ArchitectureTest {
    private static final String ROOT = "org.brushstream.runtime";
    private static final JavaClasses RUNTIME = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.brushstream");

    @Test
    void framesNeedTheJdkOnly() {
        onlyUses("frame", "java..", "org.jspecify..");
    }

    @Test
    void machineNeedsTheJdkOnly() {
        onlyUses("machine", "java..", "com.sun.management..", "org.jspecify..");
    }

    @Test
    void modelsNeedFramesAndProtobufOnly() {
        onlyUses("model", "java..", "org.jspecify..", ROOT + ".frame..", "com.google.protobuf..");
    }

    @Test
    void mediaNeedFramesAndFfmpegOnly() {
        onlyUses("media", "java..", "org.jspecify..", ROOT + ".frame..", "org.bytedeco..");
    }

    @Test
    void inferenceNeedsFramesModelsAndOnnxRuntimeOnly() {
        onlyUses(
                "infer",
                "java..",
                "org.jspecify..",
                ROOT + ".frame..",
                ROOT + ".model..",
                ROOT + ".machine..",
                "ai.onnxruntime..");
    }

    @Test
    void renderingAndLivePicturesLeaveNativeCodeToTheOthers() {
        String[] own = {ROOT + ".frame..", ROOT + ".model..", ROOT + ".media..", ROOT + ".infer.."};
        String[] allowed = Stream.concat(Stream.of("java..", "org.jspecify.."), Stream.of(own))
                .toArray(String[]::new);
        onlyUses("render", allowed);
        onlyUses("live", allowed);
    }

    @Test
    void benchmarksMeasureWhatTheOthersDo() {
        onlyUses(
                "bench",
                "java..",
                "org.jspecify..",
                ROOT + ".frame..",
                ROOT + ".machine..",
                ROOT + ".model..",
                ROOT + ".media..",
                ROOT + ".infer..",
                "ai.onnxruntime..",
                "com.google.protobuf..");
    }

    @Test
    void nothingHereKnowsTheTrainerOrThePlayer() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.brushstream.trainer..", "org.brushstream.player..")
                .check(RUNTIME);
    }

    private static void onlyUses(String name, String... allowed) {
        String own = ROOT + "." + name + "..";
        String[] all = Stream.concat(Stream.of(own), Stream.of(allowed)).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all)
                .check(RUNTIME);
    }
}
