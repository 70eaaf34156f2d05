package dev.aileron.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Brings up one sandbox for all suites, gives each test a namespace, and looks after each test
 * whether the operator complained or an object broke a rule about conditions meanwhile.
 *
 * <p>Nothing is cleaned up between tests: what other tests left is the cluster in which an operator
 * has to do right.
 */
final class SandboxExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

  private static final Namespace STORE = Namespace.create(SandboxExtension.class);

  private static final int NAME_LIMIT = 24;

  @Override
  public void beforeEach(ExtensionContext context) {
    store(context).put("log", world(context).sandbox().operatorLog().size());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var log = world(context).sandbox().operatorLog();
    int start = store(context).get("log", int.class);
    var complaints = Complaints.in(log.subList(start, log.size()));
    var violations = world(context).statuses().takeViolations();
    assertThat(complaints)
        .describedAs("what the operator complained about during this test")
        .isEmpty();
    assertThat(violations)
        .describedAs("rules about conditions that were broken during this test")
        .isEmpty();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return List.of(TestNamespace.class, World.class).contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class
        ? world(context)
        : TestNamespace.create(world(context), name(context));
  }

  /** Short enough for the default names in AWS to be built from it. */
  private static String name(ExtensionContext context) {
    var words =
        context
            .getRequiredTestMethod()
            .getName()
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT);
    return words.substring(0, Math.min(words.length(), NAME_LIMIT)).replaceAll("-+$", "");
  }

  /** The world of the run: started for the first test that asks, ended by JUnit after the last. */
  private static World world(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(World.class, key -> World.start(), World.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(SandboxExtension.class, context.getUniqueId()));
  }
}
