package dev.aileron.api;

/** Whether tenants of a function are kept apart. */
public enum Tenancy {
  /** An execution environment serves one tenant only; each invocation names its tenant. */
  PerTenant
}
