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
 */
public record FieldRule(String value, When write, boolean clear) {

  public FieldRule {
    write = write == null ? When.ALWAYS : write;
  }

  static FieldRule of(String expression) {
    return new FieldRule(expression, When.ALWAYS, false);
  }

  /** The short form where it says everything. */
  @JsonValue
  Object document() {
    if (write == When.ALWAYS && !clear) {
      return value;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("value", value);
    document.put("write", text(write));
    if (clear) {
      document.put("clear", true);
    }
    return document;
  }

  static String text(When write) {
    return write.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
