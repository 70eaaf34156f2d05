package dev.aileron.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.aileron.kube.StatusWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

/** The walls between the packages. */
@AnalyzeClasses(packages = "dev.aileron", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  private static final String FABRIC8 = "io.fabric8..";
  private static final String JOSDK = "io.javaoperatorsdk..";
  private static final String SDK = "software.amazon.awssdk..";
  private static final String QUARKUS = "io.quarkus..";

  @ArchTest
  static final ArchRule thePureCoreKnowsNoKubernetesNoAwsNoQuarkus =
      noClasses()
          .that()
          .resideInAnyPackage("dev.aileron.kernel..", "dev.aileron.asl..", "dev.aileron.rollout..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FABRIC8, JOSDK, SDK, QUARKUS, "java.net..", "java.nio.file..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theKernelKnowsNobodyElse =
      noClasses()
          .that()
          .resideInAPackage("dev.aileron.kernel..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are other packages of ours",
                  (JavaClass c) ->
                      c.getPackageName().startsWith("dev.aileron")
                          && !c.getPackageName().startsWith("dev.aileron.kernel")));

  @ArchTest
  static final ArchRule theCoreKnowsNoQuarkus =
      noClasses().should().dependOnClassesThat().resideInAnyPackage(QUARKUS, "jakarta..");

  @ArchTest
  static final ArchRule sdkTypesStopAtTheGateways =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.aileron.aws..")
          .and()
          .haveSimpleNameNotEndingWith("Gateway")
          .and()
          .haveSimpleNameNotEndingWith("Model")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SDK);

  @ArchTest
  static final ArchRule gatewayInterfacesSpeakOurWords =
      noClasses()
          .that()
          .areInterfaces()
          .and()
          .haveSimpleNameEndingWith("Gateway")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SDK);

  @ArchTest
  static final ArchRule kindsDoNotKnowEachOther =
      slices().matching("dev.aileron.kinds.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.aileron.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule plannersAndTheirValuesArePure =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Planner")
          .or()
          .haveSimpleNameEndingWith("Observed")
          .or()
          .haveSimpleNameEndingWith("Step")
          .or()
          .haveSimpleNameEndingWith("Fields")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FABRIC8, JOSDK, SDK);

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule onlyTheStatusWriterPatches =
      noClasses()
          .that()
          .areNotAssignableTo(StatusWriter.class)
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "patches or replaces objects",
                  call ->
                      call.getTargetOwner().getPackageName().startsWith("io.fabric8")
                          && Set.of(
                                  "patch",
                                  "patchStatus",
                                  "replace",
                                  "replaceStatus",
                                  "update",
                                  "updateStatus",
                                  "edit",
                                  "editStatus",
                                  "serverSideApply")
                              .contains(call.getName())));
}
