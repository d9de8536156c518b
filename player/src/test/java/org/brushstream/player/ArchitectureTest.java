package org.brushstream.player;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The player sees the runtime's own types only: what is native stays behind them. */
final class ArchitectureTest {
    private static final JavaClasses PLAYER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.brushstream.player");

    @Test
    void commandsNeitherDecodeNorInferThemselves() {
        noClasses()
                .that()
                .resideInAPackage("org.brushstream.player..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", "ai.onnxruntime..", "org.brushstream.trainer..")
                .check(PLAYER);
    }

    @Test
    void liveSessionsAreShownWithoutKnowingWhereFramesComeFrom() {
        noClasses()
                .that()
                .resideInAPackage("org.brushstream.player.live..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.brushstream.player.cli..",
                        "org.brushstream.player.bench..",
                        "org.brushstream.runtime.render..",
                        "org.brushstream.runtime.bench..",
                        "picocli..",
                        "me.tongfei..")
                .check(PLAYER);
    }

    @Test
    void onlyTheWindowNeedsSwing() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.brushstream.player.live..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.swing..", "com.formdev..")
                .check(PLAYER);
    }

    @Test
    void benchmarkKnowsNothingOfTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.brushstream.player.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.brushstream.player.cli..", "picocli..", "me.tongfei..")
                .check(PLAYER);
    }
}
