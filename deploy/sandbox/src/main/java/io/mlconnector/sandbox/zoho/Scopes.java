package io.mlconnector.sandbox.zoho;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a token may do: {@code ZohoCRM.part.module.OPERATION}, separated by commas. */
final class Scopes {

  private static final Pattern KNOWN =
      Pattern.compile(
          "zohocrm\\.(modules(\\.\\w+)?|settings(\\.\\w+)?|notifications|coql|bulk|users|org)"
              + "\\.(all|read|create|update|delete|write)");

  private Scopes() {}

  static boolean areKnown(String scope) {
    return scope != null
        && !scope.isBlank()
        && parts(scope).stream().allMatch(part -> KNOWN.matcher(part).matches());
  }

  /** Whether the granted ones cover the needed one, by itself or by a wider one. */
  static boolean cover(String granted, String needed) {
    String wanted = needed.toLowerCase(Locale.ROOT);
    int last = wanted.lastIndexOf('.');
    String object = wanted.substring(0, last);
    String operation = wanted.substring(last);
    int middle = object.indexOf('.', object.indexOf('.') + 1);
    String wider = middle < 0 ? object : object.substring(0, middle);
    List<String> has = parts(granted);
    return has.contains(wanted)
        || has.contains(object + ".all")
        || has.contains(wider + operation)
        || has.contains(wider + ".all");
  }

  private static List<String> parts(String scope) {
    return Arrays.stream(scope.toLowerCase(Locale.ROOT).split(",")).map(String::strip).toList();
  }
}
