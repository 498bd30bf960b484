package io.mlconnector.mapping.route;

import com.fasterxml.jackson.annotation.JsonValue;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How one target field gets its value.
 *
 * @param value a JSONata expression over the canonical record
 * @param write when it is written; always unless the route says otherwise
 * @param clear whether an empty value empties the target; else it changes nothing
 * @param pair the name under which it is merged with a field of the route's mirror; {@code none}
 *     for one way; null for the canonical field, where the value is nothing but that
 * @param conflict who wins where both sides changed it; null as the route says
 * @param column what the field is as a column; null where the route fills no table
 */
public record FieldRule(
    String value, When write, boolean clear, String pair, Conflict conflict, ColumnRule column) {

  /** The pair name of a field that goes one way. */
  public static final String ONE_WAY = "none";

  public FieldRule {
    write = write == null ? When.ALWAYS : write;
  }

  static FieldRule of(String expression) {
    return new FieldRule(expression, When.ALWAYS, false, null, null, null);
  }

  /** The short form where it says everything. */
  @JsonValue
  Object document() {
    if (write == When.ALWAYS && !clear && pair == null && conflict == null && column == null) {
      return value;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("value", value);
    document.put("write", text(write));
    if (clear) {
      document.put("clear", true);
    }
    if (pair != null) {
      document.put("pair", pair);
    }
    if (conflict != null) {
      document.put("conflict", conflict);
    }
    if (column != null) {
      column.into(document);
    }
    return document;
  }

  static String text(When write) {
    return write.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
