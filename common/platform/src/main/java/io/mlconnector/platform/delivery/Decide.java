package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import io.mlconnector.canonical.delivery.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decides which fields are sent: those that the policies allow, and of these, over a record that is
 * there, only those that differ.
 */
final class Decide {

  private Decide() {}

  /** What a creation sends: every field with a value. */
  static Map<String, JsonNode> creation(List<FieldWrite> fields, Map<Ref, String> keys) {
    Map<String, JsonNode> sent = new LinkedHashMap<>();
    for (FieldWrite field : fields) {
      JsonNode value = value(field, keys);
      if (!FieldValues.empty(value)) {
        sent.put(field.path(), value);
      }
    }
    return sent;
  }

  /** What an update sends: differences only; nothing where the record already is like that. */
  static Map<String, JsonNode> update(
      List<FieldWrite> fields, Map<Ref, String> keys, Map<String, JsonNode> current) {
    Map<String, JsonNode> sent = new LinkedHashMap<>();
    for (FieldWrite field : fields) {
      JsonNode value = value(field, keys);
      JsonNode there = current.get(field.path());
      if (FieldValues.empty(value)) {
        if (clears(field) && !FieldValues.empty(there)) {
          sent.put(field.path(), NullNode.instance);
        }
      } else if (mayWrite(field, there) && !FieldValues.same(value, there)) {
        sent.put(field.path(), value);
      }
    }
    return sent;
  }

  /** All that is wanted, with the keys of linked records filled in. */
  static Map<String, JsonNode> wanted(List<FieldWrite> fields, Map<Ref, String> keys) {
    Map<String, JsonNode> wanted = new LinkedHashMap<>();
    for (FieldWrite field : fields) {
      JsonNode value = value(field, keys);
      wanted.put(field.path(), value == null ? NullNode.instance : value);
    }
    return wanted;
  }

  private static JsonNode value(FieldWrite field, Map<Ref, String> keys) {
    if (field.linked() == null) {
      return field.value();
    }
    String key = keys.get(field.linked());
    return key == null ? null : TextNode.valueOf(key);
  }

  private static boolean mayWrite(FieldWrite field, JsonNode there) {
    return field.when() == When.ALWAYS
        || (field.when() == When.IF_EMPTY && FieldValues.empty(there));
  }

  /** An empty source value clears nothing unless the field says so, and never an e-mail address. */
  private static boolean clears(FieldWrite field) {
    return field.clear() && field.when() == When.ALWAYS && !isEmail(field.path());
  }

  private static boolean isEmail(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.replaceAll("[^a-z]", "").contains("email");
  }
}
