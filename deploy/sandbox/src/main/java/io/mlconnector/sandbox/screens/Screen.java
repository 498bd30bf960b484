package io.mlconnector.sandbox.screens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records of one kind as people at a simulated vendor see and edit them in its pages.
 *
 * @param name what paths call it, such as {@code customers}
 * @param title what people call it
 * @param fields those that are shown; lists show the first few
 * @param all the records as they are now
 * @param edits empty where the pages only show
 */
public record Screen(
    String name,
    String title,
    List<Field> fields,
    Supplier<List<Entry>> all,
    Optional<Edits> edits) {

  public Screen {
    fields = List.copyOf(fields);
  }

  /**
   * One field.
   *
   * @param path of its value below an entry's values, as in a JSON pointer but without the first
   *     slash
   */
  public record Field(String label, String path) {

    public String of(JsonNode values) {
      JsonNode value = values.at("/" + path);
      return value.isNumber() ? value.decimalValue().toPlainString() : value.asText("").strip();
    }
  }

  /** One record and its key at the vendor. */
  public record Entry(String key, JsonNode values) {}

  /**
   * What people do to records. What the vendor refuses is an {@link IllegalArgumentException} or
   * another exception of the vendor's with a sentence for a message.
   */
  public interface Edits {

    /** Sets these values, null for an empty one; others stay as they are. */
    void change(String key, ObjectNode values);

    /** Makes a record and returns its key. */
    String create(ObjectNode values);

    void delete(String key);
  }

  Optional<Entry> one(String key) {
    return all.get().stream().filter(each -> each.key().equals(key)).findFirst();
  }

  /** Those of which a shown field contains the text; letter case does not matter. */
  List<Entry> find(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return all.get().stream()
        .filter(
            each ->
                each.key().equals(wanted)
                    || fields.stream()
                        .anyMatch(
                            field ->
                                field.of(each.values()).toLowerCase(Locale.ROOT).contains(wanted)))
        .toList();
  }

  /** A typed text as JSON: null where it is blank, a number where the vendor has one there. */
  static JsonNode typed(String text, JsonNode before) {
    if (text.isBlank()) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (before.isNumber() && text.strip().matches("-?\\d{1,15}(\\.\\d{1,9})?")) {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(text.strip()));
    }
    return JsonNodeFactory.instance.textNode(text.strip());
  }
}
