package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.Decimals;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Write;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Turns the fields of a write into the inputs of an orchestration. */
final class Inputs {

  /** In the settings: the input that says of which company a customer master is. */
  static final String COMPANY = "company";

  private Inputs() {}

  static void fill(
      ObjectNode inputs,
      JdeSettings settings,
      Map<String, String> named,
      List<? extends Field<?>> fields,
      Write write) {
    for (Field<?> field : fields) {
      JsonNode value = write.fields().get(field.path());
      if (value != null && !inputs.has(field.input(named))) {
        inputs.set(field.input(named), value(settings, field, value));
      }
    }
    if (write.fields().containsKey("phone") && !empty(write.current().get(EntryFields.PREFIX))) {
      // The number that we send is a whole one: what stands before the old one is to go.
      fields.stream()
          .filter(field -> field.path().equals(EntryFields.PREFIX))
          .forEach(field -> inputs.put(field.input(named), ""));
    }
    if (named.containsKey(COMPANY) && settings.companies().size() == 1) {
      inputs.put(named.get(COMPANY), settings.companies().get(0));
    }
  }

  private static boolean empty(JsonNode value) {
    return value == null || value.isNull() || value.asText().isBlank();
  }

  private static JsonNode value(JdeSettings settings, Field<?> field, JsonNode value) {
    if (empty(value)) {
      return field.type() == Type.DECIMAL
          ? DecimalNode.valueOf(BigDecimal.ZERO)
          : TextNode.valueOf("");
    }
    String text = value.asText().strip();
    if (field.type() == Type.DECIMAL) {
      try {
        return DecimalNode.valueOf(Decimals.parse(text));
      } catch (NumberFormatException e) {
        return TextNode.valueOf(text);
      }
    }
    return TextNode.valueOf(field.path().equals("country") ? settings.countryCode(text) : text);
  }
}
