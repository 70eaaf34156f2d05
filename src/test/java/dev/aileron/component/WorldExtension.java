package dev.aileron.component;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link World}, all of them on one control plane that lives as long as the run.
 */
final class WorldExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(WorldExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ControlPlane controlPlane =
        context
            .getRoot()
            .getStore(STORE)
            .computeIfAbsent(ControlPlane.class, _ -> ControlPlane.start(), ControlPlane.class);
    String name = context.getRequiredTestMethod().getName().toLowerCase(Locale.ROOT);
    // Closed by the store when the test ends; what it finds wrong then fails the test.
    return context
        .getStore(STORE)
        .computeIfAbsent(World.class, _ -> new World(controlPlane, name), World.class);
  }
}
