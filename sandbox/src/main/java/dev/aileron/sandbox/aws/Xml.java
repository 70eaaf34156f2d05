package dev.aileron.sandbox.aws;

/** Text inside XML. */
public final class Xml {

  private Xml() {}

  /** The text with everything that means something in XML written as an entity. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
