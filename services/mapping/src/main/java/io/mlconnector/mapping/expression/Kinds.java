package io.mlconnector.mapping.expression;

import java.util.Map;
import java.util.Set;

/** What operators and functions give, whatever they are given. */
final class Kinds {

  private static final Map<ValueKind, Set<String>> FUNCTIONS =
      Map.of(
          ValueKind.TEXT,
          names(
              "string substring substringBefore substringAfter lowercase uppercase trim pad join"
                  + " replace externalId formatNumber formatBase formatInteger base64encode"
                  + " base64decode encodeUrl encodeUrlComponent decodeUrl decodeUrlComponent type"),
          ValueKind.NUMBER,
          names(
              "sum count average length number parseInteger floor ceil round abs sqrt power"
                  + " toMillis decCompare"),
          ValueKind.BOOLEAN,
          names("boolean not exists contains"),
          ValueKind.DECIMAL,
          names("decAdd decSub decMul decRound"),
          ValueKind.INSTANT,
          names("fromMillis"),
          ValueKind.LIST,
          names("split"),
          ValueKind.LINK,
          names(Builtins.LINKED + " " + Builtins.ORIGIN));

  private Kinds() {}

  static ValueKind ofFunction(String name) {
    return FUNCTIONS.entrySet().stream()
        .filter(entry -> entry.getValue().contains(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(ValueKind.UNKNOWN);
  }

  static ValueKind ofOperator(String operator) {
    return switch (operator) {
      case "&" -> ValueKind.TEXT;
      case "+", "-", "*", "/", "%" -> ValueKind.NUMBER;
      case "=", "!=", "<", "<=", ">", ">=", "in", "and", "or" -> ValueKind.BOOLEAN;
      case ".." -> ValueKind.LIST;
      default -> ValueKind.UNKNOWN;
    };
  }

  static ValueKind ofUnary(String operator) {
    return switch (operator) {
      case "-" -> ValueKind.NUMBER;
      case "[" -> ValueKind.LIST;
      case "{" -> ValueKind.OBJECT;
      default -> ValueKind.UNKNOWN;
    };
  }

  private static Set<String> names(String separated) {
    return Set.of(separated.split(" "));
  }
}
