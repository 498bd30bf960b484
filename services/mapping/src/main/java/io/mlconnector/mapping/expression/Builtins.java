package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The functions that an expression may call: JSONata's own where what they make is bounded by what
 * they are given, our replacements where it is not, and the ones that only mapping has.
 */
final class Builtins {

  /** JSONata's own functions, used as they are. */
  private static final Set<String> PLAIN =
      Set.of(
          ("sum count max min average string substring substringBefore substringAfter lowercase"
                  + " uppercase length trim join formatNumber formatBase formatInteger parseInteger"
                  + " number floor ceil round abs sqrt power boolean not map zip filter single"
                  + " reduce sift keys lookup append exists spread merge reverse each type sort"
                  + " distinct base64encode base64decode encodeUrlComponent encodeUrl"
                  + " decodeUrlComponent decodeUrl toMillis fromMillis")
              .split(" "));

  /** JSONata's own functions that are refused, with what to do instead. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "eval", "it would run text from a record as an expression; write the expression out",
          "random", "a record must give the same result every time",
          "shuffle", "a record must give the same result every time; use $sort",
          "now", "a record must give the same result every time; use a field of the record",
          "millis", "a record must give the same result every time; use a field of the record",
          "clone", "there is nothing to change in a record; use an object constructor",
          "error", "leave records out with the route's 'when'",
          "assert", "leave records out with the route's 'when'");

  /** Functions whose second argument may be a regular expression. */
  static final Set<String> TAKING_REGEX = Set.of("contains", "match", "replace", "split");

  static final String EXTERNAL_ID = "externalId";
  static final String LINKED = "linked";
  static final String ORIGIN = "origin";

  private static final Map<String, JFunction> OURS = new TreeMap<>();

  static {
    ours("pad", "<s-ns?:s>", (input, arguments) -> pad(arguments));
    ours("contains", "<s-(sf):b>", (input, arguments) -> RegexFunctions.contains(arguments));
    ours("match", "<s-fn?:a<o>>", (input, arguments) -> RegexFunctions.match(arguments));
    ours("split", "<s-(sf)n?:a<s>>", (input, arguments) -> RegexFunctions.split(arguments));
    ours(
        "replace",
        "<s-(sf)sn?:s>",
        (input, arguments) -> RegexFunctions.replace(arguments, Scope.bounds()));
    ours(EXTERNAL_ID, "<:s>", (input, arguments) -> Scope.externalId());
    ours(LINKED, "<ss:x>", (input, arguments) -> linked(arguments));
    ours(ORIGIN, "<sx:x>", (input, arguments) -> origin(arguments));
    ours("decAdd", "<xx:s>", (in, args) -> DecimalFunctions.combine(args, BigDecimal::add));
    ours("decSub", "<xx:s>", (in, args) -> DecimalFunctions.combine(args, BigDecimal::subtract));
    ours("decMul", "<xx:s>", (in, args) -> DecimalFunctions.combine(args, BigDecimal::multiply));
    ours("decRound", "<xn:s>", (input, arguments) -> DecimalFunctions.round(arguments));
    ours("decCompare", "<xx:n>", (input, arguments) -> DecimalFunctions.compare(arguments));
  }

  private Builtins() {}

  /** Puts our functions into an expression, over JSONata's own of the same name. */
  static void register(Jsonata expression) {
    OURS.forEach(expression::registerFunction);
  }

  static boolean exists(String name) {
    return PLAIN.contains(name) || OURS.containsKey(name);
  }

  /** Whether the name means a function, allowed or not, and so cannot name a variable. */
  static boolean reserved(String name) {
    return exists(name) || REFUSED.containsKey(name);
  }

  /** Why a name that is no variable cannot be called. */
  static String refusal(String name) {
    String reason = REFUSED.get(name);
    return reason != null
        ? "$" + name + " is not available: " + reason
        : "there is no function or variable $" + name;
  }

  private static void ours(String name, String signature, JFunctionCallable function) {
    OURS.put(name, new JFunction(function, signature));
  }

  private static Object pad(List<?> arguments) {
    if (arguments.get(0) == null || !(arguments.get(1) instanceof Number wanted)) {
      return null;
    }
    String text = (String) arguments.get(0);
    long width = Math.abs(wanted.longValue());
    Scope.bounds().length(width);
    String filler = arguments.get(2) instanceof String given && !given.isEmpty() ? given : " ";
    int missing = (int) width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    StringBuilder padding = new StringBuilder();
    int[] fillers = filler.codePoints().toArray();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(fillers[i % fillers.length]);
    }
    return wanted.longValue() < 0 ? padding + text : text + padding;
  }

  private static Object origin(List<?> arguments) {
    if (arguments.get(0) == null) {
      throw new JException("$origin needs the entity, such as $origin('customer', …)", -1);
    }
    List<Evaluated.Clue> clues = new ArrayList<>();
    for (Object clue : each(arguments.get(1))) {
      if (!(clue instanceof Map<?, ?> objects)) {
        throw new JException("$origin looks in objects, such as {'organization': key}", -1);
      }
      objects.forEach((object, keys) -> clues.add(clue(object.toString(), keys)));
    }
    clues.removeIf(clue -> clue.keys().isEmpty());
    return new OriginOf(Evaluated.Origin.entities(arguments.get(0).toString()), clues);
  }

  private static Evaluated.Clue clue(String object, Object keys) {
    List<String> texts = new ArrayList<>();
    for (Object key : each(keys)) {
      if (key instanceof String || key instanceof Number) {
        texts.add(key.toString());
      }
    }
    return new Evaluated.Clue(object, texts);
  }

  private static List<?> each(Object value) {
    return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
  }

  private static Object linked(List<?> arguments) {
    if (arguments.get(0) == null) {
      throw new JException("$linked needs the entity, such as $linked('customer', …)", -1);
    }
    Object key = arguments.get(1);
    return key == null || key.toString().isBlank()
        ? null
        : new LinkTo(arguments.get(0).toString(), key.toString());
  }
}
