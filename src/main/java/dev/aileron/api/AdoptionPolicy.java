package dev.aileron.api;

/** What the operator takes over that exists in AWS already, under the name it needs. */
public enum AdoptionPolicy {
  /** Only what carries this object's ownership tags, as after Retain or from a backup. */
  OwnedOnly,
  /** Also what carries nobody's ownership tags: made by hand, by Terraform, by SAM. */
  Unowned,
  /** Also what carries the tags of another object. The other must be gone, or both will fight. */
  Any
}
