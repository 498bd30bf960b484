package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/**
 * A note as routes see it. The marker, by which it is found again, stands in brackets in the last
 * line of its text.
 *
 * @param owner {@code accounts} or {@code contacts}
 * @param customer key of the account or contact
 * @param id the vendor's; null for one that is to be made
 * @param marker null where it has none
 */
record Note(String owner, String customer, String id, String text, String marker, String type) {

  /** The target key: owner, customer and id. */
  String key() {
    return owner + "/" + customer + "/" + id;
  }

  /** What a target key names; the text is not known. */
  static Note of(String key) {
    int first = key.indexOf('/');
    int last = key.lastIndexOf('/');
    if (first < 0 || last == first) {
      throw new IllegalArgumentException(
          "'%s' is no note: owner/customer/note id, such as accounts/10001/300000020000007"
              .formatted(key));
    }
    return new Note(
        key.substring(0, first),
        key.substring(first + 1, last),
        key.substring(last + 1),
        null,
        null,
        null);
  }

  /** This note with what Fusion shows of it. */
  Note shown(String id, String whole, String type) {
    String text = whole == null ? "" : whole.stripTrailing();
    int open = text.lastIndexOf("\n[");
    boolean marked = open >= 0 && text.endsWith("]");
    return new Note(
        owner,
        customer,
        id,
        marked ? text.substring(0, open).stripTrailing() : text,
        marked ? text.substring(open + 2, text.length() - 1) : null,
        type);
  }

  /** The text as it is stored. */
  String whole() {
    return marker == null ? text : text.stripTrailing() + "\n\n[" + marker + "]";
  }

  Map<String, JsonNode> fields() {
    Map<String, JsonNode> fields = new HashMap<>();
    put(fields, CustomerNotes.CUSTOMER, customer);
    put(fields, CustomerNotes.TEXT, text);
    put(fields, CustomerNotes.MARKER, marker);
    put(fields, CustomerNotes.TYPE, type);
    return fields;
  }

  private static void put(Map<String, JsonNode> fields, String name, String value) {
    if (value != null) {
      fields.put(name, TextNode.valueOf(value));
    }
  }
}
