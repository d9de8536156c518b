package org.brushstream.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The examples need the library alone: whoever copies one needs nothing behind it. */
final class ArchitectureTest {
    @Test
    void examplesUseTheLibraryOnly() {
        classes()
                .that()
                .resideInAPackage("org.brushstream.samples")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.brushstream.samples", "org.brushstream.runtime..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.brushstream.samples"));
    }
}
