package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What would become of one record.
 *
 * @param outcome such as {@code update}
 * @param diffs every field that the route makes, those that would be sent first
 */
public record PreviewView(
    String record,
    String outcome,
    String reason,
    String targetKey,
    String parent,
    List<Diff> diffs) {

  /** A field: what the target shows, and what the route makes of the record. */
  public record Diff(String path, String current, String wanted, boolean changed) {}

  static PreviewView of(JsonNode preview) {
    List<Diff> changed = new ArrayList<>();
    List<Diff> same = new ArrayList<>();
    JsonNode changes = preview.path("changes");
    preview
        .path("wanted")
        .properties()
        .forEach(
            each -> {
              boolean differs = changes.has(each.getKey());
              (differs ? changed : same)
                  .add(
                      new Diff(
                          each.getKey(),
                          text(at(preview.path("current"), each.getKey())),
                          text(differs ? changes.get(each.getKey()) : each.getValue()),
                          differs));
            });
    changed.addAll(same);
    return new PreviewView(
        preview.path("record").asText(),
        preview.path("outcome").asText(),
        preview.path("reason").asText(null),
        preview.path("targetKey").asText(null),
        preview.path("parent").asText(null),
        changed);
  }

  /** The value at a dotted path, which may be the name of one member or lead through several. */
  private static JsonNode at(JsonNode current, String path) {
    return current.has(path) ? current.get(path) : current.at("/" + path.replace('.', '/'));
  }

  private static String text(JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return "";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  /** Only the fields that would be sent. */
  public List<Diff> sent() {
    return diffs.stream().filter(Diff::changed).toList();
  }

  /** {@code good}, {@code busy}, {@code bad} or {@code off}. */
  public String tone() {
    return toneOf(outcome);
  }

  static String toneOf(String outcome) {
    return switch (outcome) {
      case "create", "update", "unchanged", "link" -> "good";
      case "conflict", "ambiguous", "gone", "rejected" -> "bad";
      case "waits", "parent-to-be-created", "with-conflicts" -> "busy";
      default -> "off";
    };
  }
}
