package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What EnterpriseOne says in an error, without its stack trace: a ServiceErrorResponse, the older
 * {@code errorDetails}, or an error of a form.
 */
final class Said {

  private static final int LONGEST = 500;
  private static final List<String> SENTENCES =
      List.of(
          "userDefinedErrorText",
          "errorText",
          "message",
          "jde__simpleMessage",
          "TITLE",
          "title",
          "DESC",
          "MOBILE");
  private static final List<String> NESTED = List.of("errorDetails", "errors", "warnings");

  private Said() {}

  /** In one line; never empty. */
  static String of(JsonNode error) {
    Set<String> sentences = new LinkedHashSet<>();
    collect(error, sentences);
    String line = String.join("; ", sentences).replaceAll("\\s+", " ").strip();
    if (line.isEmpty()) {
      return "(no words)";
    }
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static void collect(JsonNode error, Set<String> sentences) {
    if (error == null) {
      return;
    }
    if (error.isTextual()) {
      sentences.add(error.textValue());
    } else if (error.isArray()) {
      error.forEach(one -> collect(one, sentences));
    } else {
      for (String name : SENTENCES) {
        String text = error.path(name).asText("").strip();
        if (!text.isEmpty()) {
          sentences.add(text);
        }
      }
      NESTED.forEach(name -> collect(error.get(name), sentences));
    }
  }
}
