package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.spi.KeyParts;
import io.mlconnector.spi.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A note as routes see it, whatever its form.
 *
 * @param owner {@code accounts} or {@code contacts}
 * @param customer key of the account or contact
 * @param id the vendor's; null for one that is to be made
 * @param title one line; null for none
 * @param marker by which it is found again; null where it has none
 * @param type a value of the form's look-up; null for the connection's own
 */
record Note(
    String form,
    String owner,
    String customer,
    String id,
    String title,
    String text,
    String marker,
    String type) {

  private static final int PARTS_OF_A_NOTE = 3;

  /** What a write wants: fields that it leaves out are as they are. */
  static Note wanted(Write write) {
    return new Note(
        NoteForms.of(write),
        NoteForms.owner(write),
        write.resulting(CustomerNotes.CUSTOMER),
        null,
        write.resulting(CustomerNotes.TITLE),
        write.resulting(CustomerNotes.TEXT),
        write.resulting(CustomerNotes.MARKER),
        write.text(CustomerNotes.TYPE));
  }

  /**
   * The target key: form, owner, customer and id; a note, the first form, goes without its name.
   */
  String key() {
    return form.equals(NoteForms.NOTE)
        ? KeyParts.join(owner, customer, id)
        : KeyParts.join(form, owner, customer, id);
  }

  /** What a target key names; nothing of what it says is known. */
  static Note of(String key) {
    List<String> parts = KeyParts.split(key);
    int first = parts.size() - PARTS_OF_A_NOTE;
    if (first < 0 || first > 1) {
      throw new IllegalArgumentException(
          "'%s' is no note: owner/customer/note id, such as accounts/10001/300000020000007"
              .formatted(key));
    }
    return new Note(
        first == 0 ? NoteForms.NOTE : parts.get(0),
        parts.get(first),
        parts.get(first + 1),
        parts.get(first + 2),
        null,
        null,
        null,
        null);
  }

  /** The same place with what is there. */
  Note shown(String shownId, String shownTitle, String shownText, String shownMarker, String kind) {
    return new Note(form, owner, customer, shownId, shownTitle, shownText, shownMarker, kind);
  }

  Note withId(String other) {
    return shown(other, title, text, marker, type);
  }

  Note saying(String otherTitle, String otherText) {
    return shown(id, otherTitle, otherText, marker, type);
  }

  /** With its text as it comes back out of a marked one. */
  Note plain() {
    return saying(title, text.replace("\r\n", "\n").stripTrailing());
  }

  /** Whether both hang on one customer, in one form. */
  boolean besides(Note other) {
    return form.equals(other.form) && customer.equals(other.customer) && owner.equals(other.owner);
  }

  /** Whether both say the same to a reader. */
  boolean says(Note other) {
    return Objects.equals(text, other.text) && Objects.equals(title, other.title);
  }

  Map<String, JsonNode> fields() {
    Map<String, JsonNode> fields = new HashMap<>();
    put(fields, CustomerNotes.CUSTOMER, customer);
    put(fields, CustomerNotes.TITLE, title);
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
