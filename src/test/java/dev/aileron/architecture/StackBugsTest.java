package dev.aileron.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.aileron.api.Api;
import dev.aileron.kube.StatusWriter;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.polling.PerResourcePollingEventSource;
import io.javaoperatorsdk.operator.processing.event.source.polling.PollingEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.Set;

/**
 * What JOSDK 5.3.2 gets wrong is not used, and what cures it is in place. The table stands in
 * {@code docs/decisions/0006-known-bugs-of-the-stack.md}.
 */
@AnalyzeClasses(packages = "dev.aileron", importOptions = ImportOption.DoNotIncludeTests.class)
class StackBugsTest {
  /** java-operator-sdk#3484: with it, a change of the spec during a write of ours can be lost. */
  @ArchTest
  static final ArchRule noReconcilerComparesResourceVersions =
      classes().that().implement(Reconciler.class).should(leaveResourceVersionsAlone());

  /** By its own write JOSDK means to know the event that follows; that is how changes are lost. */
  @ArchTest
  static final ArchRule nobodyWritesThroughTheSdksControls =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "writes through UpdateControl or ErrorStatusUpdateControl",
                  call ->
                      Set.of(
                                  UpdateControl.class.getName(),
                                  ErrorStatusUpdateControl.class.getName())
                              .contains(call.getTargetOwner().getName())
                          && call.getName().startsWith("patch")));

  /** JOSDK tries five times within half a minute, and then no more, in silence. */
  @ArchTest
  static final ArchRule everyReconcilerRetriesForEver =
      classes().that().implement(Reconciler.class).should(retryForEver());

  /** Finalizer and status have one manager, whose fields others leave out when they compare. */
  @ArchTest
  static final ArchRule everyReconcilerHasOurFieldManager =
      classes().that().implement(Reconciler.class).should(haveOurFieldManager());

  /** Without a name, the finalizer is called after the plural, and a rename strands objects. */
  @ArchTest
  static final ArchRule everyReconcilerNamesItsFinalizer =
      classes().that().implement(Reconciler.class).should(nameAFinalizerOfOurGroup());

  /**
   * java-operator-sdk#3521: the limiter answers elapsed instead of remaining time. It is the
   * default and limits nothing until the annotation says how much.
   */
  @ArchTest
  static final ArchRule nobodyLimitsPassesByTheSdk =
      noClasses().should().beAnnotatedWith(RateLimited.class);

  /** java-operator-sdk#3523, #3524: one exception ends the polling of an object for good. */
  @ArchTest
  static final ArchRule nobodyPollsByTheSdk =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(PollingEventSource.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(PerResourcePollingEventSource.class);

  /**
   * java-operator-sdk#3525: an object that leaves the cache at a bad moment is never free again.
   */
  @ArchTest
  static final ArchRule nobodyChangesNamespacesWhileRunning =
      noClasses().should().callMethodWhere(target(name("changeNamespaces")));

  private static ArchCondition<JavaClass> retryForEver() {
    return new ArchCondition<>("retry without end") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        GradualRetry retry = type.reflect().getAnnotation(GradualRetry.class);
        int attempts = retry == null ? GradualRetry.DEFAULT_MAX_ATTEMPTS : retry.maxAttempts();
        events.add(
            new SimpleConditionEvent(
                type, attempts == Integer.MAX_VALUE, type.getName() + " tries " + attempts));
      }
    };
  }

  private static ArchCondition<JavaClass> haveOurFieldManager() {
    return new ArchCondition<>("have the field manager " + StatusWriter.FIELD_MANAGER) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String manager = type.reflect().getAnnotation(ControllerConfiguration.class).fieldManager();
        boolean ours = manager.equals(StatusWriter.FIELD_MANAGER);
        events.add(new SimpleConditionEvent(type, ours, type.getName() + " has " + manager));
      }
    };
  }

  private static ArchCondition<JavaClass> leaveResourceVersionsAlone() {
    return new ArchCondition<>("have comparableResourceVersions = false") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean compares =
            type.reflect()
                .getAnnotation(ControllerConfiguration.class)
                .informer()
                .comparableResourceVersions();
        events.add(
            new SimpleConditionEvent(type, !compares, type.getName() + " compares: " + compares));
      }
    };
  }

  private static ArchCondition<JavaClass> nameAFinalizerOfOurGroup() {
    return new ArchCondition<>("name a finalizer of group " + Api.GROUP) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String finalizer =
            type.reflect().getAnnotation(ControllerConfiguration.class).finalizerName();
        boolean ours = finalizer.endsWith(Api.GROUP + "/cleanup");
        events.add(new SimpleConditionEvent(type, ours, type.getName() + " names " + finalizer));
      }
    };
  }
}
