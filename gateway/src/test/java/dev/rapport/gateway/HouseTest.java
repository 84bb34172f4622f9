package dev.rapport.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The house stands as it was drawn: who may see whom.
final class HouseTest {
  private static final List<String> ROOMS =
      List.of("routing", "customers", "knowledge", "channels", "automation");

  private static JavaClasses house;

  @BeforeAll
  static void read() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rapport");
  }

  @ParameterizedTest
  @ValueSource(strings = {"routing", "customers", "knowledge", "channels", "automation"})
  void noneOfTheFiveSeesAnother(String room) {
    String[] others =
        ROOMS.stream()
            .filter(other -> !other.equals(room))
            .map(other -> "dev.rapport." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.rapport." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.rapport.storage..", "dev.rapport.gateway..")
        .check(house);
  }

  @Test
  void storageDoesNotSeeTheGateway() {
    noClasses()
        .that()
        .resideInAPackage("dev.rapport.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rapport.gateway..")
        .check(house);
  }

  @Test
  void routingNeedsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("dev.rapport.routing..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.rapport.routing..", "java..", "org.jspecify..")
        .check(house);
  }

  @Test
  void thePackagesOfTheGatewayHaveNoCycle() {
    slices().matching("dev.rapport.gateway.(*)..").should().beFreeOfCycles().check(house);
  }

  @Test
  void nobodyTellsTimeByTheOldClasses() {
    noClasses()
        .that()
        // The JDK's certificates say by nothing else how long they hold.
        .doNotHaveFullyQualifiedName("dev.rapport.channels.sip.Passport")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Calendar")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.text.SimpleDateFormat")
        .check(house);
  }

  @Test
  void aClassIsNamedForWhatItIs() {
    noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)").check(house);
  }
}
