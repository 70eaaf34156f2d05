package dev.aileron.asl.model;

/** The query language of a state. */
public enum Dialect {
  JSONPATH,
  JSONATA
}
