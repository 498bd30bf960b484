package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.spi.TableChange;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What requests say of a table besides its file. */
final class Payload {

  private static final String EXTRACT = "Extract";

  /** Nobody reads on. */
  private static final int LONGEST = 4_000;

  private Payload() {}

  /** The XML that a data source is published with. */
  static String publish(String name, String description, String project) {
    return "<tsRequest><datasource name=\"%s\" description=\"%s\"><project id=\"%s\"/></datasource></tsRequest>"
        .formatted(escaped(name), escaped(description), escaped(project));
  }

  /**
   * What people read beside the data source. A file has no place for captions and roles, so they
   * are told here where they say more than the column's name.
   */
  static String description(String about, TableSpec spec) {
    String columns =
        spec.published().stream()
            .filter(column -> !plain(column))
            .map(column -> "%s: %s".formatted(column.name(), shown(column)))
            .collect(Collectors.joining("; "));
    String text = columns.isEmpty() ? about : about + " Columns: " + columns + ".";
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String shown(Column column) {
    String role = column.role() == null ? "" : column.role().name().toLowerCase(Locale.ROOT);
    return usual(column) ? column.caption() : column.caption() + " (" + role + ")";
  }

  /** Whether Tableau itself calls the column so and takes it for what it is meant to be. */
  private static boolean plain(Column column) {
    String caption = column.caption() == null ? "" : column.caption();
    boolean same =
        caption.isBlank()
            || caption
                .replace(" ", "_")
                .equalsIgnoreCase(column.name().replaceAll("^_+", "").replace(" ", "_"));
    return same && usual(column);
  }

  /** Numbers are measures there, and everything else a dimension. */
  private static boolean usual(Column column) {
    boolean number =
        column.type() == TableSpec.Type.DECIMAL || column.type() == TableSpec.Type.INTEGER;
    return column.role() == null || number == (column.role() == TableSpec.Role.MEASURE);
  }

  private static String escaped(String text) {
    StringBuilder xml = new StringBuilder();
    (text == null ? "" : text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\n', '\r', '\t' -> xml.append("&#").append(c).append(';');
                default -> {
                  if (c >= ' ' && c != 0xFFFE && c != 0xFFFF) {
                    xml.appendCodePoint(c);
                  }
                }
              }
            });
    return xml.toString();
  }

  /** The one action of an update: rows of the uploaded file that are met by the key's columns. */
  static ObjectNode update(TableChange.Action action, List<Column> columns) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode one = body.putArray("actions").addObject();
    one.put("action", action.name().toLowerCase(Locale.ROOT));
    one.put("source-schema", EXTRACT).put("source-table", EXTRACT);
    one.put("target-schema", EXTRACT).put("target-table", EXTRACT);
    if (action != TableChange.Action.INSERT) {
      one.set("condition", condition(columns.stream().filter(Column::key).toList()));
    }
    return body;
  }

  private static ObjectNode condition(List<Column> keys) {
    if (keys.size() == 1) {
      return equal(keys.get(0));
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("op", "and");
    ArrayNode parts = all.putArray("args");
    keys.forEach(key -> parts.add(equal(key)));
    return all;
  }

  private static ObjectNode equal(Column key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("op", "eq")
        .put("source-col", key.name())
        .put("target-col", key.name());
  }
}
