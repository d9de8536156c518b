package org.brushstream.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom, as in the table of packages. */
final class ArchitectureTest {
    private static final String TRAINER = "org.brushstream.trainer.";
    private static final String RUNTIME = "org.brushstream.runtime.";
    private static final JavaClasses TRAINER_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.brushstream.trainer");

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "script : '' : ''",
                "picture : '' : frame",
                "tensors : '' : ''",
                "net : script : ''",
                "loss : script : ''",
                "fetch : loss : ''",
                "export : net : ''",
                "optimize : '' : ''",
                "motion : script : ''",
                "style : script, loss, picture : frame",
                "plot : loss : ''",
                "gatys : script, loss, picture, optimize, plot, style : frame, media",
                "evaluate : script, loss, picture, gatys, plot : frame, infer",
                "report : loss, picture, plot, evaluate : frame, infer",
                "train : script, net, loss, picture, export, optimize, motion, style, tensors, evaluate, report : frame, infer",
                "stability : script, loss, picture : frame, media, infer",
                "frames : '' : frame, media",
                "finetune : script, loss, picture, optimize, tensors, plot, frames : ''",
                "cli : script, net, loss, fetch, style, train, gatys, evaluate, stability, report, frames, finetune : frame, media",
            })
    void packageUsesOnlyThoseBelowIt(String name, String below, String runtime) {
        String[] allowed =
                ("java, javax, com.sun.management, ai, org.bytedeco, org.jspecify, org.knowm.xchart, com.google, picocli, me.tongfei, "
                                + RUNTIME
                                + "model")
                        .replace(", ", "..,")
                        .concat("..,")
                        .concat(TRAINER + name + "..,")
                        .concat(runtime.isBlank() ? "" : RUNTIME + runtime.replace(", ", "..," + RUNTIME) + "..,")
                        .concat(below.isBlank() ? "" : TRAINER + below.replace(", ", "..," + TRAINER) + "..")
                        .split(",");
        classes()
                .that()
                .resideInAPackage(TRAINER + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(TRAINER_CLASSES);
    }

    @Test
    void packagesFormNoCircles() {
        SlicesRuleDefinition.slices()
                .matching("org.brushstream.trainer.(*)..")
                .should()
                .beFreeOfCycles()
                .check(TRAINER_CLASSES);
    }

    @Test
    void commandsLeaveTensorsPicturesAndGraphsToTheLibrary() {
        noClasses()
                .that()
                .resideInAPackage(TRAINER + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnx..", "org.bytedeco..")
                .check(TRAINER_CLASSES);
    }

    @Test
    void onlyCommandsPrintAndParse() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TRAINER + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..", "org.slf4j..")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(TRAINER_CLASSES);
    }

    @Test
    void onlyTheExportWritesOnnx() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TRAINER + "export..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnx..", "com.google.protobuf..")
                .check(TRAINER_CLASSES);
    }

    @Test
    void libraryHasNoUseForPlayerOrSamples() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.brushstream.player..", "org.brushstream.samples..")
                .check(TRAINER_CLASSES);
    }
}
