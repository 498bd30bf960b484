package io.mlconnector.spi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void theSpiKnowsOnlyTheContractAndJson() {
    JavaClasses spi =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mlconnector.spi");

    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.mlconnector.spi..",
            "io.mlconnector.canonical..",
            "com.fasterxml.jackson..",
            "java..")
        .check(spi);
  }
}
