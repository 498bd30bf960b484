package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import java.util.Locale;
import java.util.Map;

/**
 * What a field is as a column of a table.
 *
 * @param type null where the document names none that there is
 * @param scale digits behind the point of a decimal; 0 otherwise
 * @param caption for people; null for the column's name in words
 * @param role null for what its type suggests: decimals are measures
 * @param key whether it is part of the row's key
 */
record ColumnRule(Type type, int scale, String caption, Role role, boolean key) {

  /** The digits of a decimal, point and sign apart: what the file formats hold without loss. */
  static final int DIGITS = 18;

  TableSpec.Column named(String name) {
    return new TableSpec.Column(
        name, caption == null ? words(name) : caption, type, scale, role(), key);
  }

  private Role roleOfType() {
    return type == Type.DECIMAL ? Role.MEASURE : Role.DIMENSION;
  }

  @Override
  public Role role() {
    return role == null ? roleOfType() : role;
  }

  private static String words(String name) {
    String words = name.replace('_', ' ').strip();
    return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Puts what the document says of it. */
  void into(Map<String, Object> document) {
    if (type != null) {
      document.put("type", text());
    }
    if (caption != null) {
      document.put("caption", caption);
    }
    if (role != null) {
      document.put("role", role.name().toLowerCase(Locale.ROOT));
    }
    if (key) {
      document.put("key", true);
    }
  }

  private String text() {
    String name = type.name().toLowerCase(Locale.ROOT);
    return type == Type.DECIMAL ? "%s(%d,%d)".formatted(name, DIGITS, scale) : name;
  }
}
