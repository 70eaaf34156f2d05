package dev.aileron.sandbox.states;

/** Names of state machines, executions and activities. */
final class Names {
  private static final String FORBIDDEN = "<>{}[]?*\"#%\\^|~`$&,;:/";

  private Names() {}

  /**
   * Refuses a name with white space, brackets, wildcards, special or control characters, surrogates
   * (CreateStateMachine's "name").
   */
  static String checked(String name) {
    boolean fine =
        name.codePoints()
            .noneMatch(c ->
                Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || FORBIDDEN.indexOf(c) >= 0
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    || c == 0xFFFE
                    || c == 0xFFFF
                    || c == Character.MAX_CODE_POINT);
    if (!fine) {
      throw Errors.invalidName(name);
    }
    return name;
  }
}
