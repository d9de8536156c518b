package org.brushstream.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    /** Whoever copies one needs nothing behind it. */
    @Test
    void examplesUseTheLibraryOnly() {
        classes()
                .that()
                .resideInAPackage("org.brushstream.samples")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.brushstream.samples", "org.brushstream.runtime..")
                .check(samples());
    }

    /** What is shown, how it is photographed and how it is painted: each can be changed alone. */
    @Test
    void subjectsAndHandsOfTheFiveLooksDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("..looks.subjects..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..looks.hands..")
                .check(samples());
        noClasses()
                .that()
                .resideInAnyPackage("..looks.hands..", "..looks.solid..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..looks.subjects..")
                .check(samples());
        noClasses()
                .that()
                .resideInAPackage("..looks.solid..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..looks.hands..")
                .check(samples());
    }

    private static JavaClasses samples() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.brushstream.samples");
    }
}
