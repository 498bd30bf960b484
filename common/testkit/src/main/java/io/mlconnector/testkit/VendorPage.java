package io.mlconnector.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a vendor's page in {@code docs} that the adapter itself says: what a connection
 * takes, what is read, written and called. With {@code -Dpages.write} it is written, otherwise
 * compared.
 */
public final class VendorPage {

  private static final String BEGIN =
      "<!-- What follows is the adapter's own; its contract test writes it with -Dpages.write. -->";
  private static final Path DOCS = Path.of("..", "..", "docs");

  private VendorPage() {}

  /**
   * What stands on the page of a system, from the mark on; written anew first where that is asked.
   *
   * @param system the answer of {@code /api/system}
   */
  static String written(JsonNode system) {
    Path page = DOCS.resolve(system.path("system").asText() + ".md");
    try {
      String text = Files.readString(page);
      int from = text.indexOf(BEGIN);
      if (from < 0) {
        throw new IllegalStateException(page + " lacks the line " + BEGIN);
      }
      if (System.getProperty("pages.write") != null) {
        Files.writeString(page, text.substring(0, from) + of(system));
        return of(system);
      }
      return text.substring(from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has to stand there. */
  static String of(JsonNode system) {
    List<String> lines = new ArrayList<>(List.of(BEGIN, "", "## Settings", ""));
    JsonNode form = system.path("connection");
    lines.add("- `baseUrl`: %s".formatted(sentence(form.path("baseUrlHelp").asText())));
    lines.add(
        "- `every`: how often streams are polled, `%s` unless said otherwise."
            .formatted(form.path("everyDefault").asText()));
    lines.add("");
    for (JsonNode mode : form.path("authModes")) {
      lines.add(
          "`auth.mode: %s` – %s"
              .formatted(mode.path("name").asText(), sentence(mode.path("title").asText())));
      lines.add("");
      fields(lines, mode.path("settings"));
    }
    if (!form.path("settings").isEmpty()) {
      lines.add("Below `settings`:");
      lines.add("");
      fields(lines, form.path("settings"));
    }
    lines.addAll(List.of("## Streams, objects and hooks", ""));
    flows(lines, system);
    lines.remove(lines.size() - 1);
    return String.join("\n", lines) + "\n";
  }

  private static void fields(List<String> lines, JsonNode fields) {
    lines.add("| Key | Value | What it is |");
    lines.add("|---|---|---|");
    for (JsonNode field : fields) {
      lines.add(
          "| `%s` | %s | %s |"
              .formatted(
                  field.path("name").asText(), value(field), cell(field.path("help").asText())));
    }
    lines.add("");
  }

  private static String value(JsonNode field) {
    List<String> words = new ArrayList<>();
    if (field.path("required").asBoolean()) {
      words.add("required");
    }
    String type = field.path("type").asText();
    if (!field.path("choices").isEmpty()) {
      words.add(
          String.join(
              " or ",
              field.path("choices").valueStream().map(each -> code(each.asText())).toList()));
    } else if (!type.equals("text")) {
      words.add(type.equals("boolean") ? "true or false" : type);
    }
    String standard = field.path("defaultValue").asText("");
    if (!field.path("defaultValue").isNull() && !standard.isEmpty()) {
      words.add("default " + code(standard));
    }
    return String.join("; ", words);
  }

  private static void flows(List<String> lines, JsonNode system) {
    if (!system.path("sources").isEmpty()) {
      lines.addAll(List.of("| Stream | Entities |", "|---|---|"));
      for (JsonNode source : system.path("sources")) {
        lines.add(
            "| `%s` | %s |".formatted(source.path("stream").asText(), names(source, "entities")));
      }
      lines.add("");
    }
    if (!system.path("sinks").isEmpty()) {
      lines.addAll(
          List.of("| Object | Mode | Matched by | Policies of a route |", "|---|---|---|---|"));
      for (JsonNode sink : system.path("sinks")) {
        lines.add(
            "| `%s` | %s | %s | %s |"
                .formatted(
                    sink.path("object").asText(),
                    sink.path("mode").asText(),
                    names(sink, "matchKeys"),
                    policies(sink)));
      }
      lines.add("");
    }
    for (JsonNode hook : system.path("webhooks")) {
      lines.add(
          "- It is called at `/hooks/%s/<connection>/%s`."
              .formatted(system.path("system").asText(), hook.asText()));
    }
    if (!system.path("webhooks").isEmpty()) {
      lines.add("");
    }
  }

  private static String names(JsonNode node, String field) {
    return String.join(
        ", ", node.path(field).valueStream().map(each -> code(each.asText())).toList());
  }

  private static String policies(JsonNode sink) {
    return String.join(
        " ",
        sink.path("policies")
            .valueStream()
            .map(
                each ->
                    "%s: %s"
                        .formatted(
                            code(each.path("name").asText()), cell(each.path("help").asText())))
            .toList());
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ").strip();
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
