package dev.aileron.component;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link World} or a {@link Schema}, all of them on one control plane that lives
 * as long as the run.
 */
final class WorldExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(WorldExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == World.class || type == Schema.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ControlPlane controlPlane =
        context
            .getRoot()
            .getStore(STORE)
            .computeIfAbsent(ControlPlane.class, _ -> ControlPlane.start(), ControlPlane.class);
    return parameter.getParameter().getType() == World.class
        ? world(context, controlPlane)
        : schema(context, controlPlane);
  }

  /** Of the test. The store closes it at the test's end; what it finds wrong fails the test. */
  private static World world(ExtensionContext context, ControlPlane controlPlane) {
    String name = context.getRequiredTestMethod().getName();
    return context
        .getStore(STORE)
        .computeIfAbsent(World.class, _ -> new World(controlPlane, name), World.class);
  }

  /** Of the test class: these tests change nothing that another could see. */
  private static Schema schema(ExtensionContext context, ControlPlane controlPlane) {
    ExtensionContext ofClass = context;
    while (ofClass.getTestMethod().isPresent()) {
      ofClass = ofClass.getParent().orElseThrow();
    }
    String name = context.getRequiredTestClass().getSimpleName();
    return ofClass
        .getStore(STORE)
        .computeIfAbsent(
            Schema.class,
            _ -> new Schema(controlPlane.client(), controlPlane.namespace(name)),
            Schema.class);
  }
}
