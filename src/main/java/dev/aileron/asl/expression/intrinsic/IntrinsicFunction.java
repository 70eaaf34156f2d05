package dev.aileron.asl.expression.intrinsic;

import java.util.Arrays;
import java.util.Optional;

/** The functions of the States Language, with the number of arguments each takes. */
public enum IntrinsicFunction {
  FORMAT("States.Format", 1, Integer.MAX_VALUE),
  STRING_TO_JSON("States.StringToJson", 1, 1),
  JSON_TO_STRING("States.JsonToString", 1, 1),
  ARRAY("States.Array", 0, Integer.MAX_VALUE),
  ARRAY_PARTITION("States.ArrayPartition", 2, 2),
  ARRAY_CONTAINS("States.ArrayContains", 2, 2),
  ARRAY_RANGE("States.ArrayRange", 3, 3),
  ARRAY_GET_ITEM("States.ArrayGetItem", 2, 2),
  ARRAY_LENGTH("States.ArrayLength", 1, 1),
  ARRAY_UNIQUE("States.ArrayUnique", 1, 1),
  BASE64_ENCODE("States.Base64Encode", 1, 1),
  BASE64_DECODE("States.Base64Decode", 1, 1),
  HASH("States.Hash", 2, 2),
  JSON_MERGE("States.JsonMerge", 3, 3),
  MATH_RANDOM("States.MathRandom", 2, 3),
  MATH_ADD("States.MathAdd", 2, 2),
  STRING_SPLIT("States.StringSplit", 2, 2),
  UUID("States.UUID", 0, 0);

  private final String text;
  private final int fewest;
  private final int most;

  IntrinsicFunction(String text, int fewest, int most) {
    this.text = text;
    this.fewest = fewest;
    this.most = most;
  }

  /** The name as it is written in a definition. */
  public String text() {
    return text;
  }

  /** The function of that name, if there is one. Names are case-sensitive. */
  public static Optional<IntrinsicFunction> named(String name) {
    return Arrays.stream(values()).filter(f -> f.text.equals(name)).findFirst();
  }

  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** How many arguments it takes, in words. */
  String arity() {
    if (most == Integer.MAX_VALUE) {
      return fewest == 0 ? "any number of arguments" : fewest + " or more arguments";
    }
    return fewest == most
        ? fewest + (fewest == 1 ? " argument" : " arguments")
        : fewest + " or " + most + " arguments";
  }
}
