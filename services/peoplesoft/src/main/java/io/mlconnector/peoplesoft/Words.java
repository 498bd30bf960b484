package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What PeopleSoft says in an error whose shape nobody documents: its texts, cut to one line. */
final class Words {

  private static final int LONGEST = 300;

  private Words() {}

  static String of(JsonNode answer, String otherwise) {
    List<String> texts = new ArrayList<>();
    collect(answer, texts);
    String line = line(String.join(" ", texts));
    return line.isEmpty() ? otherwise : line;
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isTextual() && !node.textValue().isBlank()) {
      texts.add(node.textValue());
    }
    node.forEach(child -> collect(child, texts));
  }

  static String line(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
